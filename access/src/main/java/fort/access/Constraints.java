package fort.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a rule demands of a request besides its path: its parameters and its wrapping time.
///
/// Values of parameter lists are `String` (with a leading or trailing `*` as a glob), `Long`, `Double`, `Boolean`,
/// `List` or `Map`.
///
/// @param allowed by parameter name in lower case; null: no such demand. An empty list allows every value.
/// @param denied by parameter name in lower case; an empty list denies every value
/// @param required parameter names
/// @param wrapMinSeconds 0: no such demand
/// @param wrapMaxSeconds 0: no such demand
public record Constraints(
        @Nullable Map<String, List<Object>> allowed,
        @Nullable Map<String, List<Object>> denied,
        List<String> required,
        long wrapMinSeconds,
        long wrapMaxSeconds) {
    static final Constraints NONE = new Constraints(null, null, List.of(), 0, 0);

    public Constraints {
        allowed = allowed == null ? null : Map.copyOf(allowed);
        denied = denied == null ? null : Map.copyOf(denied);
        required = List.copyOf(required);
    }
    /// As OpenBao merges the same path of two policies: demands add up. Where both name a parameter, their values add
    /// up, and an empty list (every value) swallows the other.
    Constraints merge(Constraints other) {
        return new Constraints(
                merge(allowed, other.allowed),
                merge(denied, other.denied),
                Stream.concat(required.stream(), other.required.stream())
                        .distinct()
                        .toList(),
                smaller(wrapMinSeconds, other.wrapMinSeconds),
                smaller(wrapMaxSeconds, other.wrapMaxSeconds));
    }

    private static long smaller(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private static @Nullable Map<String, List<Object>> merge(
            @Nullable Map<String, List<Object>> a, @Nullable Map<String, List<Object>> b) {
        if (b == null || b.isEmpty()) {
            return a;
        }
        if (a == null) {
            return b;
        }
        Map<String, List<Object>> merged = new HashMap<>(a);
        b.forEach((name, values) -> merged.merge(name, values, Constraints::united));
        return merged;
    }

    private static List<Object> united(List<Object> a, List<Object> b) {
        return a.isEmpty() || b.isEmpty()
                ? List.of()
                : Stream.concat(b.stream(), a.stream()).toList();
    }
}
