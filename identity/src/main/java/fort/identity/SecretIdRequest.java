package fort.identity;

import fort.domain.SecretValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for a secret id.
///
/// @param custom the wanted text, or null for a random one
/// @param ttlSeconds null takes the role's
/// @param numUses null takes the role's
public record SecretIdRequest(
        @Nullable SecretValue custom,
        Map<String, String> metadata,
        List<String> cidrs,
        List<String> tokenBoundCidrs,
        @Nullable Long ttlSeconds,
        @Nullable Integer numUses) {
    public static final SecretIdRequest PLAIN = new SecretIdRequest(null, Map.of(), List.of(), List.of(), null, null);

    /// @throws IllegalArgumentException with a message for the caller
    public SecretIdRequest {
        metadata = Map.copyOf(metadata);
        cidrs = List.copyOf(cidrs);
        tokenBoundCidrs = List.copyOf(tokenBoundCidrs);
        cidrs.forEach(Cidr::parse);
        tokenBoundCidrs.forEach(Cidr::parse);
        if (metadata.size() > TokenRequest.META_MAX) {
            throw new IllegalArgumentException("at most " + TokenRequest.META_MAX + " entries of 'metadata'");
        }
    }
}
