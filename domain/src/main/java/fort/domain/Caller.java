package fort.domain;

import java.util.List;
import java.util.Map;

/// Who is asking, after authentication: never more than one environment's principal.
///
/// @param environment the only environment this caller exists in
/// @param principal stable name for the record, such as `userpass/alice`, `approle/web`, `token/ci`, `root`,
///     `anonymous`, `system/rotation`
/// @param displayName as Vault clients see it, such as `userpass-alice`
/// @param method how it authenticated: `token`, `userpass`, `approle`, `none`, `internal`
/// @param accessor the token's accessor, or empty when there is no token
/// @param policies names, lower case, sorted, without duplicates
/// @param metadata such as `username` or `role_name`; used by templated policies; never secret
public record Caller(
        EnvironmentName environment,
        String principal,
        String displayName,
        String method,
        String accessor,
        List<String> policies,
        Map<String, String> metadata) {
    public Caller {
        policies = List.copyOf(policies);
        metadata = Map.copyOf(metadata);
    }

    public static Caller anonymous(EnvironmentName environment) {
        return new Caller(environment, "anonymous", "anonymous", "none", "", List.of(), Map.of());
    }

    /// Fort's own background work.
    public static Caller internal(EnvironmentName environment, String part) {
        return new Caller(environment, "system/" + part, "system-" + part, "internal", "", List.of(), Map.of());
    }

    /// True for a holder of the all-powerful `root` policy of its own environment.
    public boolean isRoot() {
        return policies.contains("root");
    }
}
