package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import fort.client.IsolationProver;
import fort.client.IsolationSubject;
import fort.client.Settings;
import fort.wire.Isolation;
import fort.wire.SecretText;
import fort.wire.VaultRoutes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R1.1")
class IsolationProverTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("attack-18")
    @Tag("attack-23")
    void no_route_of_either_api_lets_a_credential_of_another_environment_through() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            Settings settings = Settings.of(Map.of("FORT_ADDR", fort.address()));
            List<IsolationSubject> subjects = Stream.of("development", "production")
                    .map(name -> new IsolationSubject(
                            name, SecretText.of(fort.token(name).toCharArray())))
                    .toList();
            Isolation.Report report =
                    new IsolationProver(settings, InstantSource.system()).prove(subjects, attempts -> {});
            Isolation.Evidence evidence = report.evidence();
            assertThat(evidence.breaches()).isEmpty();
            assertThat(evidence.attempts()).isGreaterThan(4_000);
            assertThat(evidence.refused() + evidence.contained() + evidence.open())
                    .isEqualTo(evidence.attempts());
            assertThat(evidence.environments())
                    .allSatisfy(subject -> assertThat(subject.recordsAfter())
                            .isGreaterThan(subject.recordsBefore() + evidence.recorded() / 2));
            assertThat(report.signatures())
                    .extracting(Isolation.Signed::environment)
                    .containsExactly("development", "production");
            assertThat(report.signatures())
                    .allSatisfy(signed -> assertThat(signed.note())
                            .startsWith("fort report, not a checkpoint, of " + signed.environment() + "\n{\"form\"")
                            .contains("\n\n\u2014 fort.example/"));
        }
    }

    @Test
    void every_route_of_the_list_is_one_that_the_router_knows() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            for (String auth : List.of("userpass", "approle")) {
                as(fort, "POST", "/v1/sys/auth/" + auth, "{\"type\":\"" + auth + "\"}");
            }
            for (VaultRoutes.VaultRoute route : VaultRoutes.ALL) {
                if (route.template().matches("sys/(seal|init|rekey/.*|generate-root/.*)")
                        || route.template().contains("revoke-self")
                        || route.method().equals("DELETE")) {
                    continue; // they would end what the others need, or need shares
                }
                String path = "/v1/" + route.template().replaceAll("\\{[a-z]+\\}", "some");
                RunningFort.Answer answer =
                        as(fort, route.method(), path, route.method().matches("POST|PATCH") ? "{}" : "");
                assertThat(answer.body())
                        .as(route + " " + answer.status())
                        .doesNotContain("unsupported path")
                        .doesNotContain("unsupported operation")
                        .doesNotContain("no handler for route");
            }
        }
    }

    @Test
    void a_report_cannot_be_made_to_look_like_a_checkpoint() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            String checkpoint = "fort.example/x/development\\n5\\nAAAA";
            assertThat(as(fort, "POST", "/api/v1/isolation:sign", "{\"report\":\"" + checkpoint + "\"}")
                            .status())
                    .isEqualTo(400);
            RunningFort.Answer signed =
                    as(fort, "POST", "/api/v1/isolation:sign", "{\"report\":\"fort.example/x/development\"}");
            assertThat(signed.body()).contains("\"fort report, not a checkpoint, of development\\n");
        }
    }

    private static RunningFort.Answer as(RunningFort fort, String method, String path, String body) {
        return fort.call(
                method, path, body, "X-Vault-Token", fort.token("development"), "X-Vault-Namespace", "development");
    }
}
