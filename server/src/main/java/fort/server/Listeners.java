package fort.server;

import fort.server.config.ServerConfig;
import fort.server.tls.LocalAuthority;
import fort.server.tls.PemFiles;
import fort.server.web.WebLimits;
import fort.server.web.WebListener;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Turns a configured listener into one that can be started: reads or makes its certificate.
final class Listeners {
    private Listeners() {}

    record Prepared(WebListener listener, Optional<Path> authority) {
        Assembly.Served served(int port) {
            String host = listener.address().indexOf(':') >= 0 ? "[" + listener.address() + "]" : listener.address();
            String scheme = listener.tls() == null ? "http://" : "https://";
            return new Assembly.Served(listener.name(), scheme + host + ":" + port, authority);
        }
    }

    static Prepared prepare(
            ServerConfig.Listener listener, ServerConfig config, InstantSource clock, SecureRandom random) {
        return switch (listener.transport()) {
            case ServerConfig.Transport.Insecure insecure ->
                new Prepared(web(listener, config, null, false, false), Optional.empty());
            case ServerConfig.Transport.LocalAuthority(boolean tls12) -> {
                LocalAuthority.Made made =
                        new LocalAuthority(clock, random).in(config.folder().resolve("tls"), listener.address());
                SSLContext context = PemFiles.serverContext(made.certificate(), made.key(), Optional.empty());
                yield new Prepared(web(listener, config, context, tls12, false), Optional.of(made.authority()));
            }
            case ServerConfig.Transport.Files files -> {
                SSLContext context = PemFiles.serverContext(files.certificate(), files.key(), files.clientAuthority());
                boolean clients = files.clientAuthority().isPresent();
                yield new Prepared(web(listener, config, context, files.tls12(), clients), Optional.empty());
            }
        };
    }

    private static WebListener web(
            ServerConfig.Listener listener,
            ServerConfig config,
            @Nullable SSLContext tls,
            boolean tls12,
            boolean clientCertificates) {
        ServerConfig.Limits limits = config.limits();
        WebLimits standard = WebLimits.DEFAULT;
        return new WebListener(
                listener.name(),
                listener.address(),
                listener.port(),
                tls,
                tls12,
                clientCertificates,
                config.trustedProxies(),
                new WebLimits(
                        limits.bodyBytesMax(),
                        standard.uriBytesMax(),
                        standard.headerBytesMax(),
                        standard.headersMax(),
                        limits.connectionsMax(),
                        limits.connectionsPerPeerMax(),
                        limits.idle(),
                        limits.request(),
                        Duration.ofSeconds(10)));
    }
}
