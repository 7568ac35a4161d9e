package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.done;
import static org.assertj.core.api.Assertions.assertThat;

import fort.access.Parameters;
import fort.domain.SecretValue;
import fort.identity.Credential;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.3")
class AlertDeliveryTest {
    private final TestFort fort = new TestFort(4);

    @AfterEach
    void close() {
        fort.close();
    }

    private void cross(int operation) {
        fort.ask(
                fort.with(DEVELOPMENT, fort.rootOf(PRODUCTION)),
                new SecretOperation.Read("secret", TestFort.path("x" + operation), 0));
    }

    private List<WatchOperation.AlertView> due() {
        return Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).dueAlerts(100);
    }

    private void deliver(WatchOperation.AlertView alert) {
        done(fort.ask(
                fort.request(DEVELOPMENT, new Credential.Itself("notifier")),
                new WatchOperation.AlertDelivered(alert.id())));
    }

    @Test
    void however_many_alerts_were_delivered_the_next_one_is_due() {
        for (int i = 0; i < 120; i++) {
            cross(i);
            due().forEach(this::deliver);
            fort.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(due()).isEmpty();
        cross(0);
        assertThat(due()).hasSize(1);
    }

    @Test
    void an_alert_of_a_clock_that_was_set_back_is_due_too() {
        for (int i = 0; i < 10; i++) {
            cross(i);
            due().forEach(this::deliver);
            fort.clock.advance(Duration.ofMinutes(1));
        }
        fort.clock.advance(Duration.ofMinutes(-8));
        cross(0);
        fort.clock.advance(Duration.ofMinutes(8));
        due().forEach(this::deliver);
        fort.clock.advance(Duration.ofHours(-2));
        cross(1);
        assertThat(due()).hasSize(1);
    }

    @Test
    void a_flood_of_different_requests_makes_a_bounded_number_of_alerts() {
        for (int i = 0; i < Alerts.PER_MINUTE_MAX + 50; i++) {
            fort.ask(
                    new Request(
                            "r" + i,
                            DEVELOPMENT,
                            new Credential.Token(SecretValue.copyOf(fort.rootOf(PRODUCTION))),
                            "10.0.0.1",
                            "",
                            "secret/data/" + i,
                            Parameters.NONE,
                            0),
                    new SecretOperation.Read("secret", TestFort.path("x"), 0));
        }
        assertThat(Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).dueAlerts(1_000))
                .hasSize(Alerts.PER_MINUTE_MAX + 1);
    }
}
