package fort.access;

import java.util.List;

/// All that was weighed for a decision, best match first.
///
/// @param considered every rule of the caller's policies that matches the path, in the order of precedence
public record Explanation(String path, Capability capability, Decision decision, List<Considered> considered) {
    public Explanation {
        considered = List.copyOf(considered);
    }

    /// @param line of the policy's text
    /// @param capabilities words, sorted
    /// @param won whether it is (part of) the winning rule: the same path in several policies is one rule
    /// @param note why it won or what it lost to
    public record Considered(
            String policy, String rule, int line, List<String> capabilities, boolean won, String note) {
        public Considered {
            capabilities = List.copyOf(capabilities);
        }
    }
}
