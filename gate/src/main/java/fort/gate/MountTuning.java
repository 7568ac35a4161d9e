package fort.gate;

import fort.domain.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings of a mount; a null leaves the present setting when tuning, and means the default when enabling.
///
/// @param defaultLeaseTtlSeconds 0 = the system's
/// @param maxLeaseTtlSeconds 0 = the system's
/// @param listingVisibility empty, `hidden` or `unauth`
/// @param tokenType for auth mounts: `default-service`, `service`, …
public record MountTuning(
        @Nullable Long defaultLeaseTtlSeconds,
        @Nullable Long maxLeaseTtlSeconds,
        @Nullable Boolean forceNoCache,
        @Nullable String listingVisibility,
        @Nullable List<String> auditNonHmacRequestKeys,
        @Nullable List<String> auditNonHmacResponseKeys,
        @Nullable List<String> passthroughRequestHeaders,
        @Nullable List<String> allowedResponseHeaders,
        @Nullable String tokenType) {
    private static final Set<String> VISIBILITIES = Set.of("", "hidden", "unauth");
    private static final Set<String> TOKEN_TYPES = Set.of("", "default-service", "service");

    public static final MountTuning NONE = new MountTuning(null, null, null, null, null, null, null, null, null);

    /// What is wrong with these settings together, if anything.
    Optional<Refusal> refusal() {
        long wanted = defaultLeaseTtlSeconds == null ? 0 : defaultLeaseTtlSeconds;
        long max = maxLeaseTtlSeconds == null ? 0 : maxLeaseTtlSeconds;
        if (wanted < 0 || max < 0) {
            return refused("a lease TTL cannot be negative");
        }
        if (max > 0 && wanted > max) {
            return refused(
                    "backend max lease TTL of " + max + " would be less than backend default lease TTL of " + wanted);
        }
        if (listingVisibility != null && !VISIBILITIES.contains(listingVisibility)) {
            return refused("invalid listing_visibility: it is empty, 'hidden' or 'unauth'");
        }
        if (tokenType != null && !TOKEN_TYPES.contains(tokenType)) {
            return refused("invalid value for 'token_type'");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String message) {
        return Optional.of(new Refusal(Refusal.Reason.INVALID_REQUEST, message));
    }
}
