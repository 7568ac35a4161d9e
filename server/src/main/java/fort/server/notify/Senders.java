package fort.server.notify;

import fort.domain.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/// The ways there are to reach somebody over HTTP. All go through [Webhook]: guarded addresses, no redirects, five
/// seconds in all.
public final class Senders {
    private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9]{16,64}");

    private Senders() {}

    /// CloudEvents, signed.
    public static Sender webhook(URI url, byte[] secret, boolean privateAddresses, SSLSocketFactory tls) {
        Webhook webhook = new Webhook(url, secret, privateAddresses, tls);
        return (notice, now) -> webhook.deliver(Shapes.cloudEvent(notice), now);
    }

    public static Sender slack(URI url, Template template, boolean privateAddresses, SSLSocketFactory tls) {
        Webhook webhook = Webhook.unsigned(url, privateAddresses, tls);
        return (notice, now) -> webhook.deliver(Shapes.slack(template.line(notice)), now);
    }

    public static Sender teams(URI url, Template template, boolean privateAddresses, SSLSocketFactory tls) {
        Webhook webhook = Webhook.unsigned(url, privateAddresses, tls);
        return (notice, now) -> webhook.deliver(Shapes.teams(template.line(notice)), now);
    }

    /// @param key the routing key of the service, as its file holds it
    public static Sender pagerDuty(
            URI url, byte[] key, Template template, boolean privateAddresses, SSLSocketFactory tls) {
        if (!ROUTING_KEY.matcher(text(key)).matches()) {
            throw new Fault(
                    Fault.Code.CONFIGURATION, "PagerDuty's routing key has 16 to 64 letters and digits", "channel");
        }
        Webhook webhook = Webhook.unsigned(url, privateAddresses, tls);
        return (notice, now) -> webhook.deliver(Shapes.pagerDuty(text(key), template.line(notice), notice), now);
    }

    /// For the moment of one request only.
    private static String text(byte[] key) {
        return new String(key, StandardCharsets.US_ASCII).strip();
    }
}
