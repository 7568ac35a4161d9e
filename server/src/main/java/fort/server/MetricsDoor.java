package fort.server;

import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.domain.Outcome;
import fort.gate.Fort;
import fort.gate.Reply;
import fort.gate.Request;
import fort.gate.ToolOperation;
import fort.server.api.Bearer;
import fort.server.api.RequestIds;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who may see `/metrics`, which names every environment and says how long its record is: this host itself, whoever
/// has a token with `read` on `sys/metrics` of some environment, or everybody when the configuration says
/// `open_metrics = true`. A listener of one environment does not have it at all: it would tell of the others.
final class MetricsDoor {
    private static final String PATH = "sys/metrics";
    private static final WebResponse DENIED = errors(403, "permission denied");

    private final Fort fort;
    private final MetricsPage page;
    private final boolean open;
    private final RandomGenerator ids;

    MetricsDoor(Fort fort, MetricsPage page, boolean open, RandomGenerator ids) {
        this.fort = fort;
        this.page = page;
        this.open = open;
        this.ids = ids;
    }

    WebResponse answer(WebRequest web, boolean oneEnvironment) {
        if (oneEnvironment) {
            return errors(404, "this listener serves one environment");
        }
        if (open || isThisHost(web)) {
            return page.answer();
        }
        try (Bearer bearer = Bearer.of(web)) {
            return asked(web, bearer);
        } catch (InvalidName e) {
            return DENIED;
        } catch (Fault e) {
            return errors(503, "the environment that should decide cannot");
        }
    }

    private WebResponse asked(WebRequest web, Bearer bearer) {
        Request request = new Request(
                RequestIds.next(ids), environment(web), bearer.credential(), web.peer(), "", PATH, Parameters.NONE, 0);
        int waitSeconds = fort.gate().waitSeconds(request);
        if (waitSeconds > 0) {
            return errors(429, "too much from this address was refused")
                    .with("Retry-After", Integer.toString(waitSeconds));
        }
        Reply<?> reply = fort.gate().perform(request, new ToolOperation.ReadInformation(PATH, false));
        return reply.outcome() instanceof Outcome.Done<?> ? page.answer() : DENIED;
    }

    private static @Nullable EnvironmentName environment(WebRequest web) {
        String named = web.header("fort-environment");
        if (named == null || named.isEmpty()) {
            named = web.header("x-vault-namespace");
        }
        return named == null || named.isEmpty() ? null : new EnvironmentName(named);
    }

    private static boolean isThisHost(WebRequest web) {
        try {
            return InetAddress.ofLiteral(web.peer()).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static WebResponse errors(int status, String message) {
        return WebResponse.json(status, ("{\"errors\":[\"" + message + "\"]}").getBytes(StandardCharsets.US_ASCII));
    }
}
