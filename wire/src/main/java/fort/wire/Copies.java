package fort.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Defensive copies for messages. An absent list or map is the empty one: the API knows no difference.
final class Copies {
    private Copies() {}

    static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : List.copyOf(items);
    }

    /// Keeps the order, which is the order of the JSON text.
    static <V> Map<String, V> map(@Nullable Map<String, V> entries) {
        return entries == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
