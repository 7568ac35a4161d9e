package fort.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases of the attack catalogue that need a whole server.
class AttackTest {
    @TempDir
    private Path folder;

    private RunningFort fort;

    @BeforeEach
    void start() throws IOException {
        fort = RunningFort.start(folder, "", "development", "production");
    }

    @AfterEach
    void stop() {
        fort.close();
    }

    private RunningFort.Answer admin(String method, String path, String body, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        headers.addAll(List.of("X-Vault-Token", fort.token("development"), "X-Vault-Namespace", "development"));
        return fort.call(method, path, body, headers.toArray(String[]::new));
    }

    private static List<RunningFort.Answer> atOnce(List<Callable<RunningFort.Answer>> calls) throws Exception {
        List<RunningFort.Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RunningFort.Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    @Test
    @Tag("attack-10")
    void the_record_names_the_real_peer_whatever_a_header_says() {
        admin("GET", "/api/v1/whoami", "", "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9");
        String log = admin("GET", "/api/v1/audit/records?limit=200", "").body();
        assertThat(log).contains("127.0.0.1").doesNotContain("203.0.113.9");
    }

    @Test
    @Tag("attack-35")
    void a_token_in_the_url_is_refused_and_not_logged() throws IOException {
        RunningFort.Answer answer = fort.call("GET", "/v1/secret/data/a?token=" + fort.token("development"), "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(fort.token("development"));
        assertThat(admin("GET", "/api/v1/audit/records?limit=200", "").body())
                .doesNotContain(fort.token("development"));
        fort.close();
        assertThat(filesWith(List.of(fort.token("development")))).isEmpty();
    }

    @Test
    @Tag("attack-73")
    void no_value_is_found_in_any_file_log_or_metric_whichever_way_it_was_used() throws IOException {
        String canary = "Canary-7f3e-Value-91b2";
        String canaryKey = "Canary-7f3e-Cubby-55c0";
        String password = "Canary-7f3e-Login-40aa";
        String data = "{\"data\":{\"v\":\"" + canary + "\",\"deep\":{\"w\":[\"" + canary + "\"]}}}";
        admin("POST", "/v1/secret/data/app/canary", data);
        admin("GET", "/v1/secret/data/app/canary", "");
        admin("POST", "/v1/secret/data/app/canary", data.replace("}}}", "}}"));
        admin("POST", "/v1/secret/data/app/canary", data.replace("\"data\"", "\"options\":{\"cas\":9},\"data\""));
        admin("POST", "/v1/secret/data/../" + canary, data);
        admin("PUT", "/api/v1/secrets/app/own", "{\"value\":{\"v\":\"" + canary + "\"}}");
        admin("PUT", "/api/v1/secrets/app/own", "{\"value\":{\"v\":\"" + canary + "\"},\"unknown\":1}");
        admin("POST", "/v1/cubbyhole/c", "{\"k\":\"" + canaryKey + "\"}");
        admin("GET", "/v1/secret/data/app/canary", "", "X-Vault-Wrap-TTL", "60s");
        admin("POST", "/v1/sys/tools/hash", "{\"input\":\"" + base64(canary) + "\"}");
        admin("POST", "/v1/sys/auth/userpass", "{\"type\":\"userpass\"}");
        admin("POST", "/v1/auth/userpass/users/ann", "{\"password\":\"" + password + "\"}");
        fort.call("POST", "/v1/auth/userpass/login/ann", "{\"password\":\"" + password + "x\"}");
        fort.call("POST", "/v1/auth/userpass/login/ann", "{\"password\":\"" + password + "\"}");
        fort.call("GET", "/v1/secret/data/app/canary", "", "X-Vault-Token", fort.token("production"));
        List<String> forms = Stream.of(canary, canaryKey, password)
                .flatMap(AttackTest::forms)
                .toList();
        assertThat(fort.call("GET", "/metrics", "").body()).doesNotContain(forms);
        assertThat(admin("GET", "/api/v1/audit/records?limit=500", "").body())
                .doesNotContain(
                        forms.stream().filter(form -> !form.startsWith(canary)).toList());
        fort.close();
        assertThat(filesWith(forms)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Plain, base64 in its three alignments, hex, and percent-encoded.
    private static Stream<String> forms(String canary) {
        Stream<String> aligned = IntStream.range(0, 3).mapToObj(skip -> {
            String encoded = base64("x".repeat(skip) + canary);
            return encoded.substring(skip == 0 ? 0 : 4, encoded.length() - 4);
        });
        String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
        return Stream.concat(Stream.of(canary, hex, hex.replaceAll("(..)", "%$1")), aligned);
    }

    private List<String> filesWith(List<String> texts) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                texts.stream().filter(content::contains).forEach(text -> found.add(file + ": " + text));
            }
        }
        return found;
    }

    @Test
    @Tag("attack-109")
    void monstrous_bodies_without_a_credential_are_refused_and_others_work_on() throws Exception {
        admin("POST", "/v1/secret/data/a", "{\"data\":{\"v\":1}}");
        List<String> bodies = List.of(
                "{\"data\":" + "[".repeat(100_000),
                "{\"data\":{" + "\"k\":1,".repeat(100_000) + "\"z\":1}}",
                "{\"data\":{\"n\":1e400000000}}",
                "{\"data\":{\"a\":1,\"a\":2}}",
                "{\"data\":{\"s\":\"" + "x".repeat(3_000_000) + "\"}}");
        List<Callable<RunningFort.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String body = bodies.get(i % bodies.size());
            calls.add(() -> refused("POST", "/v1/secret/data/a", body));
            calls.add(() -> refused("PUT", "/api/v1/secrets/a", body));
        }
        assertThat(atOnce(calls))
                .allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 499));
        assertThat(admin("GET", "/v1/secret/data/a", "").status()).isEqualTo(200);
    }

    @Test
    @Tag("attack-110")
    void clients_that_never_finish_their_head_are_cut_and_others_are_served_meanwhile() throws Exception {
        fort.close();
        fort = RunningFort.start(folder, "[limits]\nidle_seconds = 1\n", "development", "production");
        admin("POST", "/v1/secret/data/a", "{\"data\":{\"v\":1}}");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(fort.address()).getPort());
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write("GET /v1/secret/data/a HTTP/1.1\r\nX-Slow: ".getBytes(US_ASCII));
                slow.add(socket);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(admin("GET", "/v1/secret/data/a", "").status()).isEqualTo(200);
            }
            for (Socket socket : slow) {
                assertThat(cut(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /// Blocks until the server ends the connection.
    private static boolean cut(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length < 1_000;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    @Tag("attack-110")
    void heads_that_are_too_large_are_refused_and_others_are_served() throws Exception {
        admin("POST", "/v1/secret/data/a", "{\"data\":{\"v\":1}}");
        List<String> heads = List.of(
                "X-Long: " + "x".repeat(1_000_000) + "\r\n",
                IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining()));
        List<Callable<String>> floods = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String head = heads.get(i % heads.size());
            floods.add(() -> statusOf("GET /v1/secret/data/a HTTP/1.1\r\nHost: x\r\n" + head + "\r\n"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> status : threads.invokeAll(floods)) {
                assertThat(status.get()).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
            }
        }
        assertThat(admin("GET", "/v1/secret/data/a", "").status()).isEqualTo(200);
    }

    private String statusOf(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(fort.address()).getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        } catch (SocketException cut) {
            return "";
        }
    }

    /// Who goes on sending after he was told that it is too much may find the connection cut before he read so.
    private RunningFort.Answer refused(String method, String path, String body) {
        try {
            return fort.call(method, path, body);
        } catch (UncheckedIOException cut) {
            return new RunningFort.Answer(413, "", Map.of());
        }
    }

    @Test
    @Tag("attack-111")
    @Tag("slow")
    void a_flood_of_logins_is_told_to_come_back_and_reads_go_on() throws Exception {
        admin("POST", "/v1/sys/auth/userpass", "{\"type\":\"userpass\"}");
        admin("POST", "/v1/secret/data/a", "{\"data\":{\"v\":1}}");
        List<Callable<RunningFort.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String user = "nobody" + i;
            calls.add(() -> fort.call(
                    "POST",
                    "/v1/auth/userpass/login/" + user,
                    "{\"password\":\"some password " + user + "\"}",
                    "X-Vault-Namespace",
                    "development"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<RunningFort.Answer>> flood = threads.submit(() -> atOnce(calls));
            for (int i = 0; i < 50; i++) {
                assertThat(admin("GET", "/v1/secret/data/a", "").status()).isEqualTo(200);
            }
            assertThat(flood.get())
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(400, 429, 503))
                    .anySatisfy(answer -> assertThat(answer.status()).isIn(429, 503));
        }
    }
}
