package fort.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about app roles: how programs log in.
public final class AppRoles {
    private AppRoles() {}

    public record AppRole(
            String name,
            String roleId,
            List<String> policies,
            List<String> roles,
            long tokenTtlSeconds,
            long tokenTtlSecondsMax,
            long secretIdTtlSeconds,
            int secretIdUsesMax) {
        public AppRole {
            policies = Copies.list(policies);
            roles = Copies.list(roles);
        }
    }

    public record Write(
            @Nullable List<String> policies,
            @Nullable List<String> roles,
            @Nullable Long tokenTtlSeconds,
            @Nullable Long tokenTtlSecondsMax,
            @Nullable Long secretIdTtlSeconds,
            @Nullable Integer secretIdUsesMax) {}

    public record Listing(List<String> names, @Nullable String next) {
        public Listing {
            names = Copies.list(names);
        }
    }

    /// @param ttlSeconds 0 means as the app role says
    public record SecretIdRequest(long ttlSeconds, int usesMax) {}

    public record SecretId(SecretText secretId, String accessor, long ttlSeconds) {}

    public record SecretIds(
            List<SecretIdSummary> items, @Nullable String next) {
        public SecretIds {
            items = Copies.list(items);
        }
    }

    public record SecretIdSummary(
            String accessor, Instant createdAt, @Nullable Instant expiresAt, int usesLeft) {}
}
