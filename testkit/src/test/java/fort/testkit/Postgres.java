package fort.testkit;

import fort.domain.SecretValue;
import fort.store.Store;
import fort.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A real PostgreSQL server for one test class, with a fresh database per store.
final class Postgres implements AutoCloseable {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private final EmbeddedPostgres server;
    private int databases;

    Postgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on") // it is off by default there, and such a server is refused
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return its address
    String createDatabase() throws SQLException {
        String name = "fort_" + ++databases;
        execute("CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
    }

    void execute(String statement) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /// How many sessions wait for a lock another one holds.
    int waitingForLocks() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement running = connection.createStatement();
                ResultSet result =
                        running.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            result.next();
            return result.getInt(1);
        }
    }

    static Store open(String url) {
        try (SecretValue password = SecretValue.owning(PASSWORD.getBytes(StandardCharsets.UTF_8))) {
            return Stores.postgres(url, USER, password);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
