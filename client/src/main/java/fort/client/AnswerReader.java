package fort.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads one HTTP/1.1 answer (RFC 9112) with a limit on everything.
final class AnswerReader {
    private static final int LINE_LENGTH_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 100;
    private static final int INTERIM_ANSWERS_MAX = 4;

    private final InputStream in;
    private final int bodyBytesMax;
    private boolean keepsConnection = true;

    AnswerReader(InputStream in, int bodyBytesMax) {
        this.in = in;
        this.bodyBytesMax = bodyBytesMax;
    }

    /// What came is not HTTP, or beyond a limit.
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    Transport.Reply read(boolean withoutBody) throws IOException {
        for (int i = 0; i < INTERIM_ANSWERS_MAX; i++) {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status >= 200) {
                byte[] body = withoutBody || status == 204 || status == 304 ? new byte[0] : body(headers);
                keepsConnection &= !"close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
                return new Transport.Reply(status, headers, body);
            }
        }
        throw new Malformed("too many interim answers");
    }

    boolean keepsConnection() {
        return keepsConnection;
    }

    private static int status(String line) throws Malformed {
        if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
            throw new Malformed("it does not speak HTTP/1.1 (is it https?)");
        }
        return number(line.substring(9, 12), 10);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < HEADERS_MAX; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed("a malformed header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        throw new Malformed("too many headers");
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length != null) {
            return exactly(limited(number(length, 10)));
        }
        keepsConnection = false;
        byte[] rest = in.readNBytes(bodyBytesMax + 1);
        limited(rest.length);
        return rest;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            limited((long) body.size() + size);
            body.writeBytes(exactly(size));
            if (!line().isEmpty()) {
                throw new Malformed("a malformed chunk");
            }
        }
    }

    private int limited(long size) throws Malformed {
        if (size > bodyBytesMax) {
            throw new Malformed("the answer is larger than " + bodyBytesMax + " bytes");
        }
        return (int) size;
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer was cut");
        }
        return bytes;
    }

    private String line() throws IOException {
        byte[] room = new byte[128];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (length == LINE_LENGTH_MAX) {
                throw new Malformed("a line is too long");
            }
            if (length == room.length) {
                room = java.util.Arrays.copyOf(room, length * 2);
            }
            room[length++] = (byte) next;
        }
        int end = length > 0 && room[length - 1] == '\r' ? length - 1 : length;
        return new String(room, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static int number(String text, int radix) throws Malformed {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && Character.digit(text.charAt(0), radix) >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the refusal below.
        }
        throw new Malformed("a malformed number");
    }
}
