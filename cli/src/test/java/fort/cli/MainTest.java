package fort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String CANARY = "canary-91b2";
    private static final String SECRET =
            "{\"path\":\"app/db\",\"mount\":\"secret\",\"version\":2,\"state\":\"current\",\"type\":"
                    + "\"database\",\"created_at\":\"2026-01-01T00:00:00Z\",\"value\":{\"user\":\"app\",\"password\":\"p\\u001b[1m\\nq\",\"port\":5432}}";
    private static final String WRITTEN =
            "{\"path\":\"app/db\",\"mount\":\"secret\",\"version\":3,\"type\":\"generic\","
                    + "\"created_at\":\"2026-01-01T00:00:00Z\"}";

    @TempDir
    private Path home;

    private Played played;

    @BeforeEach
    void start() throws IOException {
        played = new Played(home);
    }

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void a_read_shows_fields_to_people_without_letting_them_steer_the_terminal() {
        assertThat(played.answering(200, SECRET).run("secret", "get", "app/db")).isEqualTo(ExitCode.OK);

        assertThat(played.out).isEqualTo("user      app\npassword  p?[1m\nq\nport      5432\n");
        assertThat(played.err).isEqualTo("secret/app/db (version 2, current)\n");
    }

    @Test
    void a_field_is_written_as_it_is() {
        played.answering(200, SECRET)
                .answering(200, SECRET)
                .answering(200, SECRET)
                .answering(200, SECRET);

        played.run("secret", "get", "app/db", "--field", "password");
        assertThat(played.out).isEqualTo("p\u001b[1m\nq\n");
        played.run("secret", "get", "app/db", "--field", "port", "--raw");
        assertThat(played.out).isEqualTo("5432");
        played.run("secret", "get", "app/db", "--raw");
        assertThat(played.out).startsWith("{\"user\"").endsWith("5432}");
        assertThat(played.run("secret", "get", "app/db", "--field", "none")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void the_quick_way_and_the_long_way_do_the_same() {
        for (List<String> arguments : List.of(
                List.of("secret", "get", "app/db"),
                List.of("secret", "get", "--json", "app/db"),
                List.of("secret", "get", "app/db", "--raw", "--mount", "kv"),
                List.of("secret", "get", "--field", "user", "app/db"),
                List.of("secret", "get", "app/db", "--field", "user", "--raw"))) {
            String[] quick = arguments.toArray(String[]::new);
            List<String> more = new java.util.ArrayList<>(arguments);
            more.add("--version=0");
            String[] slow = more.toArray(String[]::new);
            assertThat(QuickRead.of(quick)).isNotNull();
            assertThat(QuickRead.of(slow)).isNull();

            played.answering(200, SECRET).answering(200, SECRET);
            int code = played.run(quick);
            String out = played.out;
            assertThat(played.run(slow)).isEqualTo(code);
            assertThat(played.out).isEqualTo(out);
            assertThat(played.requests.getLast()).isEqualTo(played.requests.get(played.requests.size() - 2));
        }
    }

    @Test
    void the_quick_way_takes_nothing_unusual() {
        for (List<String> arguments : List.of(
                List.of("secret", "get"),
                List.of("secret", "get", "a", "b"),
                List.of("secret", "get", "a", "--field"),
                List.of("secret", "get", "a", "--field", "--raw"),
                List.of("secret", "get", "a", "--raw", "--raw"),
                List.of("secret", "get", "--help"),
                List.of("secret", "get", "a", "-e", "dev"),
                List.of("secret", "put", "a"))) {
            assertThat(QuickRead.of(arguments.toArray(String[]::new)))
                    .as("%s", arguments)
                    .isNull();
        }
    }

    @Test
    void a_value_in_an_argument_is_refused_and_not_repeated() {
        assertThat(played.run("secret", "put", "app/db", "password=" + CANARY)).isEqualTo(ExitCode.USAGE);

        assertThat(played.err).contains("password=-", "change that secret").doesNotContain(CANARY);
        assertThat(played.requests).isEmpty();
    }

    @Test
    void nothing_that_could_be_a_secret_is_repeated_in_a_complaint() {
        for (List<String> arguments : List.of(
                List.of("secret", "get", "app/db", CANARY),
                List.of("secret", "get", "app/db", "--pasword=" + CANARY),
                List.of("login", CANARY),
                List.of("token", "create", "--ttl-seconds", CANARY),
                List.of(CANARY))) {
            assertThat(played.run(arguments.toArray(String[]::new)))
                    .as("%s", arguments)
                    .isEqualTo(ExitCode.USAGE);
            assertThat(played.out + played.err).doesNotContain(CANARY);
        }
    }

    @Test
    void a_value_comes_from_stdin_a_file_or_a_prompt() throws IOException {
        Path file = home.resolve("key.pem");
        Files.writeString(file, "line 1\nline 2\n");
        played.stdin = "from stdin\n";
        played.typed.add("typed \"it\"");
        played.answering(200, WRITTEN);

        assertThat(played.run("secret", "put", "app/db", "a=-", "b=@" + file, "c"))
                .isEqualTo(ExitCode.OK);

        assertThat(played.requests).containsExactly("PUT /api/v1/secrets/app/db");
        assertThat(played.bodies.getFirst())
                .isEqualTo(
                        "{\"value\":{\"a\":\"from stdin\",\"b\":\"line 1\\nline 2\\n\",\"c\":\"typed \\\"it\\\"\"}}");
        assertThat(played.out).contains("version  3");
    }

    @Test
    void a_whole_object_comes_from_stdin() {
        played.stdin = "{\"a\": {\"b\": 1.50}}";
        played.answering(200, WRITTEN);

        played.run(
                "secret", "put", "app/db", "--from-file", "-", "--expected-version", "0", "--tag", "x", "--tag", "y");

        assertThat(played.bodies.getFirst())
                .isEqualTo("{\"value\":{\"a\":{\"b\":1.50}},\"expected_version\":0,\"tags\":[\"x\",\"y\"]}");
    }

    @Test
    void refuses_a_value_that_is_no_object() {
        for (String value : List.of("", "[1]", "\"" + CANARY + "\"", "{\"a\":1} {}", "{\"a\":" + CANARY)) {
            played.stdin = value;
            assertThat(played.run("secret", "put", "app/db", "--from-file", "-"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(played.err).doesNotContain(CANARY);
        }
    }

    @Test
    void each_kind_of_failure_has_its_exit_code() {
        assertThat(answered(404, "not_found")).isEqualTo(3);
        assertThat(answered(403, "forbidden")).isEqualTo(4);
        assertThat(answered(401, "unauthenticated")).isEqualTo(4);
        assertThat(answered(503, "sealed")).isEqualTo(5);
        assertThat(answered(409, "check_and_set")).isEqualTo(6);
        assertThat(answered(500, "internal")).isEqualTo(1);
        assertThat(answered(400, "invalid_request")).isEqualTo(1);
        played.variables.put("FORT_ADDR", "http://127.0.0.1:1");
        assertThat(played.run("whoami")).isEqualTo(5);
        played.variables.put("FORT_ADDR", "nonsense");
        assertThat(played.run("whoami")).isEqualTo(2);
    }

    private int answered(int status, String code) {
        return played.answering(status, "{\"code\":\"" + code + "\",\"detail\":\"d\"}")
                .run("whoami");
    }

    @Test
    void login_is_remembered_and_used_and_forgotten() {
        played.variables.remove("FORT_TOKEN");
        String identity =
                "{\"environment\":\"dev\",\"principal\":\"userpass/ann\",\"display_name\":\"\",\"method\":\"userpass\","
                        + "\"accessor\":\"a\",\"policies\":[\"p\"],\"ttl_seconds\":3600,\"renewable\":true}";
        played.typed.add("the password");
        played.answering(200, "{\"token\":\"hvs.dev_1\",\"accessor\":\"a\",\"environment\":\"dev\"}")
                .answering(200, identity);

        assertThat(played.run("login", "--user", "ann")).isEqualTo(ExitCode.OK);
        assertThat(played.bodies.getFirst()).isEqualTo("{\"username\":\"ann\",\"password\":\"the password\"}");
        assertThat(played.out).contains("userpass/ann").doesNotContain("hvs.");

        assertThat(played.answering(200, identity).run("whoami")).isEqualTo(ExitCode.OK);
        assertThat(played.answering(204, "").run("logout")).isEqualTo(ExitCode.OK);
        assertThat(played.requests.getLast()).isEqualTo("DELETE /api/v1/tokens/self");
        played.run("logout");
        assertThat(played.err).contains("no login");
    }

    @Test
    void a_list_follows_its_pages() {
        played.answering(200, "{\"mount\":\"secret\",\"prefix\":\"\",\"names\":[\"a\",\"b/\"],\"next\":\"b/\"}")
                .answering(200, "{\"mount\":\"secret\",\"prefix\":\"\",\"names\":[\"c\\u001b[2J\"]}");

        assertThat(played.run("secret", "list")).isEqualTo(ExitCode.OK);
        assertThat(played.out).isEqualTo("a\nb/\nc\ufffd[2J\n");
        assertThat(played.requests.getLast()).isEqualTo("GET /api/v1/secrets?limit=500&after=b%2F");
    }

    @Test
    void what_cannot_be_undone_is_asked_for() {
        assertThat(played.run("secret", "destroy", "a", "--all")).isEqualTo(ExitCode.USAGE);
        assertThat(played.requests).isEmpty();

        played.typed.add("yes");
        assertThat(played.answering(204, "").run("secret", "destroy", "a", "--all"))
                .isEqualTo(ExitCode.OK);
        assertThat(played.requests).containsExactly("DELETE /api/v1/metadata/a");
    }

    @Test
    void an_import_is_sent_in_parts_and_told() throws IOException {
        Path file = home.resolve("tree.json");
        StringBuilder json = new StringBuilder("{\"top\":\"x\"");
        for (int i = 0; i < 300; i++) {
            json.append(",\"s").append(i).append("\":{\"k\":").append(i).append('}');
        }
        Files.writeString(file, json.append('}'));
        played.answering(200, "{\"dry_run\":true,\"results\":[{\"path\":\"app\",\"action\":\"create\",\"version\":0}]}")
                .answering(
                        200,
                        "{\"dry_run\":true,\"results\":[{\"path\":\"app/s299\",\"action\":\"refuse\",\"reason\":\"it exists\"}]}");

        int code = played.run("secret", "import", file.toString(), "--to", "app", "--dry-run");

        assertThat(code).isEqualTo(ExitCode.CONFLICT);
        assertThat(played.bodies).hasSize(2);
        assertThat(played.bodies.getFirst())
                .startsWith(
                        "{\"on_conflict\":\"refuse\",\"dry_run\":true,\"entries\":[{\"path\":\"app\",\"value\":{\"top\":\"x\"}},"
                                + "{\"path\":\"app/s0\",\"value\":{\"k\":0}}");
        assertThat(played.err).contains("dry run: nothing was written; 2 secrets, 1 refused");
    }

    @Test
    void colours_are_for_terminals_that_want_them() {
        String mounts = "{\"items\":[{\"path\":\"secret\",\"type\":\"kv\",\"version\":2,\"accessor\":\"a\"}]}";
        played.answering(200, mounts).run("mount", "list");
        assertThat(played.out).doesNotContain("\u001b");

        played.typed.add("a terminal");
        played.answering(200, mounts).run("mount", "list");
        assertThat(played.out).contains("\u001b[1mPATH");

        played.variables.put("NO_COLOR", "1");
        played.answering(200, mounts).run("mount", "list");
        assertThat(played.out).doesNotContain("\u001b");
    }
}
