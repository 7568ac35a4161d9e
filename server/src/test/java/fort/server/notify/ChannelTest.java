package fort.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.server.notify.Channel.Duty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.4")
class ChannelTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static Notice notice(String kind, String path, int attempt, boolean acknowledged, String... takenBy) {
        return new Notice(
                "production",
                "2026-11-24T12:00:00Z-0011223344556677",
                kind,
                "a summary",
                "approle/web",
                "10.0.0.1",
                "secret.read",
                path,
                "request",
                3,
                NOW,
                attempt,
                acknowledged,
                List.of(takenBy));
    }

    private static Channel channel(List<String> kinds, Severity minimum, String secondTo) {
        return new Channel("me", kinds, minimum, secondTo, Duration.ofMinutes(15), (notice, now) -> true);
    }

    @Test
    void gets_the_kinds_and_severities_it_wants_and_each_alert_once() {
        Channel channel = channel(List.of("rotation_*", "integrity"), Severity.WARNING, "");
        assertThat(channel.duty(notice("rotation_failed", "p", 1, false), NOW)).isEqualTo(Duty.SEND);
        assertThat(channel.duty(notice("integrity", "p", 1, false), NOW)).isEqualTo(Duty.SEND);
        assertThat(channel.duty(notice("rotation_done", "p", 1, false), NOW)).isEqualTo(Duty.NONE);
        assertThat(channel.duty(notice("mass_expiry", "p", 1, false), NOW)).isEqualTo(Duty.NONE);
        assertThat(channel.duty(notice("integrity", "p", 1, false, "me"), NOW)).isEqualTo(Duty.NONE);
    }

    @Test
    void a_second_channel_comes_when_the_first_failed_or_nobody_acknowledged_in_time() {
        Channel second = channel(List.of(), Severity.INFO, "first");
        assertThat(second.duty(notice("integrity", "p", 1, false), NOW)).isEqualTo(Duty.WAIT);
        assertThat(second.duty(notice("integrity", "p", 4, false), NOW)).isEqualTo(Duty.SEND);
        assertThat(second.duty(notice("integrity", "p", 4, false, "first"), NOW))
                .isEqualTo(Duty.WAIT);
        Instant late = NOW.plus(Duration.ofMinutes(15));
        assertThat(second.duty(notice("integrity", "p", 1, false, "first"), late))
                .isEqualTo(Duty.SEND);
        assertThat(second.duty(notice("integrity", "p", 1, true, "first"), late))
                .isEqualTo(Duty.NONE);
    }

    @Test
    void a_template_names_what_there_is_and_a_name_writes_no_line_of_its_own() {
        assertThatThrownBy(() -> new Template("{value}")).isInstanceOf(Fault.class);
        String line =
                new Template("{environment}|{path}|{count}").line(notice("integrity", "a\r\nBcc: x$1{id}", 1, false));
        assertThat(line).isEqualTo("production|a  Bcc: x$1{id}|3");
    }

    @Test
    void shapes_are_what_receivers_ask_for_and_hold_no_mark_up_of_others() {
        Notice notice = notice("integrity", "p\"q", 1, false);
        assertThat(text(Shapes.slack("<!channel> & \"x\"")))
                .isEqualTo("{\"text\":\"&lt;!channel&gt; &amp; \\\"x\\\"\"}");
        assertThat(text(Shapes.teams("a \"line\"")))
                .startsWith("{\"type\":\"message\",\"attachments\":[")
                .contains("\"text\":\"a \\\"line\\\"\",\"wrap\":true}");
        assertThat(text(Shapes.pagerDuty("0123456789abcdef0123456789abcdef", "a line", notice)))
                .contains(
                        "\"event_action\":\"trigger\"",
                        "\"dedup_key\":\"fort/production/" + notice.id() + "\"",
                        "\"severity\":\"critical\"",
                        "\"component\":\"p\\\"q\"");
        assertThat(text(Shapes.cloudEvent(notice))).contains("\"specversion\":\"1.0\"", "\"severity\":\"critical\"");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
