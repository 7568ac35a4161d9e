package fort.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebEngineTest {
    private static final String TOO_LARGE =
            "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 3000000\r\n\r\n";

    private final AtomicLong nowMillis = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMillis.get());
    private final BlockingQueue<String> seen = new ArrayBlockingQueue<>(1000);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private WebEngine engine = engine(List.of());
    private int port;

    @BeforeEach
    void start() {
        port = engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private WebEngine engine(List<AddressRange> proxies) {
        WebLimits limits = new WebLimits(
                1000, 1024, 4096, 20, 100, 10, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5));
        return WebEngine.helidon(
                new WebListener("test", "127.0.0.1", 0, null, false, false, proxies, limits), this::answer, clock);
    }

    private WebResponse answer(WebRequest request) {
        byte[] body = request.body();
        String line = request.method() + " " + request.rawPath() + " " + request.path() + " " + request.query() + " "
                + request.peer() + " " + body.length;
        seen.add(line);
        if (request.path().equals("/slow")) {
            arrived.countDown();
            await(release);
        }
        if (request.path().equals("/fail")) {
            throw new IllegalStateException("canary-in-exception");
        }
        return request.path().equals("/empty")
                ? WebResponse.empty(204)
                : WebResponse.json(200, line.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void hands_on_the_verb_and_the_path_raw_and_decoded_once() throws IOException {
        assertThat(get("LIST /v1/a//b%2Fc%20d/%2561?list=true HTTP/1.1"))
                .startsWith("HTTP/1.1 200")
                .endsWith("LIST /v1/a//b%2Fc%20d/%2561 /v1/a//b/c d/%61 list=true 127.0.0.1 0");
    }

    @Test
    void sends_the_exact_content_type_and_forbids_storing() throws IOException {
        assertThat(get("GET /x HTTP/1.1"))
                .contains("\r\nContent-Type: application/json\r\n")
                .contains("\r\nCache-Control: no-store\r\n");
    }

    @Test
    void sends_no_body_and_no_type_with_204() throws IOException {
        assertThat(get("GET /empty HTTP/1.1"))
                .startsWith("HTTP/1.1 204")
                .doesNotContain("\nContent-Type")
                .endsWith("\r\n\r\n");
    }

    @Test
    void sends_no_body_to_head() throws IOException {
        assertThat(get("HEAD /x HTTP/1.1")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    @Test
    void tells_nothing_about_what_went_wrong_inside() throws IOException {
        assertThat(get("GET /fail HTTP/1.1")).startsWith("HTTP/1.1 500").doesNotContain("canary");
    }

    @ParameterizedTest
    @Tag("attack-18")
    @ValueSource(strings = {"/a%", "/a%2", "/a%zz", "/a%00b", "/a%0ab", "/%c0%af", "/%ff", "/a%7f", "/\u00e9", "/a%e9"})
    void refuses_paths_that_cannot_be_decoded(String path) throws IOException {
        assertThat(get("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @Tag("attack-74")
    @ValueSource(
            strings = {
                "X-Vault-Token: a\u0001b", "X-Vault-Token: a\r\nX-Vault-Token: b",
                        "Authorization: a\r\nAuthorization: b",
                "User-Agent: \u001b[31m", "Content-Length: 1\r\nContent-Length: 2", "X Y: z"
            })
    void refuses_odd_headers(String header) throws IOException {
        assertThat(get("GET /x HTTP/1.1\r\n" + header)).startsWith("HTTP/1.1 400");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @Tag("attack-35")
    @ValueSource(
            strings = {
                "GET /x?token=hvs.dev_canary HTTP/1.1", "GET /x?a=1&access_token=canary HTTP/1.1",
                "GET /x?q=hvs.canary HTTP/1.1", "GET /x HTTP/1.1\r\nCookie: s=hvs.canary"
            })
    void refuses_a_token_in_the_url_or_a_cookie_and_does_not_repeat_it(String head) throws IOException {
        assertThat(get(head)).startsWith("HTTP/1.1 400").doesNotContain("canary");
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("attack-110")
    void refuses_too_many_and_too_long_headers_and_lines() throws IOException {
        assertThat(get("GET /x HTTP/1.1" + "\r\nA: b".repeat(30))).startsWith("HTTP/1.1 431");
        assertThat(get("GET /x HTTP/1.1\r\nA: " + "b".repeat(10_000))).startsWith("HTTP/1.1 4");
        assertThat(get("GET /" + "x".repeat(5_000) + " HTTP/1.1")).startsWith("HTTP/1.1 4");
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("attack-109")
    void refuses_a_body_that_is_too_large_declared_or_not() throws IOException {
        assertThat(send(TOO_LARGE + "x".repeat(3_000_000))).startsWith("HTTP/1.1 413");
        String chunk = "c8\r\n" + "x".repeat(200) + "\r\n";
        assertThat(send("POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(6) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(seen).isEmpty();
    }

    @Test
    @Tag("attack-109")
    void the_answer_to_a_body_that_is_too_large_arrives_however_long_the_body_goes_on() throws IOException {
        for (int i = 0; i < 30; i++) {
            assertThat(send(TOO_LARGE + "x".repeat(3_000_000))).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    @Tag("attack-110")
    void whoever_holds_back_a_body_that_was_refused_is_cut_off() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write((TOO_LARGE + "x").getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 413");
            socket.setSoTimeout(100);
            int asked = 0;
            while (!ended(socket)) {
                assertThat(asked++).isLessThan(50);
                nowMillis.addAndGet(ConnectionGuard.DROPPING_MILLIS_MAX + 1);
                engine.sweep();
            }
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void reads_a_chunked_body() throws IOException {
        assertThat(
                        send(
                                "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
                .endsWith(" 5");
    }

    @Test
    @Tag("attack-109")
    void refuses_a_compressed_body() throws IOException {
        assertThat(
                        send(
                                "POST /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    @Tag("attack-10")
    void ignores_who_a_stranger_says_it_forwards_for() throws IOException {
        assertThat(get("GET /x HTTP/1.1\r\nX-Forwarded-For: 10.9.9.9\r\nForwarded: for=10.9.9.9"))
                .endsWith(" 127.0.0.1 0");
    }

    @Test
    @Tag("attack-10")
    void believes_a_trusted_proxy_about_the_last_hop_only() throws IOException {
        engine.close();
        engine = engine(List.of(AddressRange.parse("127.0.0.0/8")));
        port = engine.start();
        assertThat(get("GET /x HTTP/1.1\r\nX-Forwarded-For: 1.1.1.1, 10.9.9.9, 127.0.0.5"))
                .endsWith(" 10.9.9.9 0");
        assertThat(get("GET /x HTTP/1.1\r\nX-Forwarded-For: evil")).startsWith("HTTP/1.1 400");
    }

    @Test
    @Tag("attack-110")
    void cuts_a_client_that_never_finishes_its_head() throws IOException {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.getOutputStream().write("GET /x HTT".getBytes(StandardCharsets.US_ASCII));
            while (engine.connections() < 1) {
                Thread.onSpinWait();
            }
            engine.sweep();
            assertThat(engine.connections()).isEqualTo(1);
            nowMillis.addAndGet(61_000);
            engine.sweep();
            slow.setSoTimeout(10_000);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void finishes_a_request_in_flight_when_stopped() throws Exception {
        AtomicReference<String> answer = new AtomicReference<>("");
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                answer.set(get("GET /slow HTTP/1.1"));
            } catch (IOException e) {
                answer.set(e.toString());
            }
        });
        await(arrived);
        Thread stopping = Thread.ofVirtual().start(engine::close);
        release.countDown();
        client.join(Duration.ofSeconds(10));
        stopping.join(Duration.ofSeconds(10));
        assertThat(answer.get()).startsWith("HTTP/1.1 200");
    }

    @Test
    void keeps_a_connection_for_the_next_request() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
                    .build();
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(engine.connections()).isEqualTo(1);
        }
    }

    private String get(String head) throws IOException {
        int lineEnd = head.indexOf("HTTP/1.1") + 8;
        return send(
                head.substring(0, lineEnd) + "\r\nHost: h\r\nConnection: close" + head.substring(lineEnd) + "\r\n\r\n");
    }

    private String send(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
