package fort.gate;

/// In the making.
final class AuditHandlers implements Handler<AuditOperation<?>> {
    @Override
    public Demand demand(Act act, AuditOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, AuditOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
