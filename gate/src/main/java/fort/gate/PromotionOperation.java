package fort.gate;

import fort.domain.EnvironmentName;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Promotion: a mapping object that lives in the target environment. It is made and approved by principals of the
/// target; the source's values
/// are read by a principal of the source who authorises with a token of the source. Never a silent copy: unmapped
/// names stop it.
///
/// [OfferSource] is performed in the source environment by a source principal, and everything else in the target by
/// target principals.
public sealed interface PromotionOperation<T> extends Operation<T> {
    /// @param from a name in the source, below `sourcePrefix`
    record Item(SecretPath from, Action action) {}

    sealed interface Action {
        /// Copies the current value to this name.
        record CopyTo(SecretPath to) implements Action {}

        /// A new value of the type is generated in the target.
        record GenerateAt(SecretPath to, String type) implements Action {}

        /// Someone must write it in the target before it can be applied.
        record AskOwner(SecretPath to, String owner) implements Action {}

        /// Named and left out.
        record Skip() implements Action {}
    }

    record CreatePromotion(
            EnvironmentName source, String mount, String sourcePrefix, List<Item> items, String justification)
            implements PromotionOperation<PromotionView> {
        @Override
        public String name() {
            return "promotion.create";
        }
    }

    /// In the source, by a source principal with rights to list the prefix and to read every copied name: hands
    /// over the values for this
    /// promotion only. They wait in the target, sealed under its key, for [Promotions#OFFER_SECONDS].
    record OfferSource(EnvironmentName target, String promotionId) implements PromotionOperation<Void> {
        @Override
        public String name() {
            return "promotion.offer";
        }
    }

    /// The source's half of an offer, made by the gate out of [OfferSource].
    ///
    /// @param mapped all names of the mapping
    /// @param copied those whose values are handed over
    record GatherOffer(
            EnvironmentName target,
            String promotionId,
            String mount,
            String sourcePrefix,
            List<String> mapped,
            List<SecretPath> copied)
            implements PromotionOperation<Offer> {
        @Override
        public String name() {
            return "promotion.offer";
        }

        static GatherOffer of(OfferSource offer, @Nullable PromotionView view) {
            return view == null
                    ? new GatherOffer(offer.target(), offer.promotionId(), "secret", "", List.of(), List.of())
                    : new GatherOffer(
                            offer.target(),
                            offer.promotionId(),
                            view.mount(),
                            view.sourcePrefix(),
                            view.items().stream().map(ItemView::from).toList(),
                            view.items().stream()
                                    .filter(item -> item.action().equals("copy"))
                                    .map(item -> new SecretPath(item.from()))
                                    .toList());
        }
    }

    /// The target's half of an offer, made by the gate out of [OfferSource]; only from inside.
    record ReceiveOffer(String promotionId, Offer offer, String offeredBy) implements PromotionOperation<Void> {
        @Override
        public String name() {
            return "promotion.receive";
        }
    }

    /// @param unmapped names below the prefix that the mapping does not name
    /// @param missing names of the mapping that the source does not have
    record Offer(List<OfferedValue> values, List<String> unmapped, List<String> missing) {}

    record OfferedValue(SecretPath from, String type, long version, SecretValue value) {}

    record ListPromotions() implements PromotionOperation<List<PromotionView>> {
        @Override
        public String name() {
            return "promotion.list";
        }
    }

    record ReadPromotion(String id) implements PromotionOperation<PromotionView> {
        @Override
        public String name() {
            return "promotion.read";
        }
    }

    /// What applying would do now.
    record DiffPromotion(String id) implements PromotionOperation<PromotionView> {
        @Override
        public String name() {
            return "promotion.diff";
        }
    }

    /// By a target principal who is not the creator. Binds to the hash of the mapping.
    record ApprovePromotion(String id, String mappingHash) implements PromotionOperation<PromotionView> {
        @Override
        public String name() {
            return "promotion.approve";
        }
    }

    record ApplyPromotion(String id) implements PromotionOperation<PromotionView> {
        @Override
        public String name() {
            return "promotion.apply";
        }
    }

    record CancelPromotion(String id) implements PromotionOperation<Void> {
        @Override
        public String name() {
            return "promotion.cancel";
        }
    }

    /// @param state `draft`, `offered`, `approved`, `applied`, `cancelled`
    /// @param problems why it cannot be applied now: unmapped names, missing offer, missing approval, asked owners
    record PromotionView(
            String id,
            String state,
            EnvironmentName source,
            EnvironmentName target,
            String mount,
            String sourcePrefix,
            List<ItemView> items,
            String mappingHash,
            String createdBy,
            Instant createdTime,
            @Nullable String approvedBy,
            @Nullable Instant appliedTime,
            String justification,
            List<String> problems) {}

    /// @param extra type to generate, or owner to ask
    /// @param effect `create`, `replace`, `same`, `generate`, `ask`, `skip`, `missing`
    record ItemView(String from, String action, String to, String extra, String effect) {}
}
