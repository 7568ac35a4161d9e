package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"production", "dev", "eu-west-1", "a1", "a234567890123456789012345678901b"})
    @Tag("R1.1")
    void accepts_environment_names_that_cannot_be_mistaken(String name) {
        assertThat(new EnvironmentName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p",
                "Prod",
                "prod ",
                " prod",
                "prod\t",
                "pr od",
                "prod.",
                "prod/",
                "prod_1",
                "pr--od",
                "-prod",
                "prod-",
                "1prod",
                "pr\u043ed",
                "\uff50rod",
                "prod\u200b",
                "prod\u0000",
                "prod%2f",
                "..",
                "root",
                "system",
                "admin",
                "a2345678901234567890123456789012c"
            })
    @Tag("attack-19")
    void refuses_look_alike_and_reserved_environment_names(String name) {
        assertThatThrownBy(() -> new EnvironmentName(name)).isInstanceOf(InvalidName.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app",
                "app/db",
                "team a/db",
                "Ünïcode/passwörd",
                "日本語/ひみつ",
                "a/b.c/d-e_f@g",
                "a.",
                "...",
                "%2e%2e/x"
            })
    void accepts_paths_as_they_are(String path) {
        assertThat(new SecretPath(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/app",
                "app/",
                "app//db",
                ".",
                "..",
                "app/..",
                "../app",
                "app/./db",
                " app",
                "app ",
                "app/ db",
                "app\u0000",
                "app\ndb",
                "app\u001b[31m",
                "app\u007f",
                "a\u200bb",
                "a\u202eb",
                "\ufeffapp",
                "a\u0301",
                "\u0430pp",
                "\uff41pp",
                "app\u2028",
                "\ue000",
                "\ud800"
            })
    @Tag("attack-18")
    void refuses_paths_that_are_not_canonical(String path) {
        assertThatThrownBy(() -> new SecretPath(path)).isInstanceOf(InvalidName.class);
    }

    @Test
    void the_longest_path_is_a_named_limit() {
        assertThatCode(() -> new SecretPath("a".repeat(Names.PATH_LENGTH_MAX))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new SecretPath("a".repeat(Names.PATH_LENGTH_MAX + 1)))
                .isInstanceOf(InvalidName.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice",
                "alice ",
                "ali\tce",
                "\uff41lice",
                "\u0430lice",
                "",
                "-alice",
                "alice-",
                "ali/ce",
                ".alice"
            })
    @Tag("attack-1")
    void refuses_users_who_look_like_somebody_else(String name) {
        assertThatThrownBy(() -> Names.requireSimple("user", name)).isInstanceOf(InvalidName.class);
    }

    @Test
    @Tag("attack-74")
    void a_refusal_never_repeats_what_it_was_given() {
        assertThatThrownBy(() -> new SecretPath("canary\u0000value")).hasMessageNotContaining("canary");
        assertThatThrownBy(() -> Names.requireSimple("user", "Canary")).hasMessageNotContaining("Canary");
    }
}
