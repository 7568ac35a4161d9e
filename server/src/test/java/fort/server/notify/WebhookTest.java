package fort.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.server.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final byte[] SECRET = "a webhook secret".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "{\"id\":1}".getBytes(StandardCharsets.US_ASCII);
    private final AtomicInteger status = new AtomicInteger(204);
    private final Receiver receiver = new Receiver(status::get);

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Webhook webhook(boolean privateAddresses) {
        URI url = URI.create(receiver.address());
        return new Webhook(url, SECRET, privateAddresses, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @Test
    void signs_time_and_body() throws Exception {
        assertThat(webhook(true).deliver(EVENT, 1_700_000_000L)).isTrue();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update("1700000000.".getBytes(StandardCharsets.US_ASCII));
        assertThat(receiver.received().remove().signature())
                .isEqualTo("t=1700000000,v1=" + HexFormat.of().formatHex(mac.doFinal(EVENT)));
    }

    @ParameterizedTest
    @Tag("attack-7")
    @ValueSource(ints = {301, 302, 307, 400, 404, 500, 503})
    void takes_only_2xx_for_an_acknowledgement_and_follows_no_redirect(int answer) {
        status.set(answer);
        assertThat(webhook(true).deliver(EVENT, 1)).isFalse();
        assertThat(receiver.calls()).isEqualTo(1);
    }

    @Test
    @Tag("attack-7")
    void refuses_a_private_address_unless_that_was_meant() {
        assertThatThrownBy(() -> webhook(false).deliver(EVENT, 1)).isInstanceOf(Fault.class);
        assertThat(receiver.calls()).isZero();
    }

    @ParameterizedTest
    @Tag("attack-7")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "::127.0.0.1",
                "224.0.0.1",
                "ff02::1",
                "::"
            })
    void knows_private_addresses_in_every_spelling(String address) throws IOException {
        assertThat(new AddressGuard(false).isAllowed(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2001:4860:4860::8888", "172.32.0.1", "100.128.0.1"})
    void lets_public_addresses_through(String address) throws IOException {
        assertThat(new AddressGuard(false).isAllowed(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void is_not_delivered_when_nobody_listens() {
        receiver.close();
        assertThat(webhook(true).deliver(EVENT, 1)).isFalse();
    }
}
