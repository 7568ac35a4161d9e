package fort.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/// Reads and writes [SecretText] and [SecretJson] without a `String` of the secret.
final class SecretCodecs {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SecretCodecs() {}

    static SimpleModule module() {
        return new SimpleModule("fort-secrets")
                .addSerializer(SecretText.class, new TextWriter())
                .addDeserializer(SecretText.class, new TextReader())
                .addSerializer(SecretJson.class, new JsonWriter())
                .addDeserializer(SecretJson.class, new JsonReader());
    }

    /// Copies the object that `in` stands on. A number keeps its text, so nothing is rounded or respelled.
    private static void copyObject(JsonParser in, JsonGenerator out) {
        int depth = 0;
        do {
            switch (in.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
                default -> out.copyCurrentEvent(in);
            }
            depth += in.currentToken().isStructStart() ? 1 : in.currentToken().isStructEnd() ? -1 : 0;
        } while (depth > 0 && in.nextToken() != null);
    }

    private static final class TextWriter extends ValueSerializer<SecretText> {
        @Override
        public void serialize(SecretText value, JsonGenerator out, SerializationContext context) {
            out.writeUTF8String(value.bytes(), 0, value.bytes().length);
        }
    }

    private static final class TextReader extends ValueDeserializer<SecretText> {
        @Override
        public SecretText deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                context.reportInputMismatch(SecretText.class, "a secret text is a JSON string");
            }
            return SecretText.owning(Wipe.utf8(in.getStringCharacters(), in.getStringOffset(), in.getStringLength()));
        }
    }

    private static final class JsonWriter extends ValueSerializer<SecretJson> {
        @Override
        public void serialize(SecretJson value, JsonGenerator out, SerializationContext context) {
            try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), value.bytes())) {
                in.nextToken();
                copyObject(in, out);
            }
        }
    }

    private static final class JsonReader extends ValueDeserializer<SecretJson> {
        @Override
        public SecretJson deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                context.reportInputMismatch(SecretJson.class, "a secret value is a JSON object");
            }
            Buffer buffer = new Buffer();
            try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), buffer)) {
                copyObject(in, out);
            }
            return SecretJson.owning(buffer.takeAndWipe());
        }
    }

    /// A buffer that leaves no copy of what went through its last array.
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] takeAndWipe() {
            byte[] taken = toByteArray();
            Arrays.fill(buf, (byte) 0);
            return taken;
        }
    }
}
