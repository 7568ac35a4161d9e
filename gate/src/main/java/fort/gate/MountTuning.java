package fort.gate;

import java.util.List;
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
    public static final MountTuning NONE = new MountTuning(null, null, null, null, null, null, null, null, null);
}
