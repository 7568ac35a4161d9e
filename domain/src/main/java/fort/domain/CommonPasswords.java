package fort.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The 10,000 commonest passwords, from the frequency list of zxcvbn (MIT licence beside the resource). Kept as one
/// sorted byte array: 80 kB, searched in place, so that the text asked about is never turned into a `String`.
final class CommonPasswords {
    private final byte[] lines;

    private CommonPasswords(byte[] lines) {
        this.lines = lines;
    }

    /// Loaded when first asked for, not at start-up.
    static CommonPasswords list() {
        return Holder.LIST;
    }

    /// Compares ASCII letters without regard to case.
    boolean contains(CharSequence text) {
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = lineStart((low + high) >>> 1);
            int order = compare(text, start);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                high = start;
            } else {
                low = lineEnd(start) + 1;
            }
        }
        return false;
    }

    private int lineStart(int at) {
        int start = at;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int lineEnd(int at) {
        int end = at;
        while (lines[end] != '\n') {
            end++;
        }
        return end;
    }

    private int compare(CharSequence text, int start) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            byte line = lines[start + i];
            if (line == '\n') {
                return 1;
            }
            if (lower != line) {
                return lower - line;
            }
        }
        return lines[start + text.length()] == '\n' ? 0 : -1;
    }

    private static final class Holder {
        private static final CommonPasswords LIST = load();

        private static CommonPasswords load() {
            try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the list of common passwords is part of this program");
                }
                return new CommonPasswords(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
