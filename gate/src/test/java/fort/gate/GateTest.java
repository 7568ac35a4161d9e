package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GateTest {
    private final TestFort fort = new TestFort(1);

    @AfterEach
    void close() {
        fort.close();
    }

    @Test
    void a_secret_that_was_written_is_read_back() {
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"a1\"}");
        SecretOperation.SecretView view =
                done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("app/db"), 0)));
        assertThat(text(view.value())).isEqualTo("{\"password\":\"a1\"}");
        assertThat(view.version().number()).isEqualTo(1);
        assertThat(view.head().expiresTime()).isAfter(fort.clock.instant());
    }

    @Test
    @Tag("R1.1")
    @Tag("R1.4")
    @Tag("attack-18")
    void a_token_of_another_environment_is_refused_recorded_in_both_logs_and_alerted() {
        fort.write(PRODUCTION, "app/db", "{\"password\":\"p\"}");
        Outcome<?> outcome = fort.ask(
                fort.with(PRODUCTION, fort.rootOf(DEVELOPMENT)), new SecretOperation.Read("secret", path("app/db"), 0));
        assertThat(refusal(outcome).reason()).isEqualTo(Refusal.Reason.CROSS_ENVIRONMENT);
        assertThat(refusal(outcome).message()).isEqualTo("permission denied");
        for (var environment : List.of(DEVELOPMENT, PRODUCTION)) {
            assertThat(fort.log(
                            environment, new AuditOperation.LogQuery(null, null, null, "refused", null, null, null)))
                    .anySatisfy(entry -> assertThat(entry.record().reason()).isEqualTo("cross_environment"));
            assertThat(done(fort.ask(fort.root(environment), new WatchOperation.ListAlerts(true, "", 100))))
                    .hasSize(1)
                    .first()
                    .satisfies(alert -> assertThat(alert.kind()).isEqualTo("cross_environment"));
        }
    }

    @Test
    @Tag("R3.1")
    void every_act_leaves_a_record_also_a_refused_one() {
        byte[] reader = fort.tokenWith(DEVELOPMENT, "path \"secret/data/a/*\" { capabilities = [\"read\"] }");
        fort.write(DEVELOPMENT, "b/c", "{}");
        assertThat(refusal(fort.ask(fort.with(DEVELOPMENT, reader), new SecretOperation.Read("secret", path("b/c"), 0)))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(fort.log(
                        DEVELOPMENT,
                        new AuditOperation.LogQuery(
                                null, "secret/data/b/c", "secret.read", "refused", null, null, null)))
                .hasSize(1);
    }

    @Test
    void check_and_set_of_an_old_version_is_refused_in_vaults_words() {
        fort.write(DEVELOPMENT, "a", "{\"v\":1}");
        fort.write(DEVELOPMENT, "a", "{\"v\":2}");
        Outcome<?> outcome = fort.ask(
                fort.root(DEVELOPMENT), new SecretOperation.Write("secret", path("a"), json("{\"v\":3}"), 1L, null));
        assertThat(refusal(outcome))
                .isEqualTo(new Refusal(
                        Refusal.Reason.CHECK_AND_SET, "check-and-set parameter did not match the current version"));
    }

    @Test
    @Tag("R10.1")
    void many_writers_of_one_secret_all_get_a_version() throws Exception {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var _ = threads.submit(() -> fort.write(DEVELOPMENT, "a", "{}"));
            }
        }
        SecretOperation.SecretView view =
                done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("a"), 0)));
        assertThat(view.version().number()).isEqualTo(50);
    }

    @Test
    void a_sealed_environment_answers_nothing_and_its_records_wait() {
        done(fort.ask(fort.root(DEVELOPMENT), new SealOperation.Seal()));
        assertThat(refusal(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("a"), 0)))
                        .reason())
                .isEqualTo(Refusal.Reason.SEALED);
    }

    @Test
    void what_was_written_is_there_after_a_restart() {
        fort.write(DEVELOPMENT, "a", "{\"v\":1}");
        fort.fort.close();
        fort.fort = fort.open(true);
        SecretOperation.SecretView view =
                done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("a"), 0)));
        assertThat(text(view.value())).isEqualTo("{\"v\":1}");
        assertThat(done(fort.ask(fort.root(DEVELOPMENT), new AuditOperation.VerifyLog()))
                        .intact())
                .isTrue();
    }
}
