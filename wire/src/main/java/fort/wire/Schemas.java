package fort.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Describes messages as JSON Schema (2020-12, as OpenAPI 3.1 uses it), from the records themselves: the
/// record is the only place that says what a message holds.
final class Schemas {
    private final SortedMap<String, Object> named = new TreeMap<>();

    /// Every record that was asked for, by its name.
    SortedMap<String, Object> named() {
        return named;
    }

    /// A reference to the schema of a record, which is described on first use.
    Map<String, Object> reference(Class<?> record) {
        String name = name(record);
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            named.put(name, describe(record));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> describe(Class<?> record) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            members.put(memberName(component), schema(component.getGenericType()));
            if (!isOptional(component)) {
                required.add(memberName(component));
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", members);
        return schema;
    }

    private Map<String, Object> schema(Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == List.class ->
                ordered("type", "array", "items", schema(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Map.class ->
                ordered("type", "object", "additionalProperties", schema(generic.getActualTypeArguments()[1]));
            case Class<?> plain -> plainSchema(plain);
            default -> throw new IllegalStateException("a message cannot hold " + type);
        };
    }

    private Map<String, Object> plainSchema(Class<?> type) {
        if (type.isRecord()) {
            return reference(type);
        }
        return switch (type.getName()) {
            case "java.lang.String" -> Map.of("type", "string");
            case "int", "java.lang.Integer" -> ordered("type", "integer", "format", "int32");
            case "long", "java.lang.Long" -> ordered("type", "integer", "format", "int64");
            case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
            case "double", "java.lang.Double" -> Map.of("type", "number");
            default -> specialSchema(type);
        };
    }

    private static Map<String, Object> specialSchema(Class<?> type) {
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == byte[].class) {
            return ordered("type", "string", "contentEncoding", "base64");
        }
        if (type == SecretText.class) {
            return ordered("type", "string", "format", "password");
        }
        if (type == SecretJson.class) {
            return ordered("type", "object", "additionalProperties", true);
        }
        throw new IllegalStateException("a message cannot hold " + type);
    }

    static Map<String, Object> ordered(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(firstName, first);
        members.put(secondName, second);
        return members;
    }

    /// A nested record carries its family's name: `Secrets.Written` is `SecretsWritten`.
    static String name(Class<?> type) {
        Class<?> family = type.getEnclosingClass();
        return family == null ? type.getSimpleName() : family.getSimpleName() + type.getSimpleName();
    }

    /// `expiresAt` is `expires_at`.
    static String memberName(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /// Absent is allowed for what is marked nullable, for a list or map (absent is empty) and for a
    /// primitive (absent is 0 or false).
    static boolean isOptional(RecordComponent component) {
        Class<?> type = component.getType();
        return type.isPrimitive()
                || type == List.class
                || type == Map.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
