package fort.server.api;

import fort.wire.InvalidMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The query of an address: `name=value&name=value`, each name at most once.
final class Queries {
    static final int COUNT_MAX = 32;

    private Queries() {}

    static Map<String, String> parse(String query) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        String[] pairs = query.split("&", COUNT_MAX + 1);
        if (pairs.length > COUNT_MAX) {
            throw new InvalidMessage("too many query parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "true" : decode(pair.substring(equals + 1));
            if (values.putIfAbsent(name, value) != null) {
                throw new InvalidMessage("a query parameter is given twice");
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0
                    ? text
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage("the query holds a broken percent escape");
        }
    }
}
