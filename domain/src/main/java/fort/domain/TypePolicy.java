package fort.domain;

import java.util.Map;

/// The rules for secrets of one type. Data, so that an operator can change them: built-in ones are in [TypePolicies].
///
/// @param maximumAgeSeconds from a version's creation to the secret's expiry; always positive, so every secret has an
///     end (R2.1)
/// @param rotationLeadSeconds how long before expiry a rotation starts
/// @param graceSeconds how long a replaced version stays acceptable; 0: not at all
/// @param versionsKept how many versions are kept when neither secret nor mount say it
/// @param ownerRequired whether a secret without owner is refused on Fort's own API
/// @param reuseRefused whether a value equal to one of the kept versions is refused; compared by fingerprint
/// @param fields complexity rules by field name; the name `*` stands for every string field that has no rule of its
///     own
public record TypePolicy(
        long maximumAgeSeconds,
        long rotationLeadSeconds,
        long graceSeconds,
        int versionsKept,
        boolean ownerRequired,
        boolean reuseRefused,
        Map<String, Complexity> fields) {
    /// 100 years: more is a mistake in a configuration.
    public static final long MAXIMUM_AGE_SECONDS_MAX = 100L * 365 * 86_400;

    public TypePolicy {
        fields = Map.copyOf(fields);
        if (maximumAgeSeconds < 1 || maximumAgeSeconds > MAXIMUM_AGE_SECONDS_MAX) {
            throw new IllegalArgumentException("maximum age is 1 second to 100 years");
        }
        if (rotationLeadSeconds < 0 || rotationLeadSeconds >= maximumAgeSeconds) {
            throw new IllegalArgumentException("rotation lead is 0 or more and less than the maximum age");
        }
        if (graceSeconds < 0) {
            throw new IllegalArgumentException("grace is not negative");
        }
        if (versionsKept < 1 || versionsKept > Limits.VERSIONS_MAX) {
            throw new IllegalArgumentException("versions kept is 1 to " + Limits.VERSIONS_MAX);
        }
    }

    public TypePolicy withGraceSeconds(long seconds) {
        return new TypePolicy(
                maximumAgeSeconds, rotationLeadSeconds, seconds, versionsKept, ownerRequired, reuseRefused, fields);
    }

    /// The rule for a field: its own, or the one for every field, or none at all.
    public Complexity rule(String field) {
        Complexity own = fields.get(field);
        return own == null ? fields.getOrDefault(ComplexityCheck.ANY_FIELD, Complexity.NONE) : own;
    }
}
