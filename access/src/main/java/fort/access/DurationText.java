package fort.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as policies write them: `300`, `5m`, `1h30m`, `2d`. Whole seconds; a part of one counts as a second.
final class DurationText {
    private static final int LENGTH_MAX = 32;
    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private DurationText() {}

    /// @return null when it is no duration
    static @Nullable Long seconds(String text) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        if (PLAIN.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        long millis = 0;
        int at = 0;
        Matcher part = PART.matcher(text);
        while (at < text.length()) {
            if (!part.find(at) || part.start() != at) {
                return null;
            }
            millis += Long.parseLong(part.group(1)) * unitMillis(part.group(2));
            at = part.end();
        }
        return at == 0 ? null : Long.valueOf((millis + 999) / 1000);
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }
}
