package fort.identity;

import java.util.ArrayList;
import java.util.List;

/// How long a token lives from now on, by Vault's rules.
///
/// @param ttlSeconds 0 or less when its time is over
/// @param warnings what was capped
record TokenTimes(long ttlSeconds, List<String> warnings) {
    /// @param wantedSeconds what was asked for, 0 for the default
    /// @param periodSeconds makes it periodic: the wanted time is ignored, and only an explicit maximum ends it
    /// @param explicitMaxSeconds from its making, never passed; 0 without
    /// @param ownMaxSeconds from its making, of its user or role; 0 takes the limits'
    /// @param ageSeconds how long ago it was made
    static TokenTimes of(
            long wantedSeconds,
            long periodSeconds,
            long explicitMaxSeconds,
            long ownMaxSeconds,
            TokenLimits limits,
            long ageSeconds) {
        List<String> warnings = new ArrayList<>();
        long max = ownMax(ownMaxSeconds, limits);
        long ttl;
        if (periodSeconds > 0) {
            ttl = capped(periodSeconds, limits.maxTtlSeconds(), "period", warnings);
        } else if (wantedSeconds > 0) {
            ttl = capped(wantedSeconds, max - ageSeconds, "TTL", warnings);
        } else {
            ttl = Math.min(limits.defaultTtlSeconds(), max - ageSeconds);
        }
        if (explicitMaxSeconds > 0) {
            ttl = Math.min(ttl, explicitMaxSeconds - ageSeconds);
        }
        return new TokenTimes(ttl, List.copyOf(warnings));
    }

    static long ownMax(long ownMaxSeconds, TokenLimits limits) {
        return ownMaxSeconds > 0 ? Math.min(ownMaxSeconds, limits.maxTtlSeconds()) : limits.maxTtlSeconds();
    }

    /// The smaller of two limits of which 0 means none.
    static long smaller(long left, long right) {
        if (left == 0 || right == 0) {
            return Math.max(left, right);
        }
        return Math.min(left, right);
    }

    private static long capped(long wanted, long most, String what, List<String> warnings) {
        if (wanted > most) {
            warnings.add("%s of \"%ds\" exceeded the effective max_ttl of \"%ds\"; %s value is capped accordingly"
                    .formatted(what, wanted, most, what));
            return most;
        }
        return wanted;
    }
}
