package fort.cli;

import fort.wire.SecretJson;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Makes a secret's value, a JSON object, out of what the command line names: `name=@file`, `name=-`, or
/// `name` alone for a prompt.
final class Values {
    private final Inputs inputs;
    private final Surroundings surroundings;

    Values(Surroundings surroundings) {
        this.inputs = new Inputs(surroundings);
        this.surroundings = surroundings;
    }

    SecretJson of(List<String> fields) {
        if (fields.isEmpty()) {
            throw new Misuse("say which fields: NAME (asks), NAME=- (stdin), NAME=@FILE, or --from-file FILE");
        }
        Map<String, byte[]> texts = new LinkedHashMap<>();
        boolean stdinTaken = false;
        for (String field : fields) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String source = equals < 0 ? "" : field.substring(equals + 1);
            requireNew(texts, name);
            if (source.equals("-") && stdinTaken) {
                throw new Misuse("only one field can come from stdin");
            }
            stdinTaken |= source.equals("-");
            texts.put(name, text(name, equals < 0, source));
        }
        return write(texts);
    }

    private static void requireNew(Map<String, byte[]> texts, String name) {
        if (name.isEmpty() || texts.containsKey(name)) {
            throw new Misuse("each field has a name, and each name is there once");
        }
    }

    private byte[] text(String name, boolean ask, String source) {
        if (ask) {
            return surroundings.terminal().askSecret(name).bytes();
        }
        if (source.equals("-")) {
            return Inputs.requireText(inputs.stdinLine().bytes(), "stdin");
        }
        if (source.startsWith("@") && source.length() > 1) {
            return Inputs.requireText(inputs.file(Path.of(source.substring(1))), "the file of " + name);
        }
        throw new Misuse(
                "the value of '" + name + "' stands in an argument, where every process of this machine and your"
                        + " shell's history can read it; nothing was written. Use " + name + "=- (stdin), " + name
                        + "=@FILE, or "
                        + name + " alone to be asked. And change that secret: it has been seen.");
    }

    private static SecretJson write(Map<String, byte[]> texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            texts.forEach((name, text) -> {
                json.writeName(name);
                json.writeUTF8String(text, 0, text.length);
                Arrays.fill(text, (byte) 0);
            });
            json.writeEndObject();
        }
        return SecretJson.owning(out.toByteArray());
    }

    /// @throws Misuse when the bytes are not one JSON object
    static SecretJson object(byte[] json, String from) {
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                in.skipChildren();
                if (in.nextToken() == null) {
                    return SecretJson.owning(json);
                }
            }
        } catch (JacksonException e) {
            throw new Misuse(from + " is not JSON");
        }
        throw new Misuse(from + " is not one JSON object");
    }
}
