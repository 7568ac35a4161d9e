package fort.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Judges values by their type's policy (R9.1).
///
/// The texts are secrets: they are read in place, never copied into a message, a `String` or a field.
public final class ComplexityCheck {
    /// A rule on every string field that has no rule of its own.
    public static final String ANY_FIELD = "*";

    private ComplexityCheck() {}

    /// @param field the field's name within the secret, for the messages
    /// @param text the field's characters; not kept
    /// @return what is wrong, empty when nothing is
    public static List<Violation> check(Complexity rule, String field, CharSequence text) {
        List<Violation> violations = new ArrayList<>();
        if (text.length() < rule.lengthMin() || text.length() > rule.lengthMax()) {
            violations.add(new Violation(field, "length", lengths(rule)));
        }
        Set<CharacterClass> missing = missing(rule.classes(), text);
        for (CharacterClass each : CharacterClass.values()) {
            if (missing.contains(each)) {
                violations.add(new Violation(
                        field,
                        "class",
                        "needs a character of class " + each.name().toLowerCase(Locale.ROOT)));
            }
        }
        if (rule.commonRefused() && CommonPasswords.list().contains(text)) {
            violations.add(new Violation(field, "common", "is one of the commonest passwords"));
        }
        if (rule.entropyBitsMin() > 0 && Entropy.bits(text) < rule.entropyBitsMin()) {
            violations.add(new Violation(
                    field, "entropy", "is too easy to guess: needs about " + rule.entropyBitsMin() + " bits"));
        }
        if (violations.isEmpty()) {
            ValueForms.check(rule.form(), field, text).ifPresent(violations::add);
        }
        return violations;
    }

    private static String lengths(Complexity rule) {
        return rule.lengthMax() == Integer.MAX_VALUE
                ? "needs at least " + rule.lengthMin() + " characters"
                : "needs " + rule.lengthMin() + " to " + rule.lengthMax() + " characters";
    }

    private static Set<CharacterClass> missing(Set<CharacterClass> wanted, CharSequence text) {
        Set<CharacterClass> missing = EnumSet.noneOf(CharacterClass.class);
        missing.addAll(wanted);
        for (int i = 0; i < text.length() && !missing.isEmpty(); i++) {
            char c = text.charAt(i);
            missing.removeIf(each -> each.contains(c));
        }
        return missing;
    }

    /// Applies the type's rule for the field, or its `*` rule, or none.
    public static List<Violation> check(TypePolicy policy, String field, CharSequence text) {
        return check(policy.rule(field), field, text);
    }

    /// Whether the value's fingerprint is that of a kept version, when the type refuses reuse.
    public static List<Violation> checkReuse(TypePolicy policy, SecretHead head, String fingerprint) {
        boolean reused = policy.reuseRefused()
                && head.versions().stream().anyMatch(version -> fingerprint.equals(version.fingerprint()));
        return reused ? List.of(new Violation("", "reuse", "is the value of an earlier version")) : List.of();
    }

    /// Whether a secret of a type that needs an owner has one.
    public static List<Violation> checkOwner(TypePolicy policy, String owner) {
        return policy.ownerRequired() && owner.isBlank()
                ? List.of(new Violation("", "owner", "a secret of this type needs an owner"))
                : List.of();
    }

    /// One sentence for all, for a refusal; empty when there are none.
    public static Optional<Refusal> refusal(List<Violation> violations) {
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("the value does not meet its type's policy: ");
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            text.append(i == 0 ? "" : "; ");
            text.append(violation.field().isEmpty() ? "" : "field \"" + violation.field() + "\" ");
            text.append(violation.message());
        }
        return Optional.of(new Refusal(Refusal.Reason.INVALID_REQUEST, text.toString()));
    }
}
