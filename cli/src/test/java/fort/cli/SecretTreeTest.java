package fort.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.wire.Secrets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTreeTest {
    private static final String YAML = """
            app:
              db:
                user: app
                port: 5432
                enabled: true
                hosts: [a, b]
              key: plain
            """;

    @Test
    void objects_are_folders_and_their_plain_members_are_fields() {
        List<Secrets.ImportEntry> entries = SecretTree.entries(SecretTree.yaml(YAML.getBytes(UTF_8)), "");

        assertThat(entries.stream().map(SecretTreeTest::text))
                .containsExactly(
                        "app {\"key\":\"plain\"}",
                        "app/db {\"user\":\"app\",\"port\":5432,\"enabled\":true,\"hosts\":[\"a\",\"b\"]}");
    }

    @Test
    void everything_goes_below_the_path_that_was_named() {
        byte[] json = "{\"a\":\"1\",\"b\":{\"c\":1.50}}".getBytes(UTF_8);

        assertThat(SecretTree.entries(SecretTree.json(json), "team/x").stream().map(SecretTreeTest::text))
                .containsExactly("team/x {\"a\":\"1\"}", "team/x/b {\"c\":1.50}");
        assertThatThrownBy(() -> SecretTree.entries(SecretTree.json(json), ""))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("--to");
    }

    @Test
    void refuses_aliases_doubled_names_and_what_is_no_object() {
        for (String yaml : List.of("a: &x secret\nb: *x\n", "a: 1\na: 2\n", "- a\n", "a: [\n", "just text\n")) {
            assertThatThrownBy(() -> SecretTree.entries(SecretTree.yaml(yaml.getBytes(UTF_8)), "p"))
                    .as(yaml)
                    .isInstanceOf(Misuse.class);
        }
        for (String json : List.of("{\"a\":1,\"a\":2}", "[]", "{} {}", "{", "{}")) {
            assertThatThrownBy(() -> SecretTree.entries(SecretTree.json(json.getBytes(UTF_8)), "p"))
                    .as(json)
                    .isInstanceOf(Misuse.class);
        }
    }

    @Test
    void makes_no_type_that_a_yaml_tag_names() {
        byte[] yaml = "a: !!java.net.URL [\"http://127.0.0.1:1/\"]\n".getBytes(UTF_8);

        assertThat(SecretTree.entries(SecretTree.yaml(yaml), "p").stream().map(SecretTreeTest::text))
                .containsExactly("p {\"a\":[\"http://127.0.0.1:1/\"]}");
    }

    private static String text(Secrets.ImportEntry entry) {
        return entry.path() + " " + new String(entry.value().bytes(), UTF_8);
    }
}
