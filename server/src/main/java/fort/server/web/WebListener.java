package fort.server.web;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where to listen, and how.
///
/// @param name for logs and metrics
/// @param address numeric or a host name of this machine
/// @param port 0 for any
/// @param tls null for plain HTTP
/// @param tls12 also accept TLS 1.2
/// @param clientCertificates whether a client must show a certificate that `tls` trusts
/// @param trustedProxies whose `X-Forwarded-For` is believed
public record WebListener(
        String name,
        String address,
        int port,
        @Nullable SSLContext tls,
        boolean tls12,
        boolean clientCertificates,
        List<AddressRange> trustedProxies,
        WebLimits limits) {
    public WebListener {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
