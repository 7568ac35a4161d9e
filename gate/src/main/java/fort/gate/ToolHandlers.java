package fort.gate;

/// In the making.
final class ToolHandlers implements Handler<ToolOperation<?>> {
    @Override
    public Demand demand(Act act, ToolOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, ToolOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
