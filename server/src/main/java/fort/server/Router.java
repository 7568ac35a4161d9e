package fort.server;

import fort.domain.EnvironmentName;
import fort.domain.TypePolicies;
import fort.gate.Fort;
import fort.server.Telemetry.RouteClass;
import fort.server.api.Api;
import fort.server.config.ServerConfig;
import fort.server.vault.VaultApi;
import fort.server.web.WebHandler;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Which surface a request is for: Fort's own API, the Vault API, health or metrics; and how long it took.
final class Router {
    private static final byte[] NOTHING_HERE = "{\"errors\":[]}".getBytes(StandardCharsets.US_ASCII);
    private final Health health;
    private final MetricsDoor metrics;
    private final Telemetry telemetry;
    private final Api api;
    private final VaultApi vault;

    Router(
            Fort fort,
            ServerConfig config,
            TypePolicies types,
            Health health,
            Telemetry telemetry,
            RotationMetrics rotations,
            Undelivered undelivered,
            SecureRandom random,
            RandomGenerator ids,
            InstantSource clock) {
        this.health = health;
        this.metrics = new MetricsDoor(
                fort, new MetricsPage(fort, telemetry, rotations, undelivered), config.openMetrics(), ids);
        this.telemetry = telemetry;
        this.api = new Api(fort, types, config, random, ids, clock);
        this.vault = new VaultApi(fort, ids, clock);
    }

    WebHandler handlerOf(ServerConfig.Listener listener) {
        Optional<EnvironmentName> only = listener.environment();
        WebHandler own = api.handlerOf(only);
        WebHandler vaults = request -> vault.handle(request, only.orElse(null));
        return request -> handle(request, own, vaults, only.isPresent());
    }

    /// Ends every stream of events, so that the listeners can stop.
    void endStreams() {
        api.endStreams();
    }

    private WebResponse handle(WebRequest request, WebHandler own, WebHandler vaults, boolean oneEnvironment) {
        long start = System.nanoTime();
        String path = request.path();
        RouteClass route;
        WebResponse response;
        if (path.startsWith("/v1/")) {
            route = request.method().equals("GET") ? RouteClass.VAULT_READ : RouteClass.VAULT_WRITE;
            response = vaults.handle(request);
        } else if (path.startsWith("/api/v1/")) {
            route = request.method().equals("GET") ? RouteClass.OWN_READ : RouteClass.OWN_WRITE;
            response = own.handle(request);
        } else if (path.startsWith("/health")) {
            route = RouteClass.HEALTH;
            response = health.answer(path);
        } else if (path.equals("/metrics")) {
            route = RouteClass.HEALTH;
            response = metrics.answer(request, oneEnvironment);
        } else {
            route = RouteClass.OTHER;
            response = WebResponse.json(404, NOTHING_HERE);
        }
        // How long a stream lasts is no latency.
        telemetry.count(route, response.status(), request.isStreamed() ? 0 : System.nanoTime() - start);
        return response;
    }
}
