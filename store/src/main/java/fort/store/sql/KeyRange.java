package fort.store.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keys of a scan as one half-open range in the order of UTF-8 bytes, so that a database walks its index from
/// the first row to the last and filters nothing.
///
/// @param from inclusive
/// @param until exclusive; null: no end
public record KeyRange(String from, @Nullable String until) {
    /// Keys hold no NUL, so nothing lies between a key and the key followed by this character.
    private static final char LEAST = '\u0001';

    public static KeyRange of(String prefix, String after) {
        boolean afterDecides = !after.isEmpty() && compare(after, prefix) >= 0;
        return new KeyRange(afterDecides ? after + LEAST : prefix, end(prefix));
    }

    /// The least text greater than every text with this prefix: its last character that has a successor, replaced
    /// by it.
    private static @Nullable String end(String prefix) {
        int length = prefix.length();
        while (length > 0) {
            int last = prefix.codePointBefore(length);
            length -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, length) + Character.toString(next);
            }
        }
        return null;
    }

    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
