package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about promotions: how secrets of one environment get counterparts in another, never by a silent
/// copy.
///
/// A promotion lives in its target. Principals of the target create, approve and apply it; a principal of the
/// source offers the values that it copies.
public final class Promotions {
    private Promotions() {}

    /// Asked for with a token of the target environment.
    ///
    /// @param source the environment that has the secrets
    /// @param prefix every secret of the source below it must be mapped; an unmapped one stops the
    ///     promotion; all of the mount when absent
    /// @param reason why, for whoever approves it and for the record
    public record Create(
            String source, @Nullable String mount, @Nullable String prefix, List<Mapping> mappings, String reason) {
        public Create {
            mappings = Copies.list(mappings);
        }
    }

    /// What becomes of one secret: copied, unless one of `generate`, `ask` and `skip` is given.
    ///
    /// @param from name in the source
    /// @param to name in the target; absent means the same
    /// @param generate the target makes a value of its own, of this type
    /// @param ask whoever shall write the value in the target, by its own means, before the promotion applies
    /// @param skip it shall not be promoted
    public record Mapping(
            String from,
            @Nullable String to,
            @Nullable String generate,
            @Nullable String ask,
            boolean skip) {}

    /// Asked for with a token of the source environment: hands over the values for this promotion alone.
    ///
    /// @param target the environment where the promotion lives
    public record Offer(String target) {}

    /// @param mappingHash of the mapping that was read; another one is refused
    public record Approve(String mappingHash) {}

    /// @param state `draft`, `offered`, `approved`, `applied` or `cancelled`
    /// @param mappingHash SHA-256 of source, mount, prefix and mappings; an approval binds to it
    public record Promotion(
            String id,
            String source,
            String target,
            String mount,
            String prefix,
            String state,
            String mappingHash,
            String reason,
            String createdBy,
            Instant createdAt,
            @Nullable String approvedBy,
            @Nullable Instant appliedAt,
            List<Mapping> mappings) {
        public Promotion {
            mappings = Copies.list(mappings);
        }
    }

    public record Listing(List<Promotion> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// What an application would do now; values are never shown.
    ///
    /// @param problems why it cannot be applied now; none when it can
    public record Difference(String id, List<Change> changes, List<String> problems) {
        public Difference {
            changes = Copies.list(changes);
            problems = Copies.list(problems);
        }

        /// Nothing stands in the way.
        public boolean ready() {
            return problems.isEmpty();
        }
    }

    /// @param to empty for a secret that is skipped
    /// @param action `create`, `replace`, `same`, `generate`, `ask`, `skip` or `missing`
    public record Change(String from, String to, String action) {}
}
