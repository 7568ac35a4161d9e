package fort.server.api;

import fort.access.Capability;
import fort.access.Parameters;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.domain.Refusal;
import fort.domain.TypePolicies;
import fort.gate.Fort;
import fort.gate.Request;
import fort.gate.UnknownRoute;
import fort.identity.Credential;
import fort.server.config.ServerConfig;
import fort.server.web.WebHandler;
import fort.server.web.WebRefusal;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import fort.wire.ErrorCode;
import fort.wire.Headers;
import fort.wire.InvalidMessage;
import fort.wire.Method;
import fort.wire.Problem;
import fort.wire.Route;
import fort.wire.RouteTable;
import fort.wire.Routes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fort's own API: route, message, act, answer. What cannot be understood is recorded like what is refused: as a
/// request for a route that is not
/// there, by whoever made it.
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final int SERVICE_LENGTH_MAX = 256;

    private final Fort fort;
    private final RouteTable routes = new RouteTable(Routes.ALL);
    private final Map<String, Handlers.Handler> handlers;
    private final Call.Json json = new Call.Json();
    private final Idempotency idempotency;
    private final RandomGenerator ids;
    private final EventHandlers events;

    /// @param ids makes request ids; need not be secure
    public Api(
            Fort fort,
            TypePolicies types,
            ServerConfig config,
            SecureRandom random,
            RandomGenerator ids,
            InstantSource clock) {
        this.fort = fort;
        Handlers all = new Handlers(types, config, random);
        this.handlers = all.all();
        this.events = all.events();
        this.idempotency = new Idempotency(random, clock);
        this.ids = ids;
    }

    /// @param only the one environment of a listener of its own
    public WebHandler handlerOf(Optional<EnvironmentName> only) {
        EnvironmentName fixed = only.orElse(null);
        return web -> handle(web, fixed);
    }

    /// Ends every stream of events, so that the listeners can stop.
    public void endStreams() {
        events.end();
    }

    private WebResponse handle(WebRequest web, @Nullable EnvironmentName only) {
        String id = RequestIds.next(ids);
        try (Bearer bearer = Bearer.of(web)) {
            return answer(web, only, id, bearer.credential()).with(Headers.REQUEST_ID, id);
        } catch (Fault fault) {
            LOG.warn("request {} failed: {} ({})", id, fault.getMessage(), fault.detail(), fault);
            return failed(codeOf(fault), String.valueOf(fault.getMessage()), id).with(Headers.REQUEST_ID, id);
        } catch (WebRefusal e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("request {} failed in a way nobody foresaw", id, e);
            return failed(ErrorCode.INTERNAL, "internal error", id).with(Headers.REQUEST_ID, id);
        }
    }

    private WebResponse answer(WebRequest web, @Nullable EnvironmentName only, String id, Credential credential) {
        int waitSeconds = fort.gate().waitSeconds(request(web, only, id, credential));
        if (waitSeconds > 0) {
            return failed(ErrorCode.THROTTLED, "too much from this address was refused", id, waitSeconds);
        }
        EnvironmentName environment;
        try {
            environment = environment(web, only);
        } catch (InvalidName e) {
            Request request = request(web, only, id, credential);
            return refuse(
                    request,
                    new Answer.Failed(ErrorCode.INVALID_REQUEST, "the environment's name is not canonical"),
                    id);
        }
        Request request = request(web, environment, id, credential);
        if (only != null && environment != null && !environment.equals(only)) {
            Request here = request(web, only, id, credential);
            return refuse(here, new Answer.Failed(ErrorCode.FORBIDDEN, "permission denied"), id);
        }
        String path = web.path().substring(Route.BASE.length());
        Method method = method(web.method());
        Optional<RouteTable.Match> match = method == null ? Optional.empty() : routes.find(method, path);
        if (match.isEmpty()) {
            boolean known = !routes.methodsOf(path).isEmpty();
            return refuse(
                    request,
                    new Answer.Failed(
                            known ? ErrorCode.METHOD_NOT_ALLOWED : ErrorCode.NOT_FOUND, "there is no such call"),
                    id);
        }
        return perform(web, request, match.get(), id);
    }

    private WebResponse perform(WebRequest web, Request request, RouteTable.Match match, String id) {
        Route route = match.route();
        Handlers.Handler handler = handlers.get(route.operation());
        if (handler == null) {
            return refuse(request, new Answer.Failed(ErrorCode.UNSUPPORTED, "this call is not offered yet"), id);
        }
        try {
            Call call = new Call(fort, web, request, route, match.parameters(), json);
            String key = route.idempotent() ? null : web.header("idempotency-key");
            return key == null
                    ? respond(call, handler.handle(call), route, id)
                    : idempotency.once(
                            key,
                            web,
                            request,
                            route,
                            () -> respond(call, handler.handle(call), route, id),
                            code -> refuse(request, code, id),
                            () -> isStillSomebody(request));
        } catch (InvalidMessage | InvalidName e) {
            return refuse(request, new Answer.Failed(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage())), id);
        } finally {
            if (route.request() != null) {
                Arrays.fill(web.body(), (byte) 0);
            }
        }
    }

    /// Asked through the gate, so that a repetition that is answered from memory leaves a record too.
    private boolean isStillSomebody(Request request) {
        var outcome = fort.gate()
                .perform(request, new UnknownRoute(request.target(), Capability.READ, false))
                .outcome();
        return outcome instanceof fort.domain.Outcome.Refused<Void>(Refusal refusal)
                && (refusal.reason() == Refusal.Reason.NOT_FOUND || refusal.reason() == Refusal.Reason.FORBIDDEN);
    }

    private WebResponse respond(Call call, Answer answer, Route route, String id) {
        if (!call.hasActed()) {
            return refuse(call.request(), new Answer.Failed(ErrorCode.INVALID_REQUEST, "this asks for nothing"), id);
        }
        WebResponse response = switch (answer) {
            case Answer.Empty empty -> WebResponse.empty(204);
            case Answer.Streamed streamed -> WebResponse.empty(200);
            case Answer.Message(Object body, boolean secret) ->
                new WebResponse(
                        route.status() == 204 ? 200 : route.status(),
                        WebResponse.JSON,
                        List.of(),
                        call.json().write(body),
                        secret);
            case Answer.Raw(byte[] body, String type, boolean secret) ->
                new WebResponse(200, type, List.of(), body, secret);
            case Answer.Failed(ErrorCode code, String detail) -> failed(code, detail, id);
        };
        String receipt = call.receiptText();
        return receipt == null ? response : response.with(Headers.RECEIPT, receipt);
    }

    /// Leaves a record of something that no handler saw, and answers what was wrong with it.
    private WebResponse refuse(Request request, Answer.Failed answer, String id) {
        var reply = fort.gate().perform(request, new UnknownRoute(request.target(), Capability.READ, false));
        boolean crossing = reply.outcome() instanceof fort.domain.Outcome.Refused<Void>(Refusal refusal)
                && refusal.reason() == Refusal.Reason.CROSS_ENVIRONMENT;
        WebResponse response = crossing
                ? failed(ErrorCode.FORBIDDEN, "permission denied", id)
                : failed(answer.code(), answer.detail(), id);
        return reply.receipt() == null
                ? response
                : response.with(Headers.RECEIPT, reply.receipt().text());
    }

    private WebResponse failed(ErrorCode code, String detail, String id) {
        return failed(code, detail, id, 1);
    }

    private WebResponse failed(ErrorCode code, String detail, String id, int retrySeconds) {
        byte[] body = json.get().write(Problem.of(code, detail, id));
        WebResponse response = new WebResponse(code.status(), WebResponse.PROBLEM, List.of(), body, false);
        return code == ErrorCode.THROTTLED || code == ErrorCode.OVERLOADED
                ? response.with("Retry-After", Integer.toString(retrySeconds))
                : response;
    }

    private static ErrorCode codeOf(Fault fault) {
        return switch (fault.code()) {
            case STORE_UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
            case STORE_FULL -> ErrorCode.STORE_FULL;
            case AUDIT_UNAVAILABLE -> ErrorCode.AUDIT_UNAVAILABLE;
            case INTEGRITY -> ErrorCode.INTEGRITY;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case STORE_REFUSED, ROLLED_BACK, CONFIGURATION -> ErrorCode.INTERNAL;
        };
    }

    private static @Nullable EnvironmentName environment(WebRequest web, @Nullable EnvironmentName only) {
        String named = web.header("fort-environment");
        if (named == null || named.isEmpty()) {
            named = web.header("x-vault-namespace");
        }
        return named == null || named.isEmpty() ? only : new EnvironmentName(named);
    }

    private static Request request(
            WebRequest web, @Nullable EnvironmentName environment, String id, Credential credential) {
        String service = web.header("fort-service");
        if (service == null) {
            service = web.header("user-agent");
        }
        return new Request(
                id,
                environment,
                credential,
                web.peer(),
                service == null ? "" : Printable.of(service, SERVICE_LENGTH_MAX),
                Printable.of(web.path().substring(1), 1024),
                Parameters.NONE,
                0);
    }

    private static @Nullable Method method(String word) {
        for (Method method : Method.values()) {
            if (method.name().equals(word.toUpperCase(Locale.ROOT))) {
                return method;
            }
        }
        return null;
    }
}
