package fort.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One connection of [OpenLoop], with at most one request under way. Reads answers that have a `Content-Length`.
final class OpenConnection {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int ANSWER_BYTES_MAX = 16 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES_MAX);
    private long dueNanos;

    OpenConnection(SocketChannel channel) {
        this.channel = channel;
    }

    long dueNanos() {
        return dueNanos;
    }

    void send(byte[] request, long due) throws IOException {
        dueNanos = due;
        out.clear().put(request).flip();
        while (out.hasRemaining()) { // a request is far smaller than the socket's buffer
            channel.write(out);
        }
    }

    /// @return the status of a whole answer, or 0 when more must come
    int receive() {
        try {
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed a connection");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        int headEnd = headEnd();
        if (headEnd < 0 || in.position() < headEnd + length(headEnd)) {
            return 0;
        }
        int status = (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + (in.get(11) - '0');
        in.clear();
        return status;
    }

    private int headEnd() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int length(int headEnd) {
        for (int i = 0; i + LENGTH.length < headEnd; i++) {
            if (matches(i)) {
                int length = 0;
                for (int at = i + LENGTH.length; in.get(at) != '\r'; at++) {
                    length = in.get(at) == ' ' ? length : length * 10 + in.get(at) - '0';
                }
                return length;
            }
        }
        return 0;
    }

    private boolean matches(int start) {
        for (int i = 0; i < LENGTH.length; i++) {
            int here = in.get(start + i);
            if ((here >= 'A' && here <= 'Z' ? here + 32 : here) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }
}
