package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about promotions: how secrets of one environment get counterparts in another, never by a silent
/// copy.
public final class Promotions {
    private Promotions() {}

    /// Asked for with a token of the source environment.
    ///
    /// @param target the environment that gets the secrets
    /// @param prefix every secret of the source below it must be mapped; an unmapped one stops the
    ///     promotion
    public record Create(
            String target,
            @Nullable String prefix,
            List<Mapping> mappings,
            @Nullable String reason) {
        public Create {
            mappings = Copies.list(mappings);
        }
    }

    /// What becomes of one secret. Exactly one of `to` alone (copy), `generate` and `ask` is meant; `skip`
    /// says that it shall not be promoted.
    ///
    /// @param from path in the source, with its mount: `secret/app/db`
    /// @param to path in the target; absent means the same
    /// @param generate the target makes a value of its own, by the type's rules
    /// @param ask a principal of the target, who supplies the value
    public record Mapping(
            String from,
            @Nullable String to,
            boolean generate,
            @Nullable String ask,
            boolean skip) {}

    /// @param state `proposed`, `approved`, `applied`, `cancelled` or `expired`
    public record Promotion(
            String id,
            String source,
            String target,
            String state,
            @Nullable String reason,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
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
    /// @param unmapped names of the source that no mapping covers: they stop the promotion
    /// @param ready nothing stands in the way but the approval
    public record Difference(String id, List<Change> changes, List<String> unmapped, boolean ready) {
        public Difference {
            changes = Copies.list(changes);
            unmapped = Copies.list(unmapped);
        }
    }

    /// @param action `create`, `update`, `same`, `generate`, `ask`, `supplied`, `skip` or `missing`
    public record Change(String from, String to, String action, long sourceVersion, long targetVersion) {}

    /// The value that an asked owner supplies.
    public record Supply(String to, SecretJson value) {}

    public record Cancel(@Nullable String reason) {}
}
