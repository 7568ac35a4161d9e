package fort.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages about policies and about why something is allowed.
public final class Policies {
    private Policies() {}

    public record Listing(List<String> names, @Nullable String next) {
        public Listing {
            names = Copies.list(names);
        }
    }

    /// @param text as written, byte for byte: Vault's HCL or JSON
    public record Policy(String name, String text) {}

    public record Write(String text) {}

    /// @param problem absent when the text is a valid policy
    public record Check(boolean valid, @Nullable String problem) {}

    /// What to explain: the caller's own rights, or those of another token.
    ///
    /// @param path as policies see it, such as `secret/data/app/db`
    /// @param capability such as `read`
    public record Question(
            String path, String capability, @Nullable String accessor) {}

    /// @param because one sentence
    /// @param policy and `rule` decided; absent when nothing matched
    /// @param considered every rule that matched the path, the deciding one first
    public record Explanation(
            String path,
            String capability,
            boolean allowed,
            String because,
            @Nullable String policy,
            @Nullable String rule,
            List<String> policies,
            List<Rule> considered) {
        public Explanation {
            policies = Copies.list(policies);
            considered = Copies.list(considered);
        }
    }

    public record Rule(String policy, String path, List<String> capabilities) {
        public Rule {
            capabilities = Copies.list(capabilities);
        }
    }
}
