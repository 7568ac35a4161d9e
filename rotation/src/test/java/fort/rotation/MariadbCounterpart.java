package fort.rotation;

import fort.rotation.support.Fields;
import fort.testkit.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A real MariaDB that writes every statement into its general log.
final class MariadbCounterpart extends Counterpart {
    private static final String ADMINISTRATOR = "administrators-own-1";

    private final int port = Program.freePort();
    private final Path folder = Program.folder("mariadb");
    private final Program server;
    private final AtomicInteger number = new AtomicInteger();

    private MariadbCounterpart(Path unpacked) {
        Path scripts = unpacked.resolve("usr/share/mysql");
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", Parts.libraries(unpacked));
        List<String> common = List.of(
                unpacked.resolve("usr/sbin/mariadbd").toString(),
                "--no-defaults",
                "--user=root",
                "--datadir=" + folder.resolve("data"),
                "--lc-messages-dir=" + scripts,
                "--character-sets-dir=" + scripts.resolve("charsets"),
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=32M");
        bootstrap(scripts, environment, common);
        Program.write(folder.resolve("init.sql"), """
                SET sql_log_off = 1;
                CREATE DATABASE fort;
                CREATE USER fort@'%' IDENTIFIED BY 'administrators-own-1';
                GRANT CREATE USER ON *.* TO fort@'%';
                GRANT ALL ON fort.* TO fort@'%';
                CREATE USER tester@'%' IDENTIFIED BY 'tester';
                GRANT ALL ON *.* TO tester@'%';
                """);
        List<String> command = new ArrayList<>(common);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--init-file=" + folder.resolve("init.sql"),
                "--general-log",
                "--general-log-file=" + folder.resolve("general.log")));
        server = Program.start(folder, environment, command).listeningOn(port);
    }

    private void bootstrap(Path scripts, Map<String, String> environment, List<String> common) {
        try {
            Files.createDirectories(folder.resolve("data"));
            StringBuilder all = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
            for (String script : List.of(
                    "mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")) {
                all.append(Files.readString(scripts.resolve(script))).append('\n');
            }
            Files.writeString(folder.resolve("bootstrap.sql"), all);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        String command = String.join(" ", common) + " --bootstrap < bootstrap.sql";
        Program.run(folder, environment, List.of("sh", "-c", command));
    }

    static Optional<Counterpart> start() {
        return Parts.ofThisProject()
                .debian("mariadb-server-core", "usr/sbin/mariadbd")
                .map(MariadbCounterpart::new);
    }

    @Override
    String version() {
        return "MariaDB " + query("SELECT VERSION()").replaceFirst("-.*", "") + ", two users in turn";
    }

    @Override
    int port() {
        return port;
    }

    @Override
    String address(int port) {
        return "127.0.0.1:" + port + "/fort";
    }

    @Override
    String administrator() {
        return "{\"username\":\"fort\",\"password\":\"" + ADMINISTRATOR + "\"}";
    }

    @Override
    String wrongAdministrator() {
        return "{\"username\":\"fort\",\"password\":\"administrators-own-2\"}";
    }

    @Override
    Secret fresh() {
        int user = number.incrementAndGet();
        String password = "first-password-" + user;
        // by their hashes: what this test says itself is not to be found in a log later
        execute("CREATE USER app_%d_a@'%%' IDENTIFIED VIA mysql_native_password USING '%s'"
                .formatted(user, hash(password)));
        execute("CREATE USER app_%d_b@'%%' IDENTIFIED VIA mysql_native_password USING '%s'"
                .formatted(user, "*" + "0".repeat(40)));
        execute("DROP TABLE IF EXISTS fort.fort_rotation"); // each test is a secret of its own
        return new Secret(
                "{\"username\":\"app_%d_a\",\"password\":\"%s\",\"schema\":\"x\"}".formatted(user, password),
                Map.of("users", "app_%d_a,app_%d_b".formatted(user, user)));
    }

    @Override
    boolean login(String value) {
        Fields fields = Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/", fields.required("username"), fields.required("password"))) {
            return connection.isValid(5);
        } catch (SQLException refused) {
            return false;
        }
    }

    @Override
    String log() {
        try {
            return Files.readString(folder.resolve("general.log"), StandardCharsets.ISO_8859_1) + server.log();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String hash(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] once = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            return "*" + HexFormat.of().formatHex(digest.digest(once)).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void execute(String statement) {
        try (Connection connection = tester();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String query(String query) {
        try (Connection connection = tester();
                Statement running = connection.createStatement();
                ResultSet row = running.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Connection tester() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "tester", "tester");
    }

    @Override
    public void close() {
        server.close();
    }
}
