package fort.access;

import org.jspecify.annotations.Nullable;

/// The `{{…}}` of a rule's path.
final class Templates {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Templates() {}

    static boolean present(String path) {
        return path.contains(OPEN);
    }

    /// Each opening has its closing, in order, not nested.
    static boolean balanced(String path) {
        int at = 0;
        while (true) {
            int open = path.indexOf(OPEN, at);
            int close = path.indexOf(CLOSE, at);
            if (open < 0) {
                return close < 0;
            }
            if (close < open) {
                return false;
            }
            int nested = path.indexOf(OPEN, open + OPEN.length());
            if (nested >= 0 && nested < close) {
                return false;
            }
            at = close + CLOSE.length();
        }
    }

    /// @return the path with values in place, or null when one is missing or would be more than a part of a segment
    static @Nullable String fill(String path, TemplateValues values) {
        StringBuilder filled = new StringBuilder(path.length() * 2);
        int at = 0;
        while (true) {
            int open = path.indexOf(OPEN, at);
            if (open < 0) {
                return filled.append(path, at, path.length()).toString();
            }
            int close = path.indexOf(CLOSE, open);
            String value =
                    values.value(path.substring(open + OPEN.length(), close).strip());
            if (value == null || value.isEmpty() || !plain(value)) {
                return null;
            }
            filled.append(path, at, open).append(value);
            at = close + CLOSE.length();
        }
    }

    private static boolean plain(String value) {
        return value.indexOf('/') < 0 && value.indexOf('*') < 0 && value.indexOf('+') < 0;
    }
}
