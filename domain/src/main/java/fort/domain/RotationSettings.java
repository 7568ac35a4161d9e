package fort.domain;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How one secret is rotated; chosen by an operator, kept beside the secret, without any secret in it.
///
/// @param rotator which kind carries it out (`postgresql`, `redis`, `random`, …)
/// @param target the name of the target in the same environment, or empty for kinds without one
/// @param options what this kind needs to know besides: user names, file names; never a secret
/// @param intervalSeconds a rotation this long after the last one, although expiry is farther away; 0: by expiry only
/// @param leadSeconds how long before expiry it begins; null: as the secret's type says
/// @param graceSeconds null: as the secret's type says
/// @param frozen nothing is begun and nothing is gone on with until an operator resumes it
public record RotationSettings(
        String rotator,
        String target,
        Map<String, String> options,
        long intervalSeconds,
        @Nullable Long leadSeconds,
        @Nullable Long graceSeconds,
        GraceEnd graceEnd,
        boolean frozen) {
    public static final int OPTIONS_MAX = 64;

    public RotationSettings {
        options = Map.copyOf(new TreeMap<>(options));
        if (rotator.isEmpty() || options.size() > OPTIONS_MAX) {
            throw new IllegalArgumentException("a rotator is named and has at most " + OPTIONS_MAX + " options");
        }
        if (intervalSeconds < 0
                || (leadSeconds != null && leadSeconds < 0)
                || (graceSeconds != null && graceSeconds < 0)) {
            throw new IllegalArgumentException("durations are not negative");
        }
    }

    /// The policy of a secret's type, with what these settings say otherwise.
    public TypePolicy over(TypePolicy policy) {
        return graceSeconds == null ? policy : policy.withGraceSeconds(graceSeconds);
    }

    public RotationSettings withFrozen(boolean now) {
        return new RotationSettings(
                rotator, target, options, intervalSeconds, leadSeconds, graceSeconds, graceEnd, now);
    }
}
