package fort.server.vault;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The response writer: builds one JSON text in one array, without a tree and without text of a secret in a `String`.
/// Arrays that were outgrown are wiped.
final class JsonOut {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    JsonOut(int capacity) {
        bytes = new byte[capacity];
    }

    /// ASCII text that is JSON already.
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies Latin-1 without an array between
    JsonOut raw(String ascii) {
        int length = ascii.length();
        reserve(length);
        ascii.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    JsonOut raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /// A value that is itself a JSON text.
    JsonOut json(SecretValue value) {
        return raw(value.reveal(Reveal.granted()));
    }

    JsonOut number(long value) {
        return raw(Long.toString(value));
    }

    /// `"name":`
    JsonOut key(String name) {
        return string(name).raw(":");
    }

    JsonOut string(String text) {
        raw("\"");
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            raw(text);
        } else {
            escaped(text.getBytes(StandardCharsets.UTF_8));
        }
        return raw("\"");
    }

    /// A secret text (a token, a share) as a JSON string.
    JsonOut string(SecretValue text) {
        raw("\"");
        escaped(text.reveal(Reveal.granted()));
        return raw("\"");
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    }

    private void escaped(byte[] utf8) {
        reserve(utf8.length * 6);
        for (byte b : utf8) {
            switch (b) {
                case '"', '\\' -> {
                    bytes[size++] = '\\';
                    bytes[size++] = b;
                }
                case '\n' -> {
                    bytes[size++] = '\\';
                    bytes[size++] = 'n';
                }
                case '\t' -> {
                    bytes[size++] = '\\';
                    bytes[size++] = 't';
                }
                default -> {
                    if (b >= 0 && b < 0x20) {
                        raw("\\u00");
                        bytes[size++] = HEX[b >> 4];
                        bytes[size++] = HEX[b & 15];
                    } else {
                        bytes[size++] = b;
                    }
                }
            }
        }
    }

    /// Anything an [Answer] may hold: maps, collections, text, numbers, booleans, times, secret texts, JSON values.
    JsonOut value(@Nullable Object value) {
        return switch (value) {
            case null -> raw("null");
            case String text -> string(text);
            case Boolean flag -> raw(flag.toString());
            case Number number -> raw(number.toString());
            case Instant time -> string(time.toString());
            case SecretValue text -> string(text);
            case Json json -> json(json.value());
            case Map<?, ?> map -> object(map);
            case Collection<?> items -> array(items);
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        };
    }

    private JsonOut object(Map<?, ?> map) {
        raw("{");
        String before = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            raw(before).key(String.valueOf(entry.getKey())).value(entry.getValue());
            before = ",";
        }
        return raw("}");
    }

    private JsonOut array(Collection<?> items) {
        raw("[");
        String before = "";
        for (Object item : items) {
            raw(before).value(item);
            before = ",";
        }
        return raw("]");
    }

    /// The members of an object without its braces, each followed by a comma.
    JsonOut members(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            key(String.valueOf(entry.getKey())).value(entry.getValue()).raw(",");
        }
        return this;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            byte[] old = bytes;
            bytes = Arrays.copyOf(old, Math.max(size + more, old.length * 2));
            Arrays.fill(old, 0, size, (byte) 0);
        }
    }

    /// The text; the writer is empty afterwards.
    byte[] take() {
        boolean exact = size == bytes.length;
        byte[] text = exact ? bytes : Arrays.copyOf(bytes, size);
        if (!exact) {
            Arrays.fill(bytes, 0, size, (byte) 0);
        }
        bytes = new byte[0];
        size = 0;
        return text;
    }

    /// A secret value to be spliced into an answer as the JSON it is.
    record Json(SecretValue value) {}
}
