package fort.gate;

import fort.domain.EnvironmentName;
import fort.domain.SecretPath;
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

    /// In the source, by a source principal with read rights on all copied names: seals the values for this
    /// promotion only, with the target's
    /// promotion key, for one hour.
    record OfferSource(EnvironmentName target, String promotionId) implements PromotionOperation<Void> {
        @Override
        public String name() {
            return "promotion.offer";
        }
    }

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

    /// @param effect `create`, `replace`, `same`, `generate`, `ask`, `skip`, `missing`
    record ItemView(String from, String action, String to, String effect) {}
}
