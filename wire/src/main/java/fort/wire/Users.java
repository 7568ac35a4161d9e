package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about people who log in with a name and a password.
public final class Users {
    private Users() {}

    public record User(
            String name, List<String> policies, List<String> roles, long tokenTtlSeconds, long tokenTtlSecondsMax) {
        public User {
            policies = Copies.list(policies);
            roles = Copies.list(roles);
        }
    }

    public record Listing(List<String> names, @Nullable String next) {
        public Listing {
            names = Copies.list(names);
        }
    }

    /// @param password needed for a new user; absent leaves it
    public record Write(
            @Nullable SecretText password,
            @Nullable List<String> policies,
            @Nullable List<String> roles,
            @Nullable Long tokenTtlSeconds,
            @Nullable Long tokenTtlSecondsMax) {}

    public record Password(SecretText password) {}
}
