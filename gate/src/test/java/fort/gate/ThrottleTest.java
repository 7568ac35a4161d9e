package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.path;
import static org.assertj.core.api.Assertions.assertThat;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.domain.SecretValue;
import fort.identity.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-3")
class ThrottleTest {
    private static final String STRANGER = "203.0.113.9";
    private static final int BURST = RefusalLimits.DEFAULT.burst();

    private final TestFort fort = new TestFort(7);

    @AfterEach
    void close() {
        fort.close();
    }

    private static Request from(String source, EnvironmentName environment, Credential credential) {
        return new Request("r", environment, credential, source, "test", "secret/data/x", Parameters.NONE, 0);
    }

    private static Request stranger() {
        return from(STRANGER, DEVELOPMENT, Credential.NONE);
    }

    private int waitSeconds(Request request) {
        return fort.fort.gate().waitSeconds(request);
    }

    private long recordsOf(String operation) {
        return fort.log(DEVELOPMENT, query(operation)).size();
    }

    private static AuditOperation.LogQuery query(String operation) {
        return new AuditOperation.LogQuery(null, null, operation, null, null, null, null);
    }

    private void exhaust(Operation<?> operation, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(waitSeconds(stranger())).isZero();
            var _ = fort.ask(stranger(), operation);
        }
    }

    private static SecretOperation.Read read() {
        return new SecretOperation.Read("secret", path("app/db"), 0);
    }

    @Test
    void a_stranger_is_turned_away_once_his_budget_of_refusals_is_spent_and_heard_again_later() {
        exhaust(read(), BURST);
        assertThat(waitSeconds(stranger())).isEqualTo(1);
        fort.clock.advance(Duration.ofSeconds(1));
        assertThat(waitSeconds(stranger())).isZero();
    }

    @Test
    void failed_logins_by_app_role_are_charged() {
        done(fort.ask(
                fort.root(DEVELOPMENT),
                new MountOperation.Enable(true, "approle", "approle", "", MountTuning.NONE, Map.of(), false)));
        exhaust(new AppRoleOperation.LoginAppRole("approle", bytes("no-such-role"), bytes("no-such-id")), BURST);
        assertThat(waitSeconds(stranger())).isPositive();
    }

    @Test
    void unknown_wrapping_tokens_and_questions_open_to_all_are_charged() {
        exhaust(new WrappingOperation.Unwrap(bytes("hvs.development_nothing")), BURST / 2);
        exhaust(new SealOperation.SealStatusQuery(), BURST / 2);
        assertThat(waitSeconds(stranger())).isPositive();
    }

    @Test
    void a_valid_token_is_heard_from_the_same_address_and_costs_it_nothing() {
        Request known = from(STRANGER, DEVELOPMENT, new Credential.Token(SecretValue.copyOf(fort.rootOf(DEVELOPMENT))));
        for (int i = 0; i < 2 * BURST; i++) {
            var _ = fort.ask(known, read());
        }
        assertThat(waitSeconds(stranger())).isZero();
        exhaust(read(), BURST);
        assertThat(waitSeconds(stranger())).isPositive();
        assertThat(waitSeconds(known)).isZero();
        Request crossing =
                from(STRANGER, PRODUCTION, new Credential.Token(SecretValue.copyOf(fort.rootOf(DEVELOPMENT))));
        assertThat(waitSeconds(crossing)).isZero();
        Request forged = from(STRANGER, DEVELOPMENT, new Credential.Token(bytes("hvs.development_forged")));
        assertThat(waitSeconds(forged)).isPositive();
        assertThat(waitSeconds(from("203.0.113.10", DEVELOPMENT, Credential.NONE)))
                .isZero();
    }

    @Test
    void what_was_turned_away_is_one_record_a_minute_with_its_count() {
        exhaust(read(), BURST);
        long before = recordsOf("secret.read");
        for (int i = 0; i < 1_234; i++) {
            assertThat(waitSeconds(stranger())).isPositive();
        }
        fort.fort.tick();
        assertThat(recordsOf("throttle.refused")).isZero();
        fort.clock.advance(Duration.ofMinutes(1));
        fort.fort.tick();
        fort.fort.tick();
        assertThat(fort.log(DEVELOPMENT, query("throttle.refused")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.record().details()).containsEntry("count", "1234");
                    assertThat(entry.record().source()).isEqualTo(STRANGER);
                });
        assertThat(recordsOf("secret.read")).isEqualTo(before);
    }

    @Test
    void turning_away_that_goes_on_is_an_alert_once() {
        for (int minute = 0; minute < 6; minute++) {
            while (waitSeconds(stranger()) == 0) {
                var _ = fort.ask(stranger(), read());
            }
            assertThat(throttledAlerts()).hasSize(minute <= Throttle.ALERT_MINUTES - 1 ? 0 : 1);
            fort.clock.advance(Duration.ofMinutes(1));
            fort.fort.tick();
        }
    }

    private List<WatchOperation.AlertView> throttledAlerts() {
        return done(fort.ask(fort.root(DEVELOPMENT), new WatchOperation.ListAlerts(false, "", 100))).stream()
                .filter(alert -> alert.kind().equals("throttled"))
                .toList();
    }

    @Test
    void the_records_of_one_minute_are_bounded_however_many_addresses_ask() {
        Suppressed suppressed = new Suppressed();
        for (int i = 0; i < 10_000; i++) {
            suppressed.count(DEVELOPMENT, "10.0." + (i >> 8) + "." + (i & 255), fort.clock.instant());
        }
        fort.clock.advance(Duration.ofMinutes(1));
        Map<Suppressed.Who, Suppressed.Minute> minute = suppressed.finished(fort.clock.instant());
        assertThat(minute).hasSize(Suppressed.PEERS_MAX + 1);
        assertThat(Objects.requireNonNull(minute.get(new Suppressed.Who(DEVELOPMENT, Suppressed.OTHERS)))
                        .count())
                .isEqualTo(10_000 - Suppressed.PEERS_MAX);
    }

    private static SecretValue bytes(String text) {
        return SecretValue.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
