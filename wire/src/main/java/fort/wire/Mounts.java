package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about mounts: where secrets live.
public final class Mounts {
    private Mounts() {}

    /// @param version of the key-value engine: 1 keeps one version, 2 keeps several
    public record Mount(
            String path,
            String type,
            int version,
            @Nullable String description,
            String accessor,
            long versionsMax,
            boolean checkAndSetRequired) {}

    public record Listing(List<Mount> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    public record Create(
            String path,
            @Nullable String type,
            @Nullable Integer version,
            @Nullable String description,
            @Nullable Long versionsMax,
            @Nullable Boolean checkAndSetRequired) {}

    public record Update(
            @Nullable String description,
            @Nullable Long versionsMax,
            @Nullable Boolean checkAndSetRequired) {}
}
