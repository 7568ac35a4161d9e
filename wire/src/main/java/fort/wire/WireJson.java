package fort.wire;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Turns messages into JSON and back: `snake_case` names, absent members left out, times as RFC 3339 text,
/// no polymorphism.
///
/// Requests are read strictly (an unknown, doubled or missing member is refused), responses leniently (a
/// newer server may say more). Immutable and thread-safe.
public final class WireJson {
    /// The deepest nesting that is read.
    public static final int DEPTH_MAX = 64;

    /// The longest string inside a message, in characters.
    public static final int STRING_LENGTH_MAX = 4 * 1024 * 1024;

    private static final int NAME_LENGTH_MAX = 1024;
    private static final int NUMBER_LENGTH_MAX = 256;

    private final JsonMapper strict = mapper(true);
    private final JsonMapper lenient = mapper(false);

    /// Builds both mappers: do it once, and only where messages are really read or written, for it costs
    /// some milliseconds.
    public WireJson() {}

    /// Reads a request body.
    ///
    /// @throws InvalidMessage when it is not what `type` describes
    public <T extends Record> T readRequest(byte[] body, Class<T> type) {
        T message;
        try {
            message = strict.readValue(body, type);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidMessage("there is no member '" + printable(e.getPropertyName()) + "' here");
        } catch (DatabindException e) {
            throw new InvalidMessage("the body is not a valid " + simpleName(type) + at(e));
        } catch (JacksonException e) {
            throw new InvalidMessage("the body is not well-formed JSON");
        }
        if (message == null) {
            throw new InvalidMessage("the body is not a JSON object");
        }
        requireMembers(message, "");
        return message;
    }

    /// Reads a response body; unknown members are skipped.
    ///
    /// @throws InvalidMessage when it is not what `type` describes
    public <T> T readResponse(byte[] body, Class<T> type) {
        try {
            return lenient.readValue(body, type);
        } catch (JacksonException e) {
            throw new InvalidMessage("the response is not a valid " + simpleName(type));
        }
    }

    public byte[] write(Object message) {
        return lenient.writeValueAsBytes(message);
    }

    /// For people and golden files: indented, with a newline at the end.
    public String writeIndented(Object message) {
        return lenient.writerWithDefaultPrettyPrinter().writeValueAsString(message) + "\n";
    }

    /// The underlying mapper, for trees and streams.
    public JsonMapper mapper() {
        return lenient;
    }

    private static JsonMapper mapper(boolean strict) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(STRING_LENGTH_MAX)
                        .maxNameLength(NAME_LENGTH_MAX)
                        .maxNumberLength(NUMBER_LENGTH_MAX)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(value ->
                        value.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(SecretCodecs.module())
                .build();
    }

    private static void requireMembers(Record message, String prefix) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            String name = prefix + Schemas.memberName(component);
            requireMember(value(message, component), name, Schemas.isOptional(component));
        }
    }

    private static void requireMember(@Nullable Object value, String name, boolean optional) {
        switch (value) {
            case null -> {
                if (!optional) {
                    throw new InvalidMessage("'" + name + "' is missing");
                }
            }
            case Record nested -> requireMembers(nested, name + ".");
            case Collection<?> items -> items.forEach(item -> requireMember(item, name + "[]", false));
            case Map<?, ?> entries -> entries.values().forEach(item -> requireMember(item, name + "{}", false));
            default -> {}
        }
    }

    private static @Nullable Object value(Record message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a message's accessor cannot be called: " + component, e);
        }
    }

    /// The path of names to what was wrong; never its content.
    private static String at(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            String name = reference.getPropertyName();
            if (name != null) {
                path.append(path.isEmpty() ? "" : ".").append(printable(name));
            }
        }
        return path.isEmpty() ? "" : ": see '" + path + "'";
    }

    private static String printable(String name) {
        String shown = name.length() > 64 ? name.substring(0, 64) : name;
        return shown.replaceAll("[^A-Za-z0-9_.-]", "?");
    }

    private static String simpleName(Class<?> type) {
        return Schemas.name(type);
    }
}
