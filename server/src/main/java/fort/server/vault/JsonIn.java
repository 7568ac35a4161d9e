package fort.server.vault;

import fort.domain.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads a request's JSON in one streaming pass that finds where each top-level field stands and holds the limits:
/// depth, lengths, doubled names, count of fields, numbers, UTF-8. Nothing is turned into objects by it.
final class JsonIn {
    /// The outermost object is depth 1; inside it the value's own limit holds.
    static final int DEPTH_MAX = Limits.VALUE_DEPTH_MAX + 2;

    /// Bytes of a string or of the whole body: what a listener may accept at most.
    static final int LENGTH_MAX = 32 * 1024 * 1024;

    static final int NAME_LENGTH_MAX = 1024;
    static final int NUMBER_LENGTH_MAX = 256;

    /// Fields counted over all levels.
    static final int FIELDS_MAX = 10_000;

    private static final String FAILED = "failed to decode JSON input: ";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonIn() {}

    /// @param bytes owned by the body from here on
    /// @throws BadCall when it is not one JSON object within the limits
    static Body body(byte[] bytes) {
        if (bytes.length == 0) {
            return Body.EMPTY;
        }
        if (!Utf8.valid(bytes)) {
            throw BadCall.of(FAILED + "the body is not UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return Body.EMPTY;
            }
            if (first != JsonToken.START_OBJECT) {
                throw BadCall.of(FAILED + "json: cannot unmarshal " + word(first)
                        + " into Go value of type map[string]interface {}");
            }
            List<Body.Field> fields = fields(parser);
            if (parser.nextToken() != null) {
                throw BadCall.of(FAILED + "there is more than one value");
            }
            return new Body(bytes, fields);
        } catch (UnexpectedEndOfInputException e) {
            throw BadCall.of(FAILED + "unexpected EOF");
        } catch (StreamConstraintsException e) {
            throw new BadCall(413, FAILED + "it is nested too deeply, or a name or number is too long");
        } catch (JacksonException e) {
            throw BadCall.of(FAILED + "invalid character or doubled name at byte "
                    + (e.getLocation() == null ? "?" : e.getLocation().getByteOffset()));
        }
    }

    private static List<Body.Field> fields(JsonParser parser) {
        List<Body.Field> fields = new ArrayList<>(4);
        int[] left = {FIELDS_MAX};
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            int start = offset(parser.currentTokenLocation().getByteOffset());
            count(left);
            skip(parser, token, left);
            int end = offset(parser.currentLocation().getByteOffset());
            fields.add(new Body.Field(name, kind(token), start, end));
        }
        return fields;
    }

    private static void skip(JsonParser parser, JsonToken token, int[] left) {
        parser.finishToken();
        int depth = token.isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken next = parser.nextToken();
            if (next == null) {
                throw BadCall.of(FAILED + "unexpected EOF");
            }
            if (next.isStructStart()) {
                depth++;
            } else if (next.isStructEnd()) {
                depth--;
            } else if (next == JsonToken.PROPERTY_NAME) {
                count(left);
            } else if (next.isNumeric()) {
                parser.getStringLength();
            }
        }
    }

    private static void count(int[] left) {
        if (--left[0] < 0) {
            throw new BadCall(413, FAILED + "it has more than " + FIELDS_MAX + " fields");
        }
    }

    private static int offset(long position) {
        return Math.toIntExact(position);
    }

    private static Body.Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Body.Kind.OBJECT;
            case START_ARRAY -> Body.Kind.ARRAY;
            case VALUE_STRING -> Body.Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Body.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Body.Kind.BOOLEAN;
            case VALUE_NULL -> Body.Kind.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw BadCall.of(FAILED + "unexpected EOF");
        };
    }

    private static String word(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_TRUE, VALUE_FALSE -> "bool";
            default -> "number";
        };
    }

    /// A part of a body that was read before, as maps, lists, texts, numbers and booleans.
    static @Nullable Object tree(byte[] bytes, int start, int end) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, start, end - start)) {
            return tree(parser, parser.nextToken());
        }
    }

    private static @Nullable Object tree(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    map.put(name, tree(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(tree(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser.getString());
            case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Number integer(String text) {
        return text.length() <= 18 ? (Number) Long.valueOf(text) : new BigInteger(text);
    }

    /// The content of a JSON string; the caller wipes it.
    static char[] characters(byte[] bytes, int start, int end) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, start, end - start)) {
            parser.nextToken();
            char[] buffer = parser.getStringCharacters();
            int from = parser.getStringOffset();
            int to = from + parser.getStringLength();
            char[] content = Arrays.copyOfRange(buffer, from, to);
            Arrays.fill(buffer, from, to, '\0');
            return content;
        }
    }
}
