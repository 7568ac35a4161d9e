package fort.server.api;

import fort.wire.Route;
import fort.wire.SecretJson;
import fort.wire.SecretText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call for any route: parameters filled in, and a body that has every member that must be there.
final class Samples {
    private Samples() {}

    static String path(Route route) {
        String path = Route.BASE + route.template();
        for (String name : route.pathParameters()) {
            String value = switch (name) {
                case "index" -> "1";
                case "tile" -> "0/000";
                default -> "sample";
            };
            path = path.replace("{" + name + "*}", value).replace("{" + name + "}", value);
        }
        return path;
    }

    static String body(Route route) {
        Class<? extends Record> type = route.request();
        return type == null ? "" : object(type);
    }

    private static String object(Class<?> type) {
        List<String> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                members.add("\"" + snake(component.getName()) + "\":" + value(component.getType()));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String value(Class<?> type) {
        if (type == SecretJson.class) {
            return "{\"password\":\"Correct-Horse-7-Battery\"}";
        }
        if (type == String.class || type == SecretText.class) {
            return "\"sample\"";
        }
        if (type == boolean.class) {
            return "false";
        }
        if (type == byte[].class) {
            return "\"AAAA\"";
        }
        if (List.class.isAssignableFrom(type)) {
            return "[]";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "{}";
        }
        return type.isRecord() ? object(type) : "1";
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
