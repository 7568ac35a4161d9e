package fort.gate;

/// In the making.
final class PolicyHandlers implements Handler<PolicyOperation<?>> {
    @Override
    public Demand demand(Act act, PolicyOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, PolicyOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
