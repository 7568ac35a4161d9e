package fort.gate;

/// In the making.
final class TokenHandlers implements Handler<TokenOperation<?>> {
    @Override
    public Demand demand(Act act, TokenOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, TokenOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
