package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about the systems whose credentials Fort rotates.
public final class Targets {
    private Targets() {}

    /// @param kind as the rotator's
    /// @param address as its kind spells it, without credentials
    /// @param caCertificates PEM; the platform's own when absent
    /// @param credential the path of the secret Fort logs in with; the rotated secret itself when absent
    /// @param credentialMount where that is; `secret` when absent
    public record Write(
            String kind,
            String address,
            @Nullable String caCertificates,
            @Nullable String credential,
            @Nullable String credentialMount) {}

    public record Target(
            String name,
            String kind,
            String address,
            String caCertificates,
            @Nullable String credential,
            @Nullable String credentialMount,
            String changedBy,
            @Nullable Instant changedAt) {}

    public record Listing(List<Target> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }
}
