package fort.server.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// A body that says it is `application/x-www-form-urlencoded`, as the JSON object it stands for.
final class Form {
    private Form() {}

    static byte[] json(String form) {
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
