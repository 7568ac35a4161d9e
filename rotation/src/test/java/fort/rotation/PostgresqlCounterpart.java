package fort.rotation;

import fort.rotation.support.Fields;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL that writes every statement into its log, which this process captures, and asks for passwords.
final class PostgresqlCounterpart extends Counterpart {
    private final boolean inTurn;
    private final EmbeddedPostgres server;
    private final AtomicInteger users = new AtomicInteger();

    PostgresqlCounterpart(boolean inTurn) {
        this.inTurn = inTurn;
        try {
            Path rules = Files.createTempFile("fort-hba", ".conf");
            Files.writeString(rules, "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            server = EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", rules.toString())
                    .setServerConfig("log_statement", "all")
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        execute("CREATE ROLE fort LOGIN CREATEROLE PASSWORD 'administrators-own-1'");
    }

    static String user(String value) {
        return fields(value).required("username");
    }

    @Override
    String version() {
        String all = query("SHOW server_version");
        return "PostgreSQL " + all + (inTurn ? ", two users in turn" : ", one user");
    }

    @Override
    int port() {
        return server.getPort();
    }

    @Override
    String address(int port) {
        return "127.0.0.1:" + port + "/postgres";
    }

    @Override
    String administrator() {
        return "{\"username\":\"fort\",\"password\":\"administrators-own-1\"}";
    }

    @Override
    String wrongAdministrator() {
        return "{\"username\":\"fort\",\"password\":\"administrators-own-2\"}";
    }

    @Override
    Secret fresh() {
        int number = users.incrementAndGet();
        execute("CREATE ROLE app_" + number + "_a LOGIN PASSWORD 'first-password-" + number + "'");
        execute("CREATE ROLE app_" + number + "_b LOGIN");
        String value = "{\"username\":\"app_%d_a\",\"password\":\"first-password-%d\",\"host\":\"db\"}"
                .formatted(number, number);
        return new Secret(value, inTurn ? Map.of("users", "app_%d_a, app_%d_b".formatted(number, number)) : Map.of());
    }

    @Override
    boolean login(String value) {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        try (Connection connection =
                DriverManager.getConnection(url, user(value), fields(value).required("password"))) {
            return connection.isValid(5);
        } catch (SQLException refused) {
            return false;
        }
    }

    @Override
    Traits traits() {
        return new Traits(inTurn, true, true, true);
    }

    String comment(String user) {
        return query("SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = '" + user + "'");
    }

    void execute(String statement) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement running = connection.createStatement()) {
            running.execute("SET log_statement = 'none'"); // what this test says itself is not to be found later
            running.execute(statement);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String query(String query) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement running = connection.createStatement();
                ResultSet row = running.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Fields fields(String value) {
        return Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
