package fort.gate;

/// In the making.
final class UserHandlers implements Handler<UserOperation<?>> {
    @Override
    public Demand demand(Act act, UserOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, UserOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
