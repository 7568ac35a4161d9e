package fort.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A real PostgreSQL that syncs every commit, for both products.
final class Database implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final EmbeddedPostgres server;

    Database(Path folder) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "300");
            // An embedded server is for tests and does not sync unless told.
            DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
            server = builder.start();
            DURABLE.forEach(this::requireOn);
        } catch (IOException broken) {
            throw new BenchFailure("PostgreSQL does not start", broken);
        }
    }

    private void requireOn(String setting) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT current_setting('" + setting + "')")) {
            if (!found.next() || !"on".equals(found.getString(1))) {
                throw new BenchFailure("PostgreSQL runs without " + setting);
            }
        } catch (SQLException broken) {
            throw new BenchFailure("PostgreSQL does not answer", broken);
        }
    }

    /// @return its address, for its administrator
    String create(String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException broken) {
            throw new BenchFailure("PostgreSQL does not make a database", broken);
        }
        return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + name + "?sslmode=disable";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException left) {
            System.err.println("fort bench: PostgreSQL did not stop: " + left.getMessage());
        }
    }
}
