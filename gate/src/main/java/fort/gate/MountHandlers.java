package fort.gate;

/// In the making.
final class MountHandlers implements Handler<MountOperation<?>> {
    @Override
    public Demand demand(Act act, MountOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, MountOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
