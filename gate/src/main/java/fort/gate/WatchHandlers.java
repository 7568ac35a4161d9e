package fort.gate;

/// In the making.
final class WatchHandlers implements Handler<WatchOperation<?>> {
    @Override
    public Demand demand(Act act, WatchOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, WatchOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
