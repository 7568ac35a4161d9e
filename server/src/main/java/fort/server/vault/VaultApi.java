package fort.server.vault;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.SecretValue;
import fort.gate.Fort;
import fort.identity.Credential;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The Vault HTTP API below `/v1/`, for clients that were written for Vault or OpenBao. An environment is a namespace
/// to them.
///
/// Everything goes through the gate. What is here is spelling: paths and verbs to operations ([Routes] and the
/// engines), results to Vault's envelope ([Envelope]), refusals to its statuses ([Refusals]). Thread-safe.
public final class VaultApi {
    /// Vault's words for a quota that is used up.
    private static final String TURNED_AWAY = "request path: rate limit quota exceeded";

    private final Fort fort;
    private final Edge edge;
    private final RandomGenerator ids;
    private final Routes routes;

    /// @param ids for request ids, which are unique and not secret
    public VaultApi(Fort fort, RandomGenerator ids, InstantSource clock) {
        this.fort = fort;
        this.edge = new Edge(fort);
        this.ids = ids;
        this.routes = new Routes(clock);
    }

    /// Answers a request whose path begins with `/v1/`, on a listener that serves all environments.
    public WebResponse handle(WebRequest web) {
        return handle(web, null);
    }

    /// @param bound the environment of the listener: it is the root namespace there, and no other can be reached
    public WebResponse handle(WebRequest web, @Nullable EnvironmentName bound) {
        Credential credential = credential(web);
        Edge.Place place = edge.place(web, bound, credential);
        try (Call call = new Call(web, fort, place, credential, requestId())) {
            int waitSeconds = call.waitSeconds();
            if (waitSeconds > 0) {
                return Refusals.throttled(TURNED_AWAY, waitSeconds);
            }
            WebResponse response = respond(call, place);
            String namespace = web.header("x-vault-namespace");
            if (namespace != null && !namespace.isEmpty()) {
                response = response.with("X-Vault-Namespace", namespace);
            }
            return call.receipt() == null
                    ? response
                    : response.with("Fort-Receipt", call.receipt().text());
        } catch (Fault e) {
            return Refusals.of(e);
        }
    }

    private WebResponse respond(Call call, Edge.Place place) {
        String wrong = place.wrong();
        if (wrong != null) {
            return Envelope.of(call, call.unknown(false, Answer.error(400, wrong)));
        }
        try {
            call.requireReadable();
            Answer answer = routes.answer(call);
            WebResponse response = Envelope.of(call, answer);
            return call.wrapSeconds() > 0 ? Wrapping.wrap(call, answer, response) : response;
        } catch (BadCall e) {
            return Envelope.of(call, call.refuse(Answer.error(e.status(), e.text())));
        } catch (IllegalArgumentException e) {
            // A name that is none (InvalidName), or a value that a record of another room refuses with a message for
            // the caller.
            return Envelope.of(call, call.refuse(Answer.error(400, String.valueOf(e.getMessage()))));
        }
    }

    /// A version 4 UUID, as Vault's.
    private String requestId() {
        long high = (ids.nextLong() & ~0xf000L) | 0x4000L;
        long low = (ids.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    private static Credential credential(WebRequest web) {
        String token = web.header("x-vault-token");
        if (token == null || token.isEmpty()) {
            String authorization = web.header("authorization");
            token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? authorization.substring(7).strip()
                    : null;
        }
        return token == null || token.isEmpty()
                ? Credential.NONE
                : new Credential.Token(SecretValue.owning(token.getBytes(StandardCharsets.UTF_8)));
    }
}
