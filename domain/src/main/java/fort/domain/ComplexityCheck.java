package fort.domain;

import java.util.List;

/// Judges values by their type's policy.
///
/// The texts are secrets: they are read in place, never copied into a message, a `String` or a field.
public final class ComplexityCheck {
    private ComplexityCheck() {}

    /// @param field the field's name within the secret, for the messages
    /// @param text the field's characters; not kept
    /// @return what is wrong, empty when nothing is
    public static List<Violation> check(Complexity rule, String field, CharSequence text) {
        return Stub.later();
    }

    /// Applies the type's rule for the field, or its `*` rule, or none.
    public static List<Violation> check(TypePolicy policy, String field, CharSequence text) {
        return Stub.later();
    }

    /// Whether the value's fingerprint is that of a kept version, when the type refuses reuse.
    public static List<Violation> checkReuse(TypePolicy policy, SecretHead head, String fingerprint) {
        return Stub.later();
    }
}
