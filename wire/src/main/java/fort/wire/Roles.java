package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about roles: named sets of policies that users and app roles are given.
public final class Roles {
    private Roles() {}

    public record Role(String name, @Nullable String description, List<String> policies) {
        public Role {
            policies = Copies.list(policies);
        }
    }

    public record Write(@Nullable String description, List<String> policies) {
        public Write {
            policies = Copies.list(policies);
        }
    }

    public record Listing(List<Role> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }
}
