package fort.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One plain connection on loopback that asks and waits. Reads `Content-Length` bodies only, which is all that both
/// products send.
final class Connection implements Closeable {
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private byte[] buffer = new byte[8192];

    Connection(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = socket.getInputStream();
    }

    /// @param status of the answer
    /// @param body of the answer
    record Answer(int status, String body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    Answer ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int size = 0;
        int headEnd = -1;
        while (headEnd < 0) {
            size = more(size);
            headEnd = new String(buffer, 0, size, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int end = headEnd + 4 + contentLength(head);
        while (size < end) {
            size = more(size);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        return new Answer(status, new String(buffer, headEnd + 4, end - headEnd - 4, StandardCharsets.UTF_8));
    }

    private int more(int size) throws IOException {
        if (size == buffer.length) {
            if (size >= ANSWER_BYTES_MAX) {
                throw new IOException("the answer is too long");
            }
            buffer = java.util.Arrays.copyOf(buffer, size * 2);
        }
        int read = in.read(buffer, size, buffer.length - size);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        return size + read;
    }

    private static int contentLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        int end = lower.indexOf("\r\n", at + 2);
        return Integer.parseInt(
                lower.substring(at + 17, end < 0 ? lower.length() : end).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
