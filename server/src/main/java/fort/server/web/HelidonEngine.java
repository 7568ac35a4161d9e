package fort.server.web;

import fort.domain.Fault;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [WebEngine] on Helidon SE, one virtual thread per connection (HTTP/1.1) or stream (HTTP/2).
///
/// Service discovery of the engine is off wherever it can be: no feature, media type, content coding or configuration
/// source is found on the
/// class path; what is served is what stands here.
final class HelidonEngine implements WebEngine {
    /// Bytes of a refused body that are still read and dropped (RFC 9112, 9.6). A connection that is closed on unread
    /// bytes is reset, and the reset may overtake the answer that says why.
    private static final int DROPPED_BYTES_MAX = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HelidonEngine.class);
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, WebResponse.JSON);
    private static final Header PROBLEM = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, WebResponse.PROBLEM);
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header NO_SNIFF = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header CLOSE = HeaderValues.createCached(HeaderNames.CONNECTION, "close");

    private final WebListener listener;
    private final WebHandler handler;
    private final InstantSource clock;
    private final PeerNames peers;
    private final ConnectionGuard guard;
    private final boolean proxied;
    private final BodyBudget bodies;
    private @Nullable WebServer server;

    HelidonEngine(WebListener listener, WebHandler handler, InstantSource clock) {
        this.listener = listener;
        this.handler = handler;
        this.clock = clock;
        this.peers = new PeerNames(listener.trustedProxies());
        this.guard = new ConnectionGuard(listener.limits(), peers, clock);
        this.bodies = BodyBudget.ofThisProcess(listener.limits().bodyBytesMax());
        this.proxied = !listener.trustedProxies().isEmpty();
    }

    @Override
    public int start() {
        WebServer starting = WebServer.builder().update(this::configure).build();
        try {
            server = starting.start();
        } catch (RuntimeException e) {
            throw cannotListen(e);
        }
        // The engine only logs that it could not bind.
        if (!starting.isRunning() || starting.port() < 0) {
            throw cannotListen(new IllegalStateException("the engine does not listen"));
        }
        return starting.port();
    }

    private Fault cannotListen(RuntimeException cause) {
        return new Fault(
                Fault.Code.CONFIGURATION,
                "cannot listen on " + listener.address() + " port " + listener.port()
                        + ": is another server running there?",
                cause);
    }

    private void configure(WebServerConfig.Builder builder) {
        WebLimits limits = listener.limits();
        builder.shutdownHook(false).featuresDiscoverServices(false);
        builder.protocolsDiscoverServices(false).addConnectionSelector(new GuardedSelector(http1(limits), guard));
        if (listener.tls() != null) {
            builder.addConnectionSelector(new GuardedSelector(http2(limits), guard))
                    .tls(tls(listener.tls()));
        }
        configureLimits(builder, limits);
        builder.host(listener.address())
                .port(listener.port())
                .mediaContext(MediaContext.builder()
                        .mediaSupportsDiscoverServices(false)
                        .build())
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .build())
                .directHandlers(refusals())
                .routing(HttpRouting.builder().any(this::handle));
    }

    private static void configureLimits(ListenerConfig.BuilderBase<?, ?> builder, WebLimits limits) {
        builder.maxPayloadSize(limits.bodyBytesMax() + (long) DROPPED_BYTES_MAX)
                .maxTcpConnections(limits.connectionsMax())
                .backlog(1024)
                .writeQueueLength(0)
                .idleConnectionTimeout(limits.head())
                .shutdownGracePeriod(limits.stop())
                .connectionOptions(options -> options.readTimeout(longer(limits.head(), limits.request()))
                        .tcpNoDelay(true));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// The engine's own logs of what is sent and received are off: they print header values.
    @SuppressWarnings("removal")
    private static Http1ConnectionSelector http1(WebLimits limits) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxPrologueLength(limits.uriBytesMax())
                        .maxHeadersSize(limits.headerBytesMax())
                        .sendLog(false)
                        .receiveLog(false)
                        .build())
                .build();
    }

    private static Http2ConnectionSelector http2(WebLimits limits) {
        return Http2ConnectionSelector.builder()
                .http2Config(Http2Config.builder()
                        .maxHeaderListSize(limits.headerBytesMax())
                        .maxConcurrentStreams(128)
                        .sendErrorDetails(false)
                        .build())
                .build();
    }

    private Tls tls(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(listener.tls12() ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.3"});
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        parameters.setNeedClientAuth(listener.clientCertificates());
        return Tls.builder()
                .sslContext(context)
                .sslParameters(parameters)
                .clientAuth(listener.clientCertificates() ? TlsClientAuth.REQUIRED : TlsClientAuth.NONE)
                .build();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        ConnectionGuard.Connection connection =
                request.remotePeer() instanceof GuardedSelector.TrackedPeer tracked ? tracked.connection() : null;
        if (connection == null) {
            send(response, refusal(500, "the connection is not known"), false);
            return;
        }
        connection.requestBegins(clock.millis());
        boolean last;
        try {
            HelidonStream stream = new HelidonStream(
                    response,
                    connection,
                    clock,
                    request.prologue().protocolVersion().startsWith("1"));
            WebResponse answer = answer(request, connection, stream);
            if (stream.isOpen()) {
                stream.finish();
                last = stream.isHttp1();
            } else {
                last = isLast(request, answer);
                if (last) {
                    response.headers().set(CLOSE);
                }
                send(response, answer, Method.HEAD.equals(request.prologue().method()));
                if (last && answer.status() == 413) {
                    connection.dropsTheRest(clock.millis());
                    dropBody(request);
                }
            }
        } finally {
            connection.requestEnds(clock.millis());
        }
        if (last) {
            throw new CloseConnectionException("the last request of this connection");
        }
    }

    /// Bounded in time too: the guard closes the connection.
    private static void dropBody(ServerRequest request) {
        try (InputStream in = request.content().inputStream()) {
            byte[] part = new byte[8192];
            long left = DROPPED_BYTES_MAX;
            for (int count = in.read(part); count >= 0 && left > 0; count = in.read(part)) {
                left -= count;
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("a refused body did not come to its end", e);
        }
    }

    /// Whether the connection ends with this answer: the client wants it, or what is left of the body is not worth
    /// reading. (A stream of HTTP/2 ends
    /// anyway, and such a client must not send the header.)
    private static boolean isLast(ServerRequest request, WebResponse answer) {
        boolean http1 = request.prologue().protocolVersion().startsWith("1");
        boolean unread = answer.status() == 413 || answer.status() == 408;
        return http1
                && (unread
                        || (request.headers().contains(HeaderNames.CONNECTION)
                                && request.headers()
                                        .get(HeaderNames.CONNECTION)
                                        .get()
                                        .equalsIgnoreCase("close")));
    }

    private WebResponse answer(ServerRequest request, ConnectionGuard.Connection connection, HelidonStream stream) {
        try (BodyBudget.Share share = bodies.share()) {
            HeadRules.require(request.headers(), listener.limits());
            HeadRules.requireNoToken(
                    request.prologue().hasQuery() ? request.prologue().query().rawValue() : null);
            String path = PercentDecoder.decode(request.prologue().uriPath().rawPath());
            String peer =
                    proxied ? peers.of(connection.peer, connection.trusted, forwardedFor(request)) : connection.peer;
            return handler.handle(new HelidonRequest(request, listener, share, path, peer, stream));
        } catch (WebRefusal e) {
            return refusal(e.status(), String.valueOf(e.getMessage()));
        } catch (RequestException e) {
            return refusal(e.status().code(), "the request cannot be read");
        } catch (RuntimeException e) {
            LOG.error("a request failed in a way nobody foresaw", e);
            return refusal(500, "internal error");
        }
    }

    private static @Nullable String forwardedFor(ServerRequest request) {
        return request.headers().contains(HeaderNames.X_FORWARDED_FOR)
                ? String.join(",", request.headers().values(HeaderNames.X_FORWARDED_FOR))
                : null;
    }

    private static void send(ServerResponse response, WebResponse answer, boolean withoutBody) {
        response.status(status(answer.status()));
        ServerResponseHeaders headers = response.headers();
        headers.set(NO_STORE);
        headers.set(NO_SNIFF);
        switch (answer.contentType()) {
            case "" -> {}
            case WebResponse.JSON -> headers.set(JSON);
            case WebResponse.PROBLEM -> headers.set(PROBLEM);
            default -> headers.set(HeaderNames.CONTENT_TYPE, answer.contentType());
        }
        List<String> more = answer.headers();
        for (int i = 0; i < more.size(); i += 2) {
            headers.set(HeaderNames.create(more.get(i)), more.get(i + 1));
        }
        try {
            if (withoutBody || answer.body().length == 0) {
                response.send();
            } else {
                response.send(answer.body());
            }
        } finally {
            if (answer.wiped()) {
                Arrays.fill(answer.body(), (byte) 0);
            }
        }
    }

    private static Status status(int code) {
        return switch (code) {
            case 200 -> Status.OK_200;
            case 204 -> Status.NO_CONTENT_204;
            case 400 -> Status.BAD_REQUEST_400;
            case 403 -> Status.FORBIDDEN_403;
            case 404 -> Status.NOT_FOUND_404;
            case 503 -> Status.SERVICE_UNAVAILABLE_503;
            default -> Status.create(code);
        };
    }

    /// Both error shapes in one: a problem for Fort's clients, `errors` for Vault's. Used only for requests that no
    /// API
    /// has seen yet.
    private static WebResponse refusal(int status, String message) {
        return WebResponse.json(status, refusalBody(message));
    }

    private static byte[] refusalBody(String message) {
        return ("{\"errors\":[\"" + message + "\"]}").getBytes(StandardCharsets.UTF_8);
    }

    /// What the engine itself refuses: its own texts may repeat what was sent, so they are replaced.
    private static DirectHandlers refusals() {
        DirectHandler handler = new DirectHandler() {
            @Override
            public TransportResponse handle(
                    TransportRequest request,
                    EventType event,
                    Status status,
                    ServerResponseHeaders headers,
                    String message) {
                return TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .header(JSON)
                        .header(NO_STORE)
                        .keepAlive(false)
                        .entity(refusalBody("the request cannot be read"))
                        .build();
            }
        };
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            builder.addHandler(event, handler);
        }
        return builder.build();
    }

    @Override
    public void sweep() {
        guard.sweep();
    }

    @Override
    public int connections() {
        return guard.size();
    }

    @Override
    public void close() {
        WebServer running = server;
        if (running != null) {
            running.stop();
        }
    }
}
