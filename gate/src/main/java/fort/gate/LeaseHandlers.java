package fort.gate;

/// In the making.
final class LeaseHandlers implements Handler<LeaseOperation<?>> {
    @Override
    public Demand demand(Act act, LeaseOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, LeaseOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
