package fort.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fort.domain.Fault;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Against a real mail server.
@Tag("R1.4")
class MailTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("fort", "the password");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Mail mail(String transport, String password) {
        return new Mail(
                "127.0.0.1",
                server.getSmtp().getPort(),
                transport,
                "fort",
                password.getBytes(StandardCharsets.UTF_8),
                "fort@example.org",
                List.of("a@example.org", "b@example.org"),
                new Template("{environment}: {summary}, {path}"));
    }

    @Test
    void a_mail_arrives_at_everyone_with_an_id_of_the_alert_and_headers_of_nobody_else() throws Exception {
        Notice notice = ChannelTest.notice("integrity", "app/db\r\nBcc: c@example.org", 1, false);
        assertThat(mail("none", "the password").send(notice, 1_700_000_000L)).isTrue();
        assertThat(mail("none", "the password").send(notice, 1_700_000_060L)).isTrue();
        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(4);
        assertThat(received[0].getSubject()).isEqualTo("Fort critical: integrity in production");
        assertThat(received[0].getContent().toString()).startsWith("production: a summary, app/db");
        assertThat(received[0].getMessageID()).isEqualTo(received[3].getMessageID());
        assertThat(received[0].getHeader("Bcc")).isNull();
    }

    @Test
    void a_wrong_password_or_a_server_without_tls_is_a_failure_that_says_nothing_of_the_password() {
        Notice notice = ChannelTest.notice("integrity", "app/db", 1, false);
        for (Mail mail : List.of(mail("none", "hunter2"), mail("starttls", "hunter2"), mail("tls", "hunter2"))) {
            assertThatThrownBy(() -> mail.send(notice, 1))
                    .isInstanceOf(Fault.class)
                    .hasMessageNotContaining("hunter2");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }
}
