package fort.client;

import fort.wire.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Calls about what is known of secrets beside their values. A null mount is `secret`.
public final class MetadataCalls {
    private final Calls calls;

    MetadataCalls(Calls calls) {
        this.calls = calls;
    }

    public Metadata.Details read(@Nullable String mount, String path) {
        return calls.get(at(mount, path), Metadata.Details.class);
    }

    public Metadata.Details update(@Nullable String mount, String path, Metadata.Update body) {
        return calls.patch(at(mount, path), body, Metadata.Details.class);
    }

    /// Destroys the secret with all its versions.
    public void delete(@Nullable String mount, String path) {
        calls.delete(at(mount, path));
    }

    public Metadata.Found search(@Nullable String mount, @Nullable String prefix, Filter filter, Page page) {
        Address address = Address.of("/metadata")
                .query("mount", mount)
                .query("prefix", prefix)
                .query("tag", filter.tag())
                .query("owner", filter.owner())
                .query("type", filter.type())
                .query("consumer", filter.consumer())
                .query("expires_before", filter.expiresBefore());
        return calls.get(address.page(page), Metadata.Found.class);
    }

    /// What to search for; null means any.
    public record Filter(
            @Nullable String tag,
            @Nullable String owner,
            @Nullable String type,
            @Nullable String consumer,
            @Nullable Instant expiresBefore) {}

    private static Address at(@Nullable String mount, String path) {
        return Address.of("/metadata/").path(path).query("mount", mount);
    }
}
