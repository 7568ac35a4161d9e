package fort.server.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a call. The first value of a name counts.
final class Query {
    /// More than any endpoint has.
    private static final int NAMES_MAX = 64;

    static final Query NONE = new Query(Map.of());

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(String raw) {
        if (raw.isEmpty()) {
            return NONE;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : raw.split("&")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            values.putIfAbsent(decoded(name), decoded(value));
            if (values.size() > NAMES_MAX) {
                throw BadCall.of("too many query parameters");
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BadCall.of("the query holds a broken percent escape");
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    /// True for what Go's `ParseBool` takes for true.
    boolean flag(String name) {
        String value = values.get(name);
        return value != null
                && switch (value) {
                    case "1", "t", "T", "true", "TRUE", "True" -> true;
                    default -> false;
                };
    }

    long integer(String name, long otherwise) {
        Long value = Weak.integer(name, values.get(name));
        return value == null ? otherwise : value;
    }
}
