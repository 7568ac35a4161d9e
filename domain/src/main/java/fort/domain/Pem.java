package fort.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The first block of a PEM text (RFC 7468, and its older cousins with headers).
///
/// @param label such as `PRIVATE KEY`
/// @param encrypted whether old-style headers say so
/// @param der the content; wiped by whoever asked
record Pem(String label, boolean encrypted, byte[] der) {
    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DASHES = "-----".getBytes(StandardCharsets.US_ASCII);

    /// @return null when there is no well-formed block
    static @Nullable Pem first(byte[] text) {
        int begin = indexOf(text, BEGIN, 0);
        int labelEnd = begin < 0 ? -1 : indexOf(text, DASHES, begin + BEGIN.length);
        int end = labelEnd < 0 ? -1 : indexOf(text, DASHES, labelEnd + DASHES.length);
        if (end < 0) {
            return null;
        }
        int start = begin + BEGIN.length;
        String label = new String(text, start, labelEnd - start, StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOfRange(text, labelEnd + DASHES.length, end);
        int headersEnd = endOfHeaders(body);
        byte[] content = Arrays.copyOfRange(body, headersEnd, body.length);
        Arrays.fill(body, (byte) 0);
        byte[] der = base64(content);
        Arrays.fill(content, (byte) 0);
        return der == null || der.length == 0 ? null : new Pem(label, headersEnd > 0, der);
    }

    /// Headers are lines with a colon, which base64 has not, and end with an empty line.
    private static int endOfHeaders(byte[] body) {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] == ':') {
                while (i < body.length && body[i] != '\n') {
                    i++;
                }
                return i;
            }
        }
        return 0;
    }

    private static int indexOf(byte[] text, byte[] what, int from) {
        for (int i = from; i + what.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }

    /// Standard or URL alphabet, with or without padding; white space is passed over.
    ///
    /// @return null when it is no base64
    static byte @Nullable [] base64(byte[] text) {
        byte[] compact = new byte[text.length];
        int length = 0;
        for (byte b : text) {
            if (b == '-' || b == '_') {
                compact[length++] = (byte) (b == '-' ? '+' : '/');
            } else if (b > ' ') {
                compact[length++] = b;
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(compact, length));
        } catch (IllegalArgumentException e) {
            return null;
        } finally {
            Arrays.fill(compact, (byte) 0);
        }
    }
}
