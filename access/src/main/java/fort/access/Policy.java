package fort.access;

import fort.domain.Outcome;
import java.util.List;

/// One ACL policy: its text as it was sent, byte for byte, and the rules read from it.
///
/// The language is that of Vault and OpenBao, in HCL 1 or JSON: `path "…" { capabilities = ["read"] }`. A rule that
/// would restrict and that Fort does not enforce (`control_group`, `mfa_methods`, `pagination_limit`,
/// `list_scan_response_keys_filter_path`) is an error, because passing it over would grant more than the text says.
///
/// @param name lower case
/// @param rules in the order of the text
/// @param templated whether a rule's path holds a `{{…}}`
public record Policy(String name, String text, List<Rule> rules, boolean templated) {
    /// The longest text, in UTF-16 units.
    public static final int TEXT_LENGTH_MAX = 256 * 1024;

    /// The most rules of one policy.
    public static final int RULES_MAX = 5_000;

    public Policy {
        rules = List.copyOf(rules);
    }

    /// @return the policy, or a refusal that names the line and what is wrong there
    public static Outcome<Policy> parse(String name, String text) {
        return PolicyReader.read(name, text);
    }
}
