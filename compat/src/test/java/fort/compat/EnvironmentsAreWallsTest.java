package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A token of one environment, with all rights there, towards a secret of another: by every spelling that a path, a
/// header or a verb has. Nothing gets through, and each try leaves a record.
@Tag("R1.5")
@Tag("attack-18")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnvironmentsAreWallsTest {
    private static final String TREASURE = "treasure-of-production";

    private FortServer fort;
    private String development;
    private String production;

    @BeforeAll
    void two_environments_and_a_secret_in_one(@TempDir Path folder) {
        fort = FortServer.start(folder);
        development = fort.open("development");
        production = fort.open("production");
        try (Player owner = new Player(fort.address(), production)) {
            Player.Played written = owner.play(new Calls.Call(
                    "",
                    "POST",
                    "secret/data/app",
                    "{\"data\":{\"password\":\"" + TREASURE + "\"}}",
                    "root",
                    Map.of(),
                    Map.of()));
            assertThat(written.status()).isEqualTo(200);
            Player.Played read = owner.play(
                    new Calls.Call("", "GET", "production/secret/data/app", null, "root", Map.of(), Map.of()));
            assertThat(Objects.requireNonNull(read.json()).toString()).contains(TREASURE);
        }
    }

    @AfterAll
    void ends() {
        fort.close();
    }

    private static List<String> spellings() {
        return List.of(
                "production/secret/data/app",
                "production/secret/data/app/",
                "production//secret/data/app",
                "production/./secret/data/app",
                "./production/secret/data/app",
                "production/../production/secret/data/app",
                "secret/../production/secret/data/app",
                "secret/data/../../production/secret/data/app",
                "development/production/secret/data/app",
                "development/../production/secret/data/app",
                "production%2fsecret/data/app",
                "production%2Fsecret%2Fdata%2Fapp",
                "production%252fsecret/data/app",
                "%70roduction/secret/data/app",
                "secret/%2e%2e/production/secret/data/app",
                "secret/%2e%2e%2fproduction/secret/data/app",
                "secret/%252e%252e/production/secret/data/app",
                "secret/..;/production/secret/data/app",
                "production;x/secret/data/app",
                "production/secret;x/data/app",
                "production%00/secret/data/app",
                "production/secret/data/app%00",
                "PRODUCTION/secret/data/app",
                "Production/secret/data/app",
                "production./secret/data/app",
                "production%20/secret/data/app",
                "production%5csecret/data/app",
                "production\\secret/data/app",
                "produ%D1%81tion/secret/data/app");
    }

    @Test
    void no_spelling_of_a_path_reaches_another_environment() {
        List<String> through = new ArrayList<>();
        for (String spelling : spellings()) {
            for (String method : List.of("GET", "LIST", "POST", "PUT", "PATCH", "DELETE", "HEAD")) {
                RawCall.Answer answer = RawCall.send(
                        fort.address(),
                        method,
                        "/v1/" + spelling,
                        List.of("X-Vault-Token: " + development, "Content-Type: application/merge-patch+json"),
                        method.startsWith("P") ? "{\"data\":{\"a\":\"b\"}}" : "");
                if (answer.text().contains(TREASURE)
                        || !List.of(400, 403, 404, 405).contains(answer.status())) {
                    through.add(method + " " + spelling + " → " + answer.status());
                }
            }
        }
        assertThat(through).isEmpty();
    }

    @Test
    void a_header_that_names_another_environment_is_refused_and_recorded() {
        for (String name : List.of("production", "/production/", "production/")) {
            RawCall.Answer answer = RawCall.send(
                    fort.address(),
                    "GET",
                    "/v1/secret/data/app",
                    List.of("X-Vault-Token: " + development, "X-Vault-Namespace: " + name),
                    "");
            assertThat(answer.status()).as(name).isEqualTo(403);
            assertThat(answer.text()).contains("permission denied").doesNotContain(TREASURE);
            assertThat(answer.has("Fort-Receipt")).as("its record's receipt").isTrue();
        }
    }

    @Test
    void a_header_that_names_nothing_is_refused_and_recorded() {
        for (String name : List.of("PRODUCTION", "production/x", "../production", "staging", "production,production")) {
            RawCall.Answer answer = RawCall.send(
                    fort.address(),
                    "GET",
                    "/v1/secret/data/app",
                    List.of("X-Vault-Token: " + development, "X-Vault-Namespace: " + name),
                    "");
            assertThat(answer.status()).as(name).isIn(400, 403);
            assertThat(answer.has("Fort-Receipt")).as(name).isTrue();
        }
    }

    @Test
    void the_owner_is_not_kept_out() {
        for (String path : List.of("/v1/secret/data/app", "/v1/production/secret/data/app")) {
            RawCall.Answer answer =
                    RawCall.send(fort.address(), "GET", path, List.of("X-Vault-Token: " + production), "");
            assertThat(answer.text()).contains(TREASURE);
        }
    }
}
