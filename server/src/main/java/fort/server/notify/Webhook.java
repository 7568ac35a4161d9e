package fort.server.notify;

import fort.domain.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Delivers one event to the security team's receiver, and says whether it was acknowledged.
///
/// The request is one CloudEvents 1.0 JSON object. `Fort-Signature: t=<unix seconds>,v1=<hex>` is HMAC-SHA256 over
/// `<t>.<body>` under the shared
/// secret, so the receiver knows who sent it and when. Acknowledged means a 2xx status; a redirect is not followed;
/// of
/// the answer only
/// the status line is read.
///
/// It speaks HTTP/1.1 over a socket of its own, because the address that [AddressGuard] judged must be the one that
/// is
/// connected to, which no client
/// of the platform lets a caller say while checking the certificate against the name.
public final class Webhook {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final int STATUS_LINE_MAX = 1024;

    private final URI url;
    private final byte[] secret;
    private final AddressGuard guard;
    private final SSLSocketFactory tls;

    /// @param secret the key of the signatures, at least 16 bytes; owned by this object
    public Webhook(URI url, byte[] secret, boolean privateAddresses, SSLSocketFactory tls) {
        if (secret.length < 16) {
            throw new Fault(Fault.Code.CONFIGURATION, "a webhook's secret has at least 16 bytes", url.getHost());
        }
        this(url, secret, new AddressGuard(privateAddresses), tls);
    }

    private Webhook(URI url, byte[] secret, AddressGuard guard, SSLSocketFactory tls) {
        this.url = url;
        this.secret = secret;
        this.guard = guard;
        this.tls = tls;
    }

    /// For receivers that know the sender by the address they gave it, and take JSON of a form of their own.
    static Webhook unsigned(URI url, boolean privateAddresses, SSLSocketFactory tls) {
        return new Webhook(url, new byte[0], new AddressGuard(privateAddresses), tls);
    }

    /// @param event CloudEvents JSON
    /// @param unixSeconds now
    /// @return whether the receiver acknowledged it; false is worth a retry later
    public boolean deliver(byte[] event, long unixSeconds) {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        InetAddress address = guard.resolve(url);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
            plain.setSoTimeout((int) TIMEOUT.toMillis());
            try (Socket socket = secure ? secured(plain, port) : plain) {
                send(socket.getOutputStream(), event, unixSeconds);
                int status = status(socket.getInputStream());
                return status >= 200 && status < 300;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private Socket secured(Socket plain, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void send(OutputStream out, byte[] event, long unixSeconds) throws IOException {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        String host = url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
        String form = secret.length == 0
                ? "Content-Type: application/json"
                : "Content-Type: application/cloudevents+json\r\nFort-Signature: " + signature(event, unixSeconds);
        String head = "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + form
                + "\r\nUser-Agent: fort\r\nConnection: close\r\nContent-Length: " + event.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(event);
        out.flush();
    }

    String signature(byte[] event, long unixSeconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((unixSeconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(event));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }

    private static int status(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, STATUS_LINE_MAX);
        StringBuilder line = new StringBuilder();
        long end = System.nanoTime() + TIMEOUT.toNanos(); // for all of it, however slowly it drips
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < STATUS_LINE_MAX; c = in.read()) {
            line.append((char) c);
            if (System.nanoTime() > end) {
                return 0;
            }
        }
        boolean wellFormed = line.length() >= 12 && line.indexOf("HTTP/1.") == 0;
        try {
            return wellFormed ? Integer.parseInt(line.substring(9, 12)) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
