package fort.server.vault;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Vault's weak typing: numbers and booleans may come as text, durations as seconds or as Go writes them, lists as
/// one
/// text with commas. What cannot be converted is refused with the field's name.
final class Weak {
    private Weak() {}

    static BadCall unconvertible(String field, String why) {
        return BadCall.of("error converting input for field \"" + field + "\": " + why);
    }

    static @Nullable String text(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag ? "1" : "0";
            default -> throw unconvertible(field, "expected a string");
        };
    }

    static @Nullable Long integer(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> number;
            case BigInteger _ -> throw unconvertible(field, "the number is too large");
            case BigDecimal number -> fraction(field, number);
            case Boolean flag -> flag ? 1L : 0L;
            case String text when text.isEmpty() -> 0L;
            case String text -> parsed(field, text);
            default -> throw unconvertible(field, "expected a number");
        };
    }

    private static Long fraction(String field, BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw unconvertible(field, "expected a whole number");
        }
    }

    private static Long parsed(String field, String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw unconvertible(field, "cannot parse value as 'int'");
        }
    }

    static @Nullable Boolean flag(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Long number -> number != 0;
            case String text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "1", "t", "true" -> true;
                    case "0", "f", "false", "" -> false;
                    default -> throw unconvertible(field, "cannot parse value as 'bool'");
                };
            default -> throw unconvertible(field, "expected a boolean");
        };
    }

    static @Nullable Long seconds(String field, @Nullable Object value) {
        OptionalLong seconds = switch (value) {
            case null -> null;
            case Long number -> OptionalLong.of(number);
            case BigDecimal number
            when Math.abs(number.scale()) < 32 && number.precision() < 32 ->
                GoDuration.seconds(number.toPlainString() + "s");
            case String text -> text.isEmpty() ? OptionalLong.of(0) : GoDuration.seconds(text);
            default -> OptionalLong.empty();
        };
        if (seconds == null) {
            return null;
        }
        if (seconds.isEmpty()) {
            throw unconvertible(field, "invalid duration");
        }
        return seconds.getAsLong();
    }

    static @Nullable List<String> list(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> items -> {
                List<String> texts = new ArrayList<>();
                for (Object item : items) {
                    String text = text(field, item);
                    texts.add(text == null ? "" : text.strip());
                }
                yield texts;
            }
            case String text -> commas(text);
            case Number number -> List.of(number.toString());
            default -> throw unconvertible(field, "expected a list");
        };
    }

    private static List<String> commas(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    static @Nullable List<Long> integers(String field, @Nullable Object value) {
        if (value instanceof List<?> items) {
            List<Long> numbers = new ArrayList<>();
            for (Object item : items) {
                Long number = integer(field, item);
                if (number != null) {
                    numbers.add(number);
                }
            }
            return numbers;
        }
        List<String> texts = list(field, value);
        return texts == null
                ? null
                : texts.stream().map(text -> parsed(field, text)).toList();
    }

    static @Nullable Map<String, @Nullable String> map(String field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> entries -> {
                Map<String, @Nullable String> texts = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    texts.put(String.valueOf(entry.getKey()), text(field, entry.getValue()));
                }
                yield texts;
            }
            default -> throw unconvertible(field, "expected an object");
        };
    }

    /// Text such as `a=b,c=d`, `{"a":"b"}`, or an object: what Vault's `kvpairs` accept.
    static @Nullable Map<String, String> pairs(String field, @Nullable Object value) {
        if (value instanceof String text) {
            return pairs(field, text);
        }
        Map<String, @Nullable String> map = map(field, value);
        if (map == null) {
            return null;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        map.forEach((key, text) -> pairs.put(key, text == null ? "" : text));
        return pairs;
    }

    private static Map<String, String> pairs(String field, String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{")) {
            byte[] bytes = trimmed.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Map<String, String> pairs = pairs(field, JsonIn.body(bytes).fields());
            return pairs == null ? Map.of() : pairs;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : commas(trimmed)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw BadCall.of("failed to parse " + field + ": expected JSON or key=value pairs");
            }
            pairs.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return pairs;
    }
}
