package fort.access;

import java.util.List;
import java.util.Map;
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
        double wrapMinSeconds,
        double wrapMaxSeconds) {
    static final Constraints NONE = new Constraints(null, null, List.of(), 0, 0);

    public Constraints {
        allowed = allowed == null ? null : Map.copyOf(allowed);
        denied = denied == null ? null : Map.copyOf(denied);
        required = List.copyOf(required);
    }
}
