package fort.access;

import fort.domain.Outcome;
import fort.store.Rows;
import java.util.List;
import java.util.Optional;

/// A policy's text and which one it is: two sources with the same revision are the same text.
///
/// @param revision the row's, or a negative number for what is built in; 0 when there is none
record PolicySource(long revision, String text) {
    static final PolicySource NONE = new PolicySource(0, "");
    static final PolicySource BUILT_IN_ROOT = new PolicySource(-1, "");
    static final PolicySource BUILT_IN_DEFAULT = new PolicySource(-2, BuiltInPolicies.DEFAULT);
    static final PolicySource BUILT_IN_WRAPPING = new PolicySource(-3, BuiltInPolicies.RESPONSE_WRAPPING);

    static PolicySource of(Rows.Entry<PolicyRow> entry) {
        return new PolicySource(entry.revision(), entry.value().text());
    }

    boolean exists() {
        return revision != 0;
    }

    /// Parsed. A stored text that no longer parses, because this program is older or stricter than the one that
    /// accepted it, grants nothing.
    Optional<Policy> policy(String name) {
        if (!exists()) {
            return Optional.empty();
        }
        return Optional.of(
                Policy.parse(name, text) instanceof Outcome.Done<Policy>(Policy policy)
                        ? policy
                        : new Policy(name, text, List.of(), false));
    }
}
