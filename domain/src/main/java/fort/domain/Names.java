package fort.domain;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/// The one canonicaliser: it refuses, it never repairs. Everything behind it handles canonical names only.
public final class Names {
    /// The longest secret path, in UTF-16 units.
    public static final int PATH_LENGTH_MAX = 1024;

    /// The longest secret path in UTF-8: with a mount's id before it, it must fit a store's key.
    public static final int PATH_BYTES_MAX = 2_400;

    /// The longest simple name (user, role, policy, mount segment), in UTF-16 units.
    public static final int NAME_LENGTH_MAX = 128;

    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z](?:-?[a-z0-9]){1,31}");
    private static final Pattern SIMPLE = Pattern.compile("[a-z0-9_](?:[a-z0-9_.@+-]*[a-z0-9_])?");
    private static final Set<String> RESERVED_ENVIRONMENTS = Set.of("root", "system", "admin");

    private Names() {}

    static void requireEnvironment(String name) {
        if (name.length() > 32 || !ENVIRONMENT.matcher(name).matches()) {
            throw new InvalidName(
                    "an environment name has 2 to 32 characters of a-z, 0-9 and inner '-', and starts with a letter");
        }
        if (RESERVED_ENVIRONMENTS.contains(name)) {
            throw new InvalidName("this environment name is reserved");
        }
    }

    /// A user, role, policy or key name: lower case ASCII letters, digits and inner `_ . @ + -`. Callers that must
    /// accept upper case (the Vault API lowercases names) lowercase with `Locale.ROOT` before they ask, for ASCII
    /// input only.
    ///
    /// @return the same name
    /// @throws InvalidName when it is not canonical
    public static String requireSimple(String kind, String name) {
        if (name.isEmpty()
                || name.length() > NAME_LENGTH_MAX
                || !SIMPLE.matcher(name).matches()) {
            throw new InvalidName("a " + kind + " name has 1 to " + NAME_LENGTH_MAX
                    + " characters of a-z, 0-9, '_' and inner '. @ + -'");
        }
        return name;
    }

    /// A slash-separated path without leading or trailing slash. Segments are not empty, not `.` or `..`, are in
    /// Unicode normal form C, hold no control, format, private-use or unassigned character, no leading or trailing
    /// white space, and letters of one script only.
    ///
    /// @return the same path
    /// @throws InvalidName when it is not canonical
    public static String requirePath(String path) {
        if (path.isEmpty() || path.length() > PATH_LENGTH_MAX) {
            throw new InvalidName("a path has 1 to " + PATH_LENGTH_MAX + " characters");
        }
        if (path.length() * 3 > PATH_BYTES_MAX && utf8Length(path) > PATH_BYTES_MAX) {
            throw new InvalidName("a path has at most " + PATH_BYTES_MAX + " bytes in UTF-8");
        }
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            if (end < 0) {
                end = path.length();
            }
            requireSegment(path, start, end);
            start = end + 1;
        }
        return path;
    }

    private static int utf8Length(String path) {
        return path.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }

    private static void requireSegment(String path, int start, int end) {
        if (start == end) {
            throw new InvalidName("a path has no empty segment: no leading, trailing or double '/'");
        }
        boolean ascii = true;
        for (int i = start; i < end && ascii; i++) {
            char c = path.charAt(i);
            ascii = c < 0x80;
            if (ascii && (c < 0x20 || c == 0x7f)) {
                throw new InvalidName("a path has no control character");
            }
        }
        if (path.charAt(start) == ' ' || path.charAt(end - 1) == ' ') {
            throw new InvalidName("a path segment does not start or end with a space");
        }
        if (path.charAt(start) == '.' && (end - start == 1 || (end - start == 2 && path.charAt(start + 1) == '.'))) {
            throw new InvalidName("a path has no '.' or '..' segment");
        }
        if (!ascii) {
            requireUnicodeSegment(path.substring(start, end));
        }
    }

    private static void requireUnicodeSegment(String segment) {
        if (!Normalizer.isNormalized(segment, Normalizer.Form.NFC)) {
            throw new InvalidName("a path is in Unicode normal form C");
        }
        if (Character.isWhitespace(segment.codePointAt(0))
                || Character.isWhitespace(segment.codePointBefore(segment.length()))) {
            throw new InvalidName("a path segment does not start or end with a space");
        }
        Character.UnicodeScript script = Character.UnicodeScript.COMMON;
        for (int i = 0; i < segment.length(); ) {
            int c = segment.codePointAt(i);
            i += Character.charCount(c);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.PRIVATE_USE,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> throw new InvalidName("a path has no invisible character");
                default -> {
                    // every other category is a character a reader can see
                }
            }
            Character.UnicodeScript here = Character.UnicodeScript.of(c);
            if (here == Character.UnicodeScript.COMMON || here == Character.UnicodeScript.INHERITED) {
                continue;
            }
            if (script != Character.UnicodeScript.COMMON
                    && script != here
                    && !(isJapanese(script) && isJapanese(here))) {
                throw new InvalidName("a path segment has letters of one script only");
            }
            script = here;
        }
        // Full-width forms are COMMON letters that look like ASCII ones.
        if (segment.codePoints().anyMatch(c -> c >= 0xFF01 && c <= 0xFF5E)) {
            throw new InvalidName("a path has no full-width form of an ASCII character");
        }
    }

    private static boolean isJapanese(Character.UnicodeScript script) {
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }
}
