package fort.server.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body that says it is `application/x-www-form-urlencoded`, as the JSON object it stands for.
final class Form {
    private Form() {}

    /// The content type alone does not make a form: curl and others say it of everything. A body that begins like
    /// JSON
    /// is JSON.
    static boolean is(@Nullable String contentType, byte[] body) {
        if (contentType == null
                || !contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            return false;
        }
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b != '{' && b != '[';
            }
        }
        return false;
    }

    static byte[] json(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : form.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return new JsonOut(form.length() + 64).value(fields).take();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BadCall.of("the form holds a broken percent escape");
        }
    }
}
