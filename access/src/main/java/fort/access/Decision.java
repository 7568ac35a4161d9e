package fort.access;

/// The answer to a [Request], with its reason.
public sealed interface Decision {
    /// @param policy the policy that grants it (the first in name order when several do)
    /// @param rule the winning rule's path as written
    /// @param sudo whether the rule also grants sudo
    record Permit(String policy, String rule, boolean sudo) implements Decision {}

    /// @param policy the policy of the winning rule, or empty when none matched
    /// @param rule the winning rule's path, or empty
    /// @param detail names the parameter where there is one, else empty; never a value
    record Deny(Why why, String policy, String rule, String detail) implements Decision {
        /// For the record and for `fort access explain`; not for the caller who was refused.
        public String sentence() {
            return switch (why) {
                case NO_RULE -> "no rule of the caller's policies matches the path";
                case DENIED -> "denied by policy " + policy + ", rule " + rule;
                case CAPABILITY -> "policy " + policy + ", rule " + rule + " does not grant " + detail;
                case SUDO -> "the path needs sudo, which policy " + policy + ", rule " + rule + " does not grant";
                case PARAMETER_MISSING -> "parameter " + detail + " is required by policy " + policy + ", rule " + rule;
                case PARAMETER_DENIED -> "parameter " + detail + " is denied by policy " + policy + ", rule " + rule;
                case PARAMETER_NOT_ALLOWED ->
                    "parameter " + detail + " is not allowed by policy " + policy + ", rule " + rule;
                case WRAPPING -> "the wrapping time is outside what policy " + policy + ", rule " + rule + " asks for";
            };
        }
    }

    enum Why {
        NO_RULE,
        DENIED,
        CAPABILITY,
        SUDO,
        PARAMETER_MISSING,
        PARAMETER_DENIED,
        PARAMETER_NOT_ALLOWED,
        WRAPPING
    }
}
