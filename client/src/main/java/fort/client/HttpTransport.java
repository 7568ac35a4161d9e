package fort.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 over one kept connection, written out here because a command line is felt at its start.
///
/// The platform's `HttpClient` takes 0.4 s longer for one call, and `HttpURLConnection` knows no PATCH.
/// What is needed is small: a request with a length, an answer with a length or in chunks, limits on all of
/// it, no redirects (a token never follows one), no proxies. One caller at a time.
final class HttpTransport implements Transport {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Settings settings;
    private final String host;
    private final int port;
    private final boolean tls;
    private @Nullable Line line;

    HttpTransport(Settings settings) {
        this.settings = settings;
        this.host = settings.address().getHost().replaceAll("^\\[|]$", "");
        this.tls = "https".equals(settings.address().getScheme());
        int named = settings.address().getPort();
        this.port = named >= 0 ? named : tls ? 443 : 80;
    }

    /// An open connection.
    private record Line(Socket socket, InputStream in, OutputStream out) {}

    @Override
    public synchronized Reply send(Request request) {
        boolean kept = line != null;
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            if (!kept || !request.idempotent()) {
                throw failure(e);
            }
        }
        // The server closed the kept connection between two calls: one fresh try.
        try {
            return exchange(request);
        } catch (IOException e) {
            close();
            throw failure(e);
        }
    }

    private Reply exchange(Request request) throws IOException {
        Line open = line;
        if (open == null) {
            open = connect();
            line = open;
        }
        write(request, open.out());
        AnswerReader reader = new AnswerReader(open.in(), request.bodyBytesMax());
        Reply reply = reader.read("HEAD".equals(request.method()));
        if (!reader.keepsConnection()) {
            close();
        }
        return reply;
    }

    private Line connect() throws IOException {
        int timeoutMillis = Math.toIntExact(settings.timeout().toMillis());
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            if (tls) {
                socket = Tls.over(socket, host, port, settings.caFile());
            }
            return new Line(
                    socket, new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES), socket.getOutputStream());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void write(Request request, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(settings.address().getRawAuthority())
                .append("\r\n");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.append(header.getKey())
                    .append(": ")
                    .append(printable(header.getValue()))
                    .append("\r\n");
        }
        if (request.body().length > 0 || !"GET".equals(request.method())) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + request.body().length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(request.body(), 0, all, start.length, request.body().length);
        out.write(all);
        out.flush();
    }

    /// A line break in a header would let its sender write further headers.
    private static String printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x20 || value.charAt(i) > 0x7e) {
                throw new IllegalArgumentException("a header holds printable ASCII only");
            }
        }
        return value;
    }

    private FortException failure(IOException e) {
        String where =
                settings.address().getScheme() + "://" + settings.address().getRawAuthority();
        return switch (e) {
            case AnswerReader.Malformed malformed -> FortException.badAnswer(where + ": " + malformed.getMessage());
            case SSLException tlsFailure ->
                FortException.unreachable(where + " cannot be trusted (" + tlsFailure.getMessage()
                        + "); name its certificate authority's file in FORT_CACERT");
            case java.net.UnknownHostException unknown -> FortException.unreachable("there is no host " + host);
            case java.net.SocketTimeoutException slow -> FortException.unreachable(where + " did not answer in time");
            default -> FortException.unreachable(where + " cannot be reached: " + e.getMessage());
        };
    }

    @Override
    public synchronized void close() {
        Line open = line;
        line = null;
        if (open != null) {
            try {
                open.socket().close();
            } catch (IOException e) {
                // Nothing more is expected from it.
            }
        }
    }
}
