package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.rotation.webhook.WebhookRotator;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookRotatorTest extends RotatorContract {
    WebhookRotatorTest() {
        super(new WebhookRotator());
    }

    @Override
    Optional<Counterpart> target() {
        return WebhookCounterpart.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/rotate",
                "http://localhost.example/rotate",
                "https://user:word@example.org/rotate",
                "file:///etc/passwd",
                "rotate",
                "https://"
            })
    void only_https_or_this_machine_is_called(String address) {
        Round round = round().create().at(address);
        assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"307 Temporary Redirect", "301 Moved Permanently"})
    void a_redirect_is_not_followed(String status) {
        try (OneAnswer server = new OneAnswer("HTTP/1.1 " + status + "\r\nLocation: "
                + counterpart().address(counterpart().port()) + "\r\nContent-Length: 0\r\n\r\n")) {
            Round round = round().create().at("http://127.0.0.1:" + server.port() + "/");
            assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
            assertThat(logsIn(round.next())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_busy_service_is_asked_again(int status) {
        try (OneAnswer server = new OneAnswer("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")) {
            Round round = round().create().at("http://127.0.0.1:" + server.port() + "/");
            assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.TRANSIENT);
        }
    }
}
