package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about environments.
public final class Environments {
    private Environments() {}

    public record Listing(List<Summary> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// @param current true for the environment that answers
    public record Summary(String name, boolean current, boolean isDefault) {}

    /// @param store `sqlite` or `postgresql`
    /// @param seal `shares` or `key_file`
    /// @param keyTerm number of the environment key in use
    /// @param recordSize number of records in the log
    public record Status(
            String name,
            String namespace,
            boolean initialised,
            boolean sealed,
            String store,
            int schemaVersion,
            String seal,
            int keyTerm,
            long recordSize,
            String recordOrigin) {}

    /// A digest over all rows: equal digests mean that nothing in the environment changed in between.
    ///
    /// @param digest lower-case hexadecimal SHA-256
    public record Digest(String environment, String digest, long rows) {}
}
