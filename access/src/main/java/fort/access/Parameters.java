package fort.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a request's body, seen only when a rule speaks about them.
@FunctionalInterface
public interface Parameters {
    Parameters NONE = Map::of;

    /// Top-level fields: `String`, `Number`, `Boolean`, `List`, `Map` or null values. Called at most once per
    /// decision.
    Map<String, ? extends @Nullable Object> fields();
}
