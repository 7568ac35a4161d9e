package fort.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the scripts of calls (`*.calls`) that are played on both servers. Their form is said at their top.
final class Calls {
    private Calls() {}

    /// @param token whose token is sent: a name that a call before saved, a literal, or `none`
    /// @param saves name → path into the answer's JSON
    record Call(
            String section,
            String method,
            String path,
            @Nullable String body,
            String token,
            Map<String, String> headers,
            Map<String, String> saves) {
        String title() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return title() + (body == null ? "" : " " + body) + (token.equals("root") ? "" : " as " + token);
        }
    }

    static List<Call> read(String resource) {
        List<Call> calls = new ArrayList<>();
        String section = "";
        for (String line : lines(resource)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("== ")) {
                section = line.substring(3);
            } else if (line.startsWith("  ")) {
                calls.add(with(calls.removeLast(), line.strip()));
            } else {
                calls.add(call(section, line));
            }
        }
        return calls;
    }

    private static Call call(String section, String line) {
        String[] parts = line.split(" ", 3);
        return new Call(section, parts[0], parts[1], parts.length > 2 ? parts[2] : null, "root", Map.of(), Map.of());
    }

    private static Call with(Call call, String option) {
        int colon = option.indexOf(':');
        String value = option.substring(colon + 1).strip();
        return switch (option.substring(0, colon)) {
            case "token" ->
                new Call(call.section(), call.method(), call.path(), call.body(), value, call.headers(), call.saves());
            case "header" -> {
                int end = value.indexOf(':');
                yield new Call(
                        call.section(),
                        call.method(),
                        call.path(),
                        call.body(),
                        call.token(),
                        more(
                                call.headers(),
                                value.substring(0, end),
                                value.substring(end + 1).strip()),
                        call.saves());
            }
            case "save" -> {
                int equals = value.indexOf('=');
                yield new Call(
                        call.section(),
                        call.method(),
                        call.path(),
                        call.body(),
                        call.token(),
                        call.headers(),
                        more(call.saves(), value.substring(0, equals), value.substring(equals + 1)));
            }
            default -> throw new IllegalArgumentException("no such option: " + option);
        };
    }

    private static Map<String, String> more(Map<String, String> map, String key, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Calls.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
