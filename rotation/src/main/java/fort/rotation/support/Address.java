package fort.rotation.support;

import fort.rotation.RotationContext;
import java.net.URI;
import java.net.URISyntaxException;

/// Where a target that is no web service listens: `[tls://|plain://]host[:port][/name]`.
///
/// Without a word in front, TLS is spoken, except with a target on the same machine that names no authority.
/// Credentials
/// do not travel in clear over a network unless an operator wrote `plain://`.
///
/// @param host an IPv6 address in its brackets
/// @param name of a database, or empty
public record Address(boolean tls, String host, int port, String name) {
    /// @throws fort.rotation.RotationFailure when the address is not of this form
    public static Address of(RotationContext.Target target, int defaultPort) {
        String text = target.address();
        URI parsed = parse(text.contains("://") ? text : "default://" + text);
        String host = parsed.getHost();
        String scheme = parsed.getScheme();
        boolean plainWords = parsed.getRawUserInfo() == null
                && parsed.getRawQuery() == null
                && parsed.getRawFragment() == null
                && (scheme.equals("default") || scheme.equals("tls") || scheme.equals("plain"));
        if (host == null || !plainWords) {
            throw malformed(null);
        }
        boolean tls = scheme.equals("tls")
                || (scheme.equals("default") && (!target.caCertificates().isEmpty() || !isLoopback(host)));
        String path = parsed.getPath();
        return new Address(
                tls,
                host,
                parsed.getPort() < 0 ? defaultPort : parsed.getPort(),
                path.isEmpty() ? "" : path.substring(1));
    }

    /// By its text: no name is looked up for this.
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    public Address withName(String other) {
        return new Address(tls, host, port, other);
    }

    /// Without brackets, as sockets take it.
    public String socketHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException unreadable) {
            throw malformed(unreadable);
        }
    }

    private static RuntimeException malformed(@org.jspecify.annotations.Nullable Throwable cause) {
        return Failures.permanent("the target's address is not [tls://|plain://]host[:port][/name]", cause);
    }
}
