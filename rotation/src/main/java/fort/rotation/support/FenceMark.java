package fort.rotation.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fence remembered in a text at the target that people also write in, such as a comment: `[fort fence 12]`.
public final class FenceMark {
    private static final Pattern MARK = Pattern.compile("\\s*\\[fort fence (\\d{1,18})]");

    private FenceMark() {}

    /// @throws fort.rotation.RotationFailure when the text remembers a later claim than this one
    public static void requireNotOlder(String text, long fence) {
        Matcher found = MARK.matcher(text);
        if (found.find()) {
            requireNotOlder(Long.parseLong(found.group(1)), fence);
        }
    }

    /// @throws fort.rotation.RotationFailure when `remembered` is of a later claim than this one
    public static void requireNotOlder(long remembered, long fence) {
        if (remembered > fence) {
            throw Failures.permanent(
                    "the target has seen a later claim (fence " + remembered + ") than this one (" + fence + ")", null);
        }
    }

    /// The text as it was, with this fence.
    public static String mark(String text, long fence) {
        String bare = MARK.matcher(text).replaceAll("");
        return (bare.isEmpty() ? "" : bare + " ") + "[fort fence " + fence + "]";
    }
}
