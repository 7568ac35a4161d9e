package fort.gate;

/// In the making.
final class PromotionHandlers implements Handler<PromotionOperation<?>> {
    PromotionHandlers(Fort fort) {}

    @Override
    public Demand demand(Act act, PromotionOperation<?> operation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Plan<?> plan(Act act, PromotionOperation<?> operation) {
        throw new UnsupportedOperationException();
    }
}
