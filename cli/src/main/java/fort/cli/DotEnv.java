package fort.cli;

import fort.wire.SecretJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a `.env` file: `NAME=value` lines, `export` allowed, `#` comments, single quotes as they are,
/// double quotes with the escapes of C. Nothing is expanded: a `$` is a `$`.
final class DotEnv {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private DotEnv() {}

    static SecretJson read(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<String> seen = new HashSet<>();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            int number = 0;
            for (String line :
                    new String(content, StandardCharsets.UTF_8).lines().toList()) {
                number++;
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    String name = name(text, number);
                    if (!seen.add(name)) {
                        throw new Misuse("line " + number + ": the name is there twice");
                    }
                    json.writeName(name);
                    json.writeString(value(text.substring(text.indexOf('=') + 1).strip(), number));
                }
            }
            json.writeEndObject();
        }
        return SecretJson.owning(out.toByteArray());
    }

    private static String name(String text, int number) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals).strip();
        if (name.startsWith("export ")) {
            name = name.substring("export ".length()).strip();
        }
        if (!NAME.matcher(name).matches()) {
            throw new Misuse("line " + number + " is not NAME=value");
        }
        return name;
    }

    private static String value(String text, int number) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        if (quote != '"' && quote != '\'') {
            int comment = text.indexOf(" #");
            return comment < 0 ? text : text.substring(0, comment).strip();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                requireNothingAfter(text.substring(i + 1).strip(), number);
                return value.toString();
            }
            if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                i++;
                c = escaped(text.charAt(i));
            }
            value.append(c);
        }
        throw new Misuse("line " + number + ": the quote is not closed");
    }

    private static void requireNothingAfter(String rest, int number) {
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw new Misuse("line " + number + ": there is something after the closing quote");
        }
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
