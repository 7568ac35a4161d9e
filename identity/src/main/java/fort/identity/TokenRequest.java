package fort.identity;

import fort.domain.SecretValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for a token from the holder of another: the body of `auth/token/create`. Times in seconds, 0 where
/// nothing is said.
///
/// @param id a token text of the caller's choice, or null; needs sudo
/// @param policies null takes the parent's
/// @param noParent makes an orphan; needs sudo
/// @param orphanPath whether it came by `create-orphan`, where the path's own policy is the permission
/// @param renewable null means true
public record TokenRequest(
        @Nullable SecretValue id,
        @Nullable List<String> policies,
        Map<String, String> meta,
        boolean noParent,
        boolean orphanPath,
        boolean noDefaultPolicy,
        @Nullable Boolean renewable,
        long ttlSeconds,
        long explicitMaxTtlSeconds,
        String displayName,
        int numUses,
        long periodSeconds) {
    /// The most entries of `meta`.
    public static final int META_MAX = 64;

    public static final TokenRequest PLAIN =
            new TokenRequest(null, null, Map.of(), false, false, false, null, 0, 0, "", 0, 0);

    /// @throws IllegalArgumentException with a message for the caller
    public TokenRequest {
        policies = policies == null ? null : PolicyNames.canonical(policies);
        meta = Map.copyOf(meta);
        if (meta.size() > META_MAX) {
            throw new IllegalArgumentException("at most " + META_MAX + " entries of 'meta'");
        }
        if (numUses < 0) {
            throw new IllegalArgumentException("number of uses cannot be negative");
        }
        if (ttlSeconds < 0 || explicitMaxTtlSeconds < 0 || periodSeconds < 0) {
            throw new IllegalArgumentException("a duration cannot be negative");
        }
    }
}
