package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages about what is known of a secret beside its value.
public final class Metadata {
    private Metadata() {}

    /// @param currentVersion 0 when there is none
    /// @param custom free names and texts, as Vault clients keep them in `custom_metadata`; not secret
    /// @param versionsMax how many versions are kept; 0 means the mount's rule
    public record Details(
            String path,
            String mount,
            String type,
            @Nullable String description,
            @Nullable String owner,
            List<String> tags,
            List<String> consumers,
            Map<String, String> custom,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant expiresAt,
            long currentVersion,
            long oldestVersion,
            long versionsMax,
            boolean checkAndSetRequired,
            List<Version> versions) {
        public Details {
            tags = Copies.list(tags);
            consumers = Copies.list(consumers);
            custom = Copies.map(custom);
            versions = Copies.list(versions);
        }
    }

    /// @param state `staged`, `current`, `grace` or `retired`
    /// @param deletedAt set while the version is deleted and can be undeleted
    /// @param destroyed its bytes are gone for good
    public record Version(
            long version,
            String state,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant deletedAt,
            boolean destroyed) {}

    /// What to change; what is absent stays.
    public record Update(
            @Nullable String type,
            @Nullable String description,
            @Nullable String owner,
            @Nullable List<String> tags,
            @Nullable List<String> consumers,
            @Nullable Map<String, String> custom,
            @Nullable Long versionsMax,
            @Nullable Boolean checkAndSetRequired) {}

    /// One page of what a search found.
    public record Found(List<Summary> items, @Nullable String next) {
        public Found {
            items = Copies.list(items);
        }
    }

    public record Summary(
            String path,
            String mount,
            String type,
            @Nullable String owner,
            List<String> tags,
            long currentVersion,
            Instant updatedAt,
            @Nullable Instant expiresAt) {
        public Summary {
            tags = Copies.list(tags);
        }
    }
}
