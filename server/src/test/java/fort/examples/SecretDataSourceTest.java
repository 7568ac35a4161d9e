package fort.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import fort.client.FortSecrets;
import fort.client.Settings;
import fort.server.RunningFort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pool on a real PostgreSQL whose two users take turns, while others work with it all the time.
@Tag("R2.4")
@Tag("R2.3")
class SecretDataSourceTest {
    private static final int ROTATIONS = 4;

    @TempDir
    private Path folder;

    @Test
    void a_pool_lives_through_rotations_without_a_failed_login_or_statement() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start();
                RunningFort fort = RunningFort.start(folder, "", "development")) {
            execute(database, "CREATE ROLE app_a LOGIN");
            execute(database, "CREATE ROLE app_b LOGIN");
            rotate(database, fort, 1);
            Settings settings =
                    Settings.of(Map.of("FORT_ADDR", fort.address(), "FORT_TOKEN", fort.token("development")));
            try (FortSecrets secrets = FortSecrets.open(
                            settings, FortSecrets.Options.watching("app/db").withConsumer("shop"));
                    SecretDataSource source = new SecretDataSource(secrets, "app/db", config(database))) {
                Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
                AtomicLong done = new AtomicLong();
                AtomicBoolean stop = new AtomicBoolean();
                List<Thread> workers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    workers.add(Thread.startVirtualThread(() -> work(source, stop, done, failures)));
                }
                for (int version = 2; version <= ROTATIONS; version++) {
                    rotate(database, fort, version);
                    awaitAcknowledged(fort, version);
                    retire(database, version - 1);
                }
                long before = done.get();
                while (done.get() < before + 100 && failures.isEmpty()) {
                    Thread.onSpinWait();
                }
                stop.set(true);
                for (Thread worker : workers) {
                    worker.join(Duration.ofSeconds(10));
                }
                assertThat(failures).isEmpty();
                try (Connection connection = source.connection()) {
                    assertThat(connection.getMetaData().getUserName()).isEqualTo(user(ROTATIONS));
                }
            }
        }
    }

    private static HikariConfig config(EmbeddedPostgres database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres");
        config.setMaximumPoolSize(3);
        return config;
    }

    private static String user(int version) {
        return version % 2 == 1 ? "app_a" : "app_b";
    }

    /// The other user gets a new password, then the secret says so.
    private static void rotate(EmbeddedPostgres database, RunningFort fort, int version) throws SQLException {
        String password = "Correct-Horse-" + version + "-Battery";
        execute(database, "ALTER ROLE " + user(version) + " LOGIN PASSWORD '" + password + "'");
        String value = "{\"value\":{\"username\":\"" + user(version) + "\",\"password\":\"" + password + "\"}}";
        assertThat(fort.as("development", "PUT", "/secrets/app/db", value).status())
                .isEqualTo(200);
    }

    /// The old user may go: everyone acknowledged. Whoever still used it would fail now.
    private static void retire(EmbeddedPostgres database, int version) throws SQLException {
        execute(database, "ALTER ROLE " + user(version) + " NOLOGIN");
    }

    private static void awaitAcknowledged(RunningFort fort, int version) throws InterruptedException {
        String wanted = "\"acknowledged_version\":" + version;
        for (int i = 0; i < 200; i++) {
            if (fort.as("development", "GET", "/consumers/app/db", "").body().contains(wanted)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("version " + version + " was not acknowledged");
    }

    private static void work(
            SecretDataSource source, AtomicBoolean stop, AtomicLong done, Queue<SQLException> failures) {
        while (!stop.get()) {
            try (Connection connection = source.connection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT 1")) {
                result.next();
                done.incrementAndGet();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
    }

    private static void execute(EmbeddedPostgres database, String sql) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
