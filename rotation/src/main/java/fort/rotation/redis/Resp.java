package fort.rotation.redis;

import fort.rotation.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The Redis serialization protocol, version 2 (RESP): a dozen commands need no library.
final class Resp {
    private static final int LINE_BYTES_MAX = 4 << 10;
    private static final int BULK_BYTES_MAX = 1 << 20;
    private static final int ITEMS_MAX = 4_096;
    private static final int DEPTH_MAX = 4;

    private final Wire wire;

    Resp(Wire wire) {
        this.wire = wire;
    }

    /// What a server answers.
    sealed interface Reply {
        /// A text, or a number as text.
        record Text(String text) implements Reply {}

        record Nothing() implements Reply {}

        /// @param text begins with a word in capitals: `NOPERM …`
        record Refused(String text) implements Reply {
            boolean is(String word) {
                return text.startsWith(word);
            }
        }

        record Items(List<Reply> items) implements Reply {}
    }

    Reply call(String... command) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(bytes("*" + command.length + "\r\n"));
        for (String word : command) {
            byte[] text = bytes(word);
            request.writeBytes(bytes("$" + text.length + "\r\n"));
            request.writeBytes(text);
            request.writeBytes(bytes("\r\n"));
        }
        request.writeTo(wire.out());
        wire.out().flush();
        return reply(0);
    }

    private Reply reply(int depth) throws IOException {
        String line = line();
        if (line.isEmpty() || depth > DEPTH_MAX) {
            throw new IOException("not an answer of Redis");
        }
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> new Reply.Text(rest);
            case '-' -> new Reply.Refused(rest);
            case '$' -> bulk(length(rest, BULK_BYTES_MAX));
            case '*' -> items(length(rest, ITEMS_MAX), depth);
            default -> throw new IOException("not an answer of Redis");
        };
    }

    private Reply bulk(int length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        byte[] text = wire.in().readNBytes(length);
        if (text.length < length) {
            throw new EOFException();
        }
        line();
        return new Reply.Text(new String(text, StandardCharsets.UTF_8));
    }

    private Reply items(int length, int depth) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        List<Reply> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(reply(depth + 1));
        }
        return new Reply.Items(items);
    }

    private static int length(String text, int most) throws IOException {
        try {
            int length = Integer.parseInt(text);
            if (length <= most) {
                return length;
            }
        } catch (NumberFormatException unreadable) {
            // said below
        }
        throw new IOException("not a length that Redis would send here");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = wire.in().read(); next != '\n'; next = wire.in().read()) {
            if (next < 0) {
                throw new EOFException();
            }
            if (line.size() >= LINE_BYTES_MAX) {
                throw new IOException("a line is too long for an answer of Redis");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
