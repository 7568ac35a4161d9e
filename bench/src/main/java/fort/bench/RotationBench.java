package fort.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./fort bench rotation`: an emergency over credentials of a real PostgreSQL, some of which fail, and with one
/// target
/// that accepts connections and never answers. What counts is how long all others take, and that each of them logs in
/// with what Fort then serves.
final class RotationBench implements AutoCloseable {
    /// Every twentieth secret names a role that does not exist.
    private static final int FAILING_EACH = 20;

    /// The last secrets are at the target that hangs.
    private static final int HANGING = 10;

    /// Of the issue: the rest is done within a minute, on two cores.
    private static final Duration GOAL = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Path launcher;
    private final int port = Ports.free();
    private final Database database;
    private final ServerSocket silent;
    private final String address;
    private final String token;
    private final int count;

    private RotationBench(Path root, int count) throws IOException {
        this.count = count;
        folder = Files.createTempDirectory("fort-bench-rotation");
        launcher = root.resolve("fort");
        silent = new ServerSocket(0);
        database = new Database(folder.resolve("postgresql"));
        address = database.create("app");
        String up = Programs.run(
                folder,
                Map.of(),
                Duration.ofMinutes(5),
                List.of(
                        launcher.toString(),
                        "up",
                        "--detach",
                        "--json",
                        "--insecure-http",
                        "--dir",
                        folder.resolve("fort").toString(),
                        "--port",
                        Integer.toString(port)));
        token = BenchPolicy.text(up, "/environments/0/token");
    }

    /// @return lines for people
    static String run(int count) {
        try (RotationBench bench = new RotationBench(Path.of(System.getProperty("fort.root", ".")), count)) {
            bench.prepare();
            return bench.measure();
        } catch (IOException | SQLException broken) {
            throw new BenchFailure("the bench of rotation broke", broken);
        }
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Fort-Token", token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new BenchFailure(
                        method + " " + path + " is answered with " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        }
    }

    private static String role(int i) {
        return "svc_" + i;
    }

    private static boolean failing(int i) {
        return i % FAILING_EACH == 0;
    }

    private boolean hanging(int i) {
        return i > count - HANGING && !failing(i);
    }

    private Connection login(String user, String password) throws SQLException {
        URI where = URI.create(address);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + where.getPort() + "/app?sslmode=disable", user, password);
    }

    private void prepare() throws IOException, SQLException {
        try (Connection connection = login("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (int i = 1; i <= count; i++) {
                if (!failing(i)) {
                    statement.execute("CREATE ROLE " + role(i) + " LOGIN PASSWORD 'First-" + i + "'");
                }
            }
        }
        ask("PUT", "/secrets/admin/postgres", "{\"value\":{\"username\":\"postgres\",\"password\":\"postgres\"}}");
        target("main", URI.create(address).getPort());
        target("silent", silent.getLocalPort());
        for (int i = 1; i <= count; i++) {
            String secret = "{\"value\":{\"username\":\"" + role(i) + "\",\"password\":\"First-" + i + "\"}}";
            ask("PUT", "/secrets/svc/" + i, secret);
            String target = hanging(i) ? "silent" : "main";
            ask("PUT", "/rotations/svc/" + i, "{\"rotator\":\"postgresql\",\"target\":\"" + target + "\"}");
        }
    }

    private void target(String name, int targetPort) throws IOException {
        ask(
                "PUT",
                "/targets/" + name,
                "{\"kind\":\"postgresql\",\"address\":\"127.0.0.1:" + targetPort
                        + "/app\",\"credential\":\"admin/postgres\"}");
    }

    private String measure() throws IOException, SQLException {
        String choice = "{\"prefix\":\"svc/\"}";
        String hash =
                ask("POST", "/emergencies:preview", choice).at("/confirmation").stringValue();
        int hanging =
                (int) IntStream.rangeClosed(1, count).filter(this::hanging).count();
        int expected = count - count / FAILING_EACH - hanging;
        long begin = System.nanoTime();
        JsonNode begun = ask(
                "POST",
                "/emergencies",
                "{\"choice\":" + choice + ",\"confirmation\":\"" + hash + "\",\"reason\":\"bench\"}");
        String id = begun.at("/summary/id").stringValue();
        int done = 0;
        while (done < expected && System.nanoTime() - begin < PATIENCE.toNanos()) {
            Programs.pause(Duration.ofMillis(250));
            done = ask("GET", "/emergencies/" + id, "").at("/done").intValue();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return """
                emergency over %d credentials of a real PostgreSQL, %d of roles that do not exist, %d at a target that hangs
                  rotated        %d of %d that can be, in %.1f s (goal %d s): %s
                  logins         %d of %d with what Fort serves now
                """.formatted(
                        count,
                        count / FAILING_EACH,
                        hanging,
                        done,
                        expected,
                        took.toMillis() / 1e3,
                        GOAL.toSeconds(),
                        done == expected && took.compareTo(GOAL) < 0 ? "held" : "MISSED",
                        logins(),
                        expected);
    }

    private int logins() throws IOException {
        int good = 0;
        for (int i = 1; i <= count; i++) {
            if (!failing(i) && !hanging(i)) {
                JsonNode value = ask("GET", "/secrets/svc/" + i, "").at("/value");
                try (Connection _ = login(
                        value.at("/username").stringValue(),
                        value.at("/password").stringValue())) {
                    good++;
                } catch (SQLException refused) {
                    System.err.println("no login as " + role(i) + ": " + refused.getSQLState());
                }
            }
        }
        return good;
    }

    @Override
    public void close() throws IOException {
        Programs.run(
                folder,
                Map.of(),
                Duration.ofMinutes(1),
                List.of(
                        launcher.toString(),
                        "down",
                        "--dir",
                        folder.resolve("fort").toString()));
        database.close();
        silent.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
