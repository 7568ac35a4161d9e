package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages about tokens and logins.
public final class Tokens {
    private Tokens() {}

    /// @param policies absent means the creator's own; never more than the creator has, unless it may
    ///     `sudo`
    /// @param usesMax 0 means no limit
    /// @param orphan it survives the revocation of its creator
    public record Create(
            @Nullable List<String> policies,
            @Nullable String displayName,
            @Nullable Map<String, String> metadata,
            long ttlSeconds,
            long ttlSecondsMax,
            long periodSeconds,
            int usesMax,
            boolean orphan,
            @Nullable Boolean renewable) {}

    /// A new token. It is shown this once.
    public record Issued(
            SecretText token,
            String accessor,
            String environment,
            List<String> policies,
            long ttlSeconds,
            boolean renewable,
            @Nullable Instant expiresAt) {
        public Issued {
            policies = Copies.list(policies);
        }
    }

    /// What is known of a token; never the token.
    public record Details(
            String accessor,
            String principal,
            String displayName,
            List<String> policies,
            Map<String, String> metadata,
            Instant createdAt,
            @Nullable Instant expiresAt,
            long ttlSeconds,
            long periodSeconds,
            int usesLeft,
            boolean orphan,
            boolean renewable) {
        public Details {
            policies = Copies.list(policies);
            metadata = Copies.map(metadata);
        }
    }

    public record Accessors(
            List<String> accessors, @Nullable String next) {
        public Accessors {
            accessors = Copies.list(accessors);
        }
    }

    public record Lookup(SecretText token) {}

    /// @param incrementSeconds how much longer, from now; 0 means the token's own step
    public record Renew(long incrementSeconds) {}

    public record Renewed(
            String accessor, long ttlSeconds, @Nullable Instant expiresAt) {}

    /// @param mount where the users live; absent means `userpass`
    public record PasswordLogin(
            String username, SecretText password, @Nullable String mount) {}

    /// @param mount where the app roles live; absent means `approle`
    public record AppRoleLogin(
            SecretText roleId,
            @Nullable SecretText secretId,
            @Nullable String mount) {}

    /// Who the caller is.
    ///
    /// @param accessor empty without a token
    public record Identity(
            String environment,
            String principal,
            String displayName,
            String method,
            String accessor,
            List<String> policies,
            long ttlSeconds,
            @Nullable Instant expiresAt,
            boolean renewable) {
        public Identity {
            policies = Copies.list(policies);
        }
    }
}
