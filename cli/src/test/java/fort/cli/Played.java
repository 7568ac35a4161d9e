package fort.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fort.wire.SecretText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plays command lines inside this process: against a stand-in server that answers what it was told to,
/// with stdin, variables and a terminal of the test's choice.
final class Played implements AutoCloseable {
    final Map<String, String> variables = new HashMap<>();
    final Deque<String> typed = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    String stdin = "";
    String out = "";
    String err = "";
    private final Deque<String> answers = new ArrayDeque<>();
    private final Path home;
    private final HttpServer server;

    Played(Path home) throws IOException {
        this.home = home;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        variables.put("FORT_ADDR", "http://127.0.0.1:" + server.getAddress().getPort());
        variables.put("FORT_TOKEN", "hvs.test");
    }

    Played answering(int status, String body) {
        answers.add(status + body);
        return this;
    }

    int run(String... arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                variables,
                home,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                new TypedTerminal(),
                InstantSource.fixed(Instant.EPOCH),
                time -> {});
        int code = Main.run(arguments, surroundings);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String answer = answers.isEmpty() ? "404{\"code\":\"not_found\",\"title\":\"nothing\"}" : answers.remove();
        byte[] body = answer.substring(3).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// Present when something was typed beforehand.
    private final class TypedTerminal implements Surroundings.Terminal {
        @Override
        public boolean isPresent() {
            return !typed.isEmpty();
        }

        @Override
        public SecretText askSecret(String question) {
            if (typed.isEmpty()) {
                throw new Misuse("there is no terminal");
            }
            return SecretText.of(typed.remove().toCharArray());
        }

        @Override
        public String ask(String question) {
            return typed.isEmpty() ? "" : typed.remove();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
