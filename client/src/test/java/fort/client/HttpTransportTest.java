package fort.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private HttpTransport transport;

    /// Answers one request a connection and then closes it without a word, as a restarted server does.
    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        transport = new HttpTransport(Settings.of(Map.of("FORT_ADDR", "http://127.0.0.1:" + server.getLocalPort())));
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    byte[] room = new byte[4096];
                    int length = socket.getInputStream().read(room);
                    heard.add(new String(room, 0, Math.max(0, length), ISO_8859_1));
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        server.close();
    }

    @Test
    void speaks_every_method_with_a_length() {
        transport.send(request("PATCH", true, "{}"));

        assertThat(heard.getFirst())
                .isEqualTo("PATCH /x HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort()
                        + "\r\nA: b\r\nContent-Length: 2\r\n\r\n{}");
    }

    @Test
    void a_dead_kept_connection_is_replaced_for_a_call_that_may_be_repeated() {
        transport.send(request("GET", true, ""));

        assertThat(transport.send(request("GET", true, "")).status()).isEqualTo(200);
    }

    @Test
    void a_dead_kept_connection_is_told_for_a_call_that_may_not() {
        transport.send(request("GET", true, ""));

        assertThatThrownBy(() -> transport.send(request("POST", false, "")))
                .isInstanceOfSatisfying(
                        FortException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FortException.UNREACHABLE));
    }

    @Test
    void a_header_with_a_line_break_is_refused() {
        Transport.Request split = new Transport.Request(
                "GET", "/x", Map.of("Fort-Environment", "a\r\nFort-Token: b"), new byte[0], true, 100);

        assertThatThrownBy(() -> transport.send(split)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_server_without_tls_is_told_as_such() {
        try (HttpTransport secure =
                new HttpTransport(Settings.of(Map.of("FORT_ADDR", "https://127.0.0.1:" + server.getLocalPort())))) {
            assertThatThrownBy(() -> secure.send(request("GET", true, "")))
                    .isInstanceOf(FortException.class)
                    .hasMessageContaining("FORT_CACERT");
        }
    }

    @Test
    void nobody_there_is_told_as_such() throws IOException {
        server.close();

        assertThatThrownBy(() -> transport.send(request("GET", true, "")))
                .isInstanceOf(FortException.class)
                .hasMessageContaining("cannot be reached");
    }

    private static Transport.Request request(String method, boolean idempotent, String body) {
        return new Transport.Request(method, "/x", Map.of("A", "b"), body.getBytes(ISO_8859_1), idempotent, 100);
    }
}
