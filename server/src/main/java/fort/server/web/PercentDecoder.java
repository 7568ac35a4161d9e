package fort.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Percent-decoding of a path, once and strictly: a broken escape, a byte sequence that is not UTF-8, or a NUL or
/// other
/// control character is
/// refused, not repaired. Whether the decoded text is a good name is for the one canonicaliser to say.
final class PercentDecoder {
    private PercentDecoder() {}

    /// @return `raw` itself when it holds no escape
    static String decode(String raw) {
        int first = raw.indexOf('%');
        if (first < 0) {
            for (int i = 0; i < raw.length(); i++) {
                requireEncoded(raw.charAt(i));
            }
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            requireEncoded(c);
            if (c == '%') {
                bytes[count++] = (byte) escape(raw, i);
                i += 2;
            } else {
                bytes[count++] = (byte) c;
            }
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
            requirePlain(decoded);
            return decoded;
        } catch (CharacterCodingException e) {
            throw new WebRefusal(400, "the path is not UTF-8");
        }
    }

    private static int escape(String raw, int at) {
        int high = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new WebRefusal(400, "the path holds a broken percent escape");
        }
        return high << 4 | low;
    }

    private static void requireEncoded(char c) {
        if (c <= 0x20 || c > 0x7e) {
            throw new WebRefusal(400, "the path holds a character that must be percent-encoded");
        }
    }

    private static void requirePlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                throw new WebRefusal(400, "the path holds a control character");
            }
        }
    }
}
