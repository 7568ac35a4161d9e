package fort.gate;

/// In the making.
final class WrappingHandlers implements Handler<WrappingOperation<?>> {
    @Override
    public Demand demand(Act act, WrappingOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, WrappingOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
