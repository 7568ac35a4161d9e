package fort.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import fort.server.RunningFort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R2.3")
class EventsTest {
    @TempDir
    private Path folder;

    private RunningFort fort;

    @BeforeEach
    void start() throws IOException {
        fort = RunningFort.start(folder, "", "development");
    }

    @AfterEach
    void stop() {
        fort.close();
    }

    /// A reader of one stream, over a socket of its own.
    private static final class Stream implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Stream(RunningFort fort, String token, String paths, @Nullable String lastId) throws IOException {
            URI address = URI.create(fort.address());
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(20_000);
            String head = "GET /api/v1/events?paths=" + URLEncoder.encode(paths, StandardCharsets.UTF_8)
                    + " HTTP/1.1\r\nHost: fort\r\nAccept: text/event-stream\r\nFort-Token: " + token + "\r\n"
                    + (lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The next line that begins so; empty at the end.
        String next(String beginning) throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(beginning)) {
                    return line;
                }
            }
            return "";
        }

        void ready() throws IOException {
            assertThat(next("event: ready")).isNotEmpty();
            assertThat(next("data:")).isEqualTo("data: {}");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void write(String path, String value) {
        assertThat(fort.as("development", "PUT", "/secrets/" + path, "{\"value\":{\"password\":\"" + value + "\"}}")
                        .status())
                .isEqualTo(200);
    }

    private String token(String policy) {
        fort.as("development", "PUT", "/policies/watcher", "{\"text\":\"" + policy.replace("\"", "\\\"") + "\"}");
        String issued = fort.as("development", "POST", "/tokens", "{\"policies\":[\"watcher\"]}")
                .body();
        return issued.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void a_stream_shows_what_is_and_then_each_change_without_a_value() throws IOException {
        write("app/db", "hidden-1");
        try (Stream stream = new Stream(fort, fort.token("development"), "app/\nother", null)) {
            assertThat(stream.next("data:")).contains("\"path\":\"app/db\"", "\"current_version\":1");
            stream.ready();
            write("app/db", "hidden-2");
            String line = stream.next("data:");
            assertThat(line)
                    .contains("\"path\":\"app/db\"", "\"current_version\":2")
                    .doesNotContain("hidden");
            write("elsewhere", "hidden-3");
            write("other", "hidden-4");
            assertThat(stream.next("data:")).contains("\"path\":\"other\"");
            fort.as("development", "DELETE", "/metadata/other", "");
            assertThat(stream.next("data:")).contains("\"gone\":true");
        }
    }

    @Test
    void who_comes_back_with_the_last_id_gets_what_he_missed_and_no_more() throws IOException {
        write("app/a", "1");
        write("app/b", "1");
        String id;
        try (Stream stream = new Stream(fort, fort.token("development"), "app/", null)) {
            stream.next("id:");
            id = stream.next("id:").substring(4);
        }
        write("app/b", "2");
        try (Stream stream = new Stream(fort, fort.token("development"), "app/", id)) {
            assertThat(stream.next("data:")).contains("\"path\":\"app/b\"", "\"current_version\":2");
            assertThat(stream.next("event:")).isEqualTo("event: ready");
        }
    }

    @Test
    void a_path_is_decided_at_each_delivery_and_a_revoked_token_ends_the_stream() throws IOException {
        String token = token("path \"secret/data/app/*\" { capabilities = [\"read\"] }");
        try (Stream stream = new Stream(fort, token, "app/\nhidden/", null)) {
            stream.ready();
            write("hidden/x", "1");
            write("app/x", "1");
            assertThat(stream.next("data:")).contains("\"path\":\"app/x\"");
            fort.call("DELETE", "/api/v1/tokens/self", "", "Fort-Token", token);
            write("app/x", "2");
            assertThat(stream.next("data:")).isEmpty();
        }
    }

    @Test
    void strangers_get_no_stream() {
        var answer = fort.call("GET", "/api/v1/events?paths=app", "", "Accept", "text/event-stream");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_long_poll_answers_at_once_with_what_is_and_later_with_what_changed() throws Exception {
        write("app/db", "1");
        String first = fort.as("development", "GET", "/events?paths=app%2Fdb&wait=20", "")
                .body();
        assertThat(first).contains("\"current_version\":1");
        String next = first.replaceAll("(?s).*\"next\":(\\d+).*", "$1");
        assertThat(fort.as("development", "GET", "/events?paths=app%2Fdb&after=" + next, "")
                        .body())
                .contains("\"items\":[]", "\"next\":" + next);
        Thread writer = Thread.startVirtualThread(() -> write("app/db", "2"));
        String second = fort.as("development", "GET", "/events?paths=app%2Fdb&wait=20&after=" + next, "")
                .body();
        writer.join();
        assertThat(second).contains("\"current_version\":2");
    }

    @Test
    void a_server_that_stops_does_not_wait_for_its_streams() throws IOException {
        try (Stream stream = new Stream(fort, fort.token("development"), "app/", null)) {
            stream.ready();
            long start = System.nanoTime();
            fort.close();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(8);
            assertThat(stream.next("data:")).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void a_thousand_streams_learn_of_a_version_within_a_second() throws Exception {
        int count = 1_000;
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stream stream = new Stream(fort, fort.token("development"), "app/db", null);
            stream.ready();
            streams.add(stream);
        }
        ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(count);
        long start = System.nanoTime();
        for (Stream stream : streams) {
            Thread.startVirtualThread(() -> {
                try {
                    stream.next("data:");
                    micros.add((System.nanoTime() - start) / 1_000);
                } catch (IOException e) {
                    micros.add(Long.MAX_VALUE);
                }
                done.countDown();
            });
        }
        write("app/db", "1");
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        List<Long> sorted = micros.stream().sorted().toList();
        assertThat(sorted.get(count * 99 / 100)).isLessThan(1_000_000);
        for (Stream stream : streams) {
            stream.close();
        }
    }
}
