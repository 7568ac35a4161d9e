package fort.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Vault's rules for `custom_metadata`, in its words: they list every error, one a line.
final class CustomMetadata {
    private static final String PREFIX = "custom_metadata validation failed: ";

    private CustomMetadata() {}

    static @Nullable Refusal check(Map<String, String> metadata) {
        List<String> errors = new ArrayList<>();
        if (metadata.size() > Limits.CUSTOM_METADATA_KEYS_MAX) {
            errors.add("payload must contain at most " + Limits.CUSTOM_METADATA_KEYS_MAX + " keys, provided "
                    + metadata.size());
        } else {
            metadata.forEach((key, value) -> check(errors, key, value));
        }
        return errors.isEmpty() ? null : new Refusal(Refusal.Reason.INVALID_REQUEST, listed(errors));
    }

    private static void check(List<String> errors, String key, String value) {
        int keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (keyBytes == 0 || keyBytes > Limits.CUSTOM_METADATA_KEY_BYTES_MAX) {
            errors.add("length of key " + quoted(key) + " is " + keyBytes + " but must be 0 < len(key) <= "
                    + Limits.CUSTOM_METADATA_KEY_BYTES_MAX);
        }
        int valueBytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (valueBytes == 0 || valueBytes > Limits.CUSTOM_METADATA_VALUE_BYTES_MAX) {
            errors.add("length of value for key " + quoted(key) + " is " + valueBytes
                    + " but must be 0 < len(value) <= " + Limits.CUSTOM_METADATA_VALUE_BYTES_MAX);
        }
        if (!printable(key)) {
            errors.add("key " + quoted(key) + " contains unprintable characters");
        }
        if (!printable(value)) {
            errors.add("value for key " + quoted(key) + " contains unprintable characters");
        }
    }

    private static String listed(List<String> errors) {
        StringBuilder text = new StringBuilder();
        text.append(errors.size())
                .append(errors.size() == 1 ? " error" : " errors")
                .append(" occurred:");
        errors.forEach(error -> text.append("\n\t* ").append(PREFIX).append(error));
        return text.append("\n\n").toString();
    }

    private static boolean printable(String text) {
        return text.codePoints().allMatch(CustomMetadata::printable);
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /// In double quotes, with what cannot be printed escaped.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (printable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format("\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }
}
