package fort.client;

import fort.wire.Promotions;
import org.jspecify.annotations.Nullable;

/// Calls about promotions.
public final class PromotionCalls {
    private final Calls calls;

    PromotionCalls(Calls calls) {
        this.calls = calls;
    }

    public Promotions.Listing list(@Nullable String state, Page page) {
        return calls.get(Address.of("/promotions").query("state", state).page(page), Promotions.Listing.class);
    }

    public Promotions.Promotion create(Promotions.Create body) {
        return calls.act(Address.of("/promotions"), body, Promotions.Promotion.class);
    }

    public Promotions.Promotion read(String promotion) {
        return calls.get(at(promotion, ""), Promotions.Promotion.class);
    }

    public Promotions.Difference difference(String promotion) {
        return calls.get(at(promotion, "/diff"), Promotions.Difference.class);
    }

    public Promotions.Promotion approve(String promotion, Promotions.Approve body) {
        return calls.ask(at(promotion, ":approve"), body, Promotions.Promotion.class);
    }

    /// With a token of the source environment.
    public void offer(String promotion, Promotions.Offer body) {
        calls.tell(at(promotion, ":offer"), body);
    }

    public Promotions.Promotion apply(String promotion) {
        return calls.ask(at(promotion, ":apply"), null, Promotions.Promotion.class);
    }

    public Promotions.Promotion cancel(String promotion) {
        return calls.ask(at(promotion, ":cancel"), null, Promotions.Promotion.class);
    }

    private static Address at(String promotion, String action) {
        return Address.of("/promotions/").name(promotion).literal(action);
    }
}
