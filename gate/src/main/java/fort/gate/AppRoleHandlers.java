package fort.gate;

/// In the making.
final class AppRoleHandlers implements Handler<AppRoleOperation<?>> {
    @Override
    public Demand demand(Act act, AppRoleOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, AppRoleOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
