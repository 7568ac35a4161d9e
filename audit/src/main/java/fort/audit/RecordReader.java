package fort.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads a record's JSON back. Unknown fields are skipped, so an older node reads what a newer one wrote.
final class RecordReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> details = new HashMap<>();
    private long version;

    private RecordReader() {}

    /// @return the record and the node that wrote it, or null when the bytes are not a record
    static @Nullable Written read(byte[] bytes, int offset, int length) {
        RecordReader reader = new RecordReader();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            return reader.object(parser) && parser.nextToken() == null ? reader.written() : null;
        } catch (JacksonException | DateTimeParseException e) {
            return null;
        }
    }

    private boolean object(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                fields.put(name, parser.getString());
            } else if (token == JsonToken.VALUE_NUMBER_INT && name.equals("version")) {
                version = parser.getLongValue();
            } else if (token == JsonToken.START_OBJECT && name.equals("details")) {
                details(parser);
            } else {
                parser.skipChildren();
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private void details(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                details.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private Written written() {
        AuditRecord record = new AuditRecord(
                Instant.parse(field("time")),
                field("requestId"),
                field("operation"),
                field("result"),
                field("reason"),
                field("principal"),
                field("method"),
                field("accessor"),
                field("source"),
                field("service"),
                field("path"),
                version,
                field("rule"),
                details);
        return new Written(field("node"), record);
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    record Written(String node, AuditRecord record) {}
}
