package fort.cli;

import fort.wire.SecretJson;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes the fields of a secret's value out, straight from its bytes: no field becomes a `String`.
final class Fields {
    private final JsonFactory factory = new JsonFactory();
    private final SecretJson value;

    Fields(SecretJson value) {
        this.value = value;
    }

    /// One field's text as it is: a string without quotes, anything else as JSON.
    ///
    /// @return false when there is no such field
    boolean write(String field, PrintStream out) {
        try (JsonParser in = open()) {
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = in.currentName().equals(field);
                in.nextToken();
                if (wanted) {
                    byte[] text = text(in);
                    out.write(text, 0, text.length);
                    Arrays.fill(text, (byte) 0);
                    return true;
                }
                in.skipChildren();
            }
        }
        return false;
    }

    /// Every field on its line, names aligned. Control characters are shown as such, since this goes to a
    /// person.
    void writeTable(PrintStream out) {
        int width = longestName();
        try (JsonParser in = open()) {
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = Output.printable(in.currentName());
                in.nextToken();
                byte[] text = text(in);
                out.print(name + " ".repeat(width - name.length() + 2));
                writePrintable(text, out);
                out.println();
                Arrays.fill(text, (byte) 0);
            }
        }
    }

    private static void writePrintable(byte[] text, PrintStream out) {
        for (byte b : text) {
            boolean control = (b >= 0 && b < 0x20 && b != '\n' && b != '\t') || b == 0x7f;
            out.write(control ? '?' : b);
        }
    }

    private int longestName() {
        int longest = 0;
        try (JsonParser in = open()) {
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                longest = Math.max(longest, in.currentName().length());
                in.nextToken();
                in.skipChildren();
            }
        }
        return longest;
    }

    private JsonParser open() {
        JsonParser in = factory.createParser(ObjectReadContext.empty(), value.bytes());
        in.nextToken();
        return in;
    }

    private byte[] text(JsonParser in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                in.getString(writer);
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
                json.copyCurrentStructureExact(in);
            }
        }
        return out.toByteArray();
    }
}
