package fort.identity;

import java.util.List;

/// What a user or role says about the tokens it gets: Vault's `token_*` parameters. Times in seconds, 0 where
/// nothing is said.
///
/// @param policies lower case names
/// @param boundCidrs networks the login must come from and the token may be used from
/// @param noDefaultPolicy leaves `default` out
/// @param explicitMaxTtlSeconds no renewal passes it
/// @param numUses uses per token; 0 without limit
/// @param periodSeconds makes tokens periodic
/// @param type `default`, `service` or `default-service`; batch tokens are not offered
public record TokenParameters(
        List<String> policies,
        List<String> boundCidrs,
        boolean noDefaultPolicy,
        long ttlSeconds,
        long maxTtlSeconds,
        long explicitMaxTtlSeconds,
        int numUses,
        long periodSeconds,
        String type) {
    public static final TokenParameters NONE =
            new TokenParameters(List.of(), List.of(), false, 0, 0, 0, 0, 0, "default");

    /// @throws IllegalArgumentException with a message for the caller
    public TokenParameters {
        policies = PolicyNames.canonical(policies);
        boundCidrs = List.copyOf(boundCidrs);
        boundCidrs.forEach(Cidr::parse);
        if (ttlSeconds < 0 || maxTtlSeconds < 0 || explicitMaxTtlSeconds < 0 || periodSeconds < 0) {
            throw new IllegalArgumentException("a duration cannot be negative");
        }
        if (maxTtlSeconds > 0 && ttlSeconds > maxTtlSeconds) {
            throw new IllegalArgumentException("'token_ttl' cannot be greater than 'token_max_ttl'");
        }
        if (numUses < 0) {
            throw new IllegalArgumentException("'token_num_uses' cannot be negative");
        }
        if (!type.equals("default") && !type.equals("service") && !type.equals("default-service")) {
            throw new IllegalArgumentException("invalid 'token_type': only service tokens are offered");
        }
    }

    TokenParameters boundTo(List<String> cidrs) {
        return new TokenParameters(
                policies,
                cidrs,
                noDefaultPolicy,
                ttlSeconds,
                maxTtlSeconds,
                explicitMaxTtlSeconds,
                numUses,
                periodSeconds,
                type);
    }
}
