package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import fort.testkit.Evidence;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `fort up` and `fort down` as processes, exactly as scripts call them.
class UpTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /// What `--json` printed, which must be one JSON object and nothing else.
    private static JsonNode report(ServerProcess.Said said) {
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(1);
        JsonNode report = JSON.readTree(said.out());
        assertThat(report.propertyNames()).containsExactly("address", "ca_file", "pid", "environments");
        report.path("environments")
                .forEach(one -> assertThat(one.propertyNames()).containsExactly("name", "namespace", "token"));
        return report;
    }

    private ServerProcess.Said up(String... more) {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--json", "--dir", dir(), "--port", "0"));
        arguments.addAll(List.of(more));
        return ServerProcess.run(folder, arguments.toArray(String[]::new));
    }

    private ServerProcess.Said down() {
        return ServerProcess.run(folder, "down", "--dir", dir());
    }

    private String dir() {
        return folder.resolve("fort").toString();
    }

    private static String token(JsonNode report, String environment) {
        for (JsonNode one : report.path("environments")) {
            if (one.path("name").asString().equals(environment)) {
                assertThat(one.path("namespace").asString()).isEqualTo(environment);
                return one.path("token").asString();
            }
        }
        throw new AssertionError("no " + environment + " in the report");
    }

    private static String call(JsonNode report, String environment, String method, String path, String body) {
        return ServerProcess.call(report.path("address").asString(), token(report, environment), method, path, body);
    }

    private static boolean alive(JsonNode report) {
        return ProcessHandle.of(report.path("pid").asLong())
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    private static void hasKeyValueMount(JsonNode report, String environment) {
        JsonNode mount = JSON.readTree(call(report, environment, "GET", "/v1/sys/mounts", ""))
                .path("data")
                .path("secret/");
        assertThat(mount.path("type").asString()).isEqualTo("kv");
        assertThat(mount.path("options").path("version").asString()).isEqualTo("2");
    }

    @Test
    @Tag("R1.5")
    void on_postgresql_each_environment_has_a_database_and_a_role_and_all_is_there_after_down_and_up()
            throws Exception {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            String url = "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
            String[] options = {
                "--environments", "alpha,beta", "--store", "postgresql", "--postgres-url", url, "--insecure-http"
            };
            JsonNode first = report(up(options));
            try {
                assertThat(first.path("address").asString()).startsWith("http://127.0.0.1:");
                assertThat(first.path("ca_file").isNull()).isTrue();
                for (String environment : List.of("alpha", "beta")) {
                    hasKeyValueMount(first, environment);
                    call(first, environment, "POST", "/v1/secret/data/app/db", data(environment));
                }
            } finally {
                assertThat(down().code()).isZero();
            }
            assertThat(alive(first)).isFalse();
            assertThat(owners(postgres))
                    .hasSize(2)
                    .allMatch(line -> line.matches("(fort_\\w+_(alpha|beta)) owned by \\1"));

            JsonNode second = report(up(options));
            try {
                for (String environment : List.of("alpha", "beta")) {
                    assertThat(token(second, environment)).isNotEqualTo(token(first, environment));
                    assertThat(call(second, environment, "GET", "/v1/secret/data/app/db", ""))
                            .contains("\"value\":\"of " + environment + "\"");
                }
                assertThat(owners(postgres)).as("nothing is made twice").hasSize(2);
            } finally {
                assertThat(down().code()).isZero();
            }
            assertThat(Files.readString(folder.resolve("fort/fort.toml"))).doesNotContain("postgres:postgres");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("fort/alpha.password"))))
                    .isEqualTo("rw-------");
        }
        Evidence.write(
                "up-postgresql",
                "up: `fort up --store postgresql` as a process on a real PostgreSQL: up, write, read, down, up again, read");
    }

    private static List<String> owners(EmbeddedPostgres postgres) throws SQLException {
        List<String> owners = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE datname LIKE 'fort%'")) {
            while (rows.next()) {
                owners.add(rows.getString(1) + " owned by " + rows.getString(2));
            }
        }
        return owners;
    }

    private static String data(String environment) {
        return "{\"data\":{\"value\":\"of " + environment + "\"}}";
    }

    @Test
    void on_sqlite_it_speaks_tls_and_a_second_up_finds_the_fort_that_runs() throws IOException {
        JsonNode first = report(up());
        try {
            assertThat(first.path("address").asString()).startsWith("https://127.0.0.1:");
            assertThat(Files.readString(Path.of(first.path("ca_file").asString())))
                    .contains("BEGIN CERTIFICATE");
            assertThat(first.path("environments").findValuesAsString("name"))
                    .containsExactly("development", "staging", "production");
            JsonNode second = report(up());
            assertThat(second.path("pid")).isEqualTo(first.path("pid"));
            assertThat(second.path("address")).isEqualTo(first.path("address"));
            assertThat(token(second, "staging")).isNotEqualTo(token(first, "staging"));
        } finally {
            assertThat(down().code()).isZero();
        }
        assertThat(alive(first)).isFalse();
        assertThat(down().err()).contains("nothing is running");
    }

    @Test
    void what_it_cannot_do_it_says_and_makes_nothing() {
        ServerProcess.Said open = up("--insecure-http", "--address", "0.0.0.0");
        assertThat(open.code()).isEqualTo(2);
        assertThat(open.out()).isEmpty();
        assertThat(open.err()).contains("--insecure-http is refused on any address but loopback");

        ServerProcess.Said nowhere =
                up("--store", "postgresql", "--postgres-url", "postgresql://nobody:wrong@127.0.0.1:1/postgres");
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.out()).isEmpty();
        assertThat(nowhere.err()).contains("the databases cannot be made");
        assertThat(nowhere.err()).doesNotContain("wrong");

        assertThat(up("--store", "postgresql").err()).contains("--postgres-url");
        assertThat(up("--store", "oracle").err()).contains("--store is sqlite or postgresql");
        assertThat(up("--environments", "Prod").err()).contains("--environments:");
        assertThat(folder.resolve("fort/fort.toml")).doesNotExist();
    }
}
