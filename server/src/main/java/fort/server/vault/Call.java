package fort.server.vault;

import fort.access.Capability;
import fort.audit.Receipt;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Operation;
import fort.gate.Reply;
import fort.gate.Request;
import fort.gate.UnknownRoute;
import fort.identity.Credential;
import fort.server.web.WebRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One call of the Vault API on its way: what was asked, canonical, and the only way to the gate.
final class Call implements AutoCloseable {
    private final WebRequest web;
    private final Fort fort;
    private final Edge.Place place;
    private final Verb verb;
    private final Query query;
    private final Request request;
    private final Chamber chamber;
    private final @Nullable BadCall unreadable;
    private @Nullable Body body;
    private boolean bodyRefused;
    private @Nullable Receipt receipt;
    private final List<SecretValue> kept = new ArrayList<>(0);
    private String mountType = "";

    Call(WebRequest web, Fort fort, Edge.Place place, Credential credential, String id) {
        this.web = web;
        this.fort = fort;
        this.place = place;
        Head head = Head.of(web);
        this.query = head.query();
        this.verb = head.verb();
        this.unreadable = head.wrong();
        String agent = web.header("user-agent");
        this.request = new Request(
                id,
                place.environment(),
                credential,
                web.peer(),
                agent == null ? "" : agent,
                place.path(),
                this::fields,
                head.wrapSeconds());
        this.chamber = fort.chamberFor(request);
    }

    /// What the gate's decision sees of the body. An unreadable one has no fields: the call ends in a refusal anyway.
    private Map<String, ? extends @Nullable Object> fields() {
        return bodyRefused ? Map.of() : body().fields();
    }

    /// @throws BadCall when verb, query or headers cannot be read
    void requireReadable() {
        if (unreadable != null) {
            throw unreadable;
        }
    }

    /// Records a call that is wrong in itself, whoever makes it, and answers it.
    Answer refuse(Answer answer) {
        perform(new UnknownRoute(path(), verb.capability(), false));
        return answer;
    }

    String id() {
        return request.id();
    }

    Chamber chamber() {
        return chamber;
    }

    Verb verb() {
        return verb;
    }

    Query query() {
        return query;
    }

    /// Canonical, without leading or trailing slash and without the environment.
    String path() {
        return place.path();
    }

    /// Whether the path came with a slash at its end.
    boolean slash() {
        return place.slash();
    }

    long wrapSeconds() {
        return request.wrapTtlSeconds();
    }

    /// See [fort.gate.Gate#waitSeconds].
    int waitSeconds() {
        return fort.gate().waitSeconds(request);
    }

    boolean anonymous() {
        return request.credential() instanceof Credential.None;
    }

    @Nullable
    String header(String name) {
        return web.header(name);
    }

    @Nullable
    Receipt receipt() {
        return receipt;
    }

    String mountType() {
        return mountType;
    }

    Call in(String type) {
        mountType = type;
        return this;
    }

    /// @throws BadCall when it is not a JSON object
    Body body() {
        Body known = body;
        if (known == null) {
            byte[] bytes = web.body();
            bodyRefused = true;
            known = JsonIn.body(Form.is(web.header("content-type"), bytes) ? Form.json(bytes) : bytes);
            bodyRefused = false;
            body = known;
        }
        return known;
    }

    <T> Reply<T> perform(Operation<T> operation) {
        Reply<T> reply = fort.gate().perform(request, operation);
        if (reply.receipt() != null) {
            receipt = reply.receipt();
        }
        return reply;
    }

    /// Performs, and answers: with `done` when it was done, with the refusal in Vault's words when not.
    <T> Answer ask(Operation<T> operation, Function<T, Answer> done) {
        return ask(operation, done, Refusals::of);
    }

    <T> Answer ask(Operation<T> operation, Function<T, Answer> done, Function<Refusal, Answer> refused) {
        Reply<T> reply = perform(operation);
        return switch (reply.outcome()) {
            case Outcome.Done<T>(T value) -> Answer.withWarnings(done.apply(value), reply.warnings());
            case Outcome.Refused<T>(Refusal refusal) -> isOurs(refusal) ? refused.apply(refusal) : Refusals.of(refusal);
        };
    }

    /// Like [#ask], but `refused` has words for every refusal.
    <T> Answer askAll(Operation<T> operation, Function<T, Answer> done, Function<Refusal, Answer> refused) {
        Reply<T> reply = perform(operation);
        return switch (reply.outcome()) {
            case Outcome.Done<T>(T value) -> Answer.withWarnings(done.apply(value), reply.warnings());
            case Outcome.Refused<T>(Refusal refusal) -> refused.apply(refusal);
        };
    }

    /// Whether a refusal is about the act, so that an endpoint may have words of its own for it; those about the
    /// caller
    /// or the environment sound the same everywhere.
    private static boolean isOurs(Refusal refusal) {
        return switch (refusal.reason()) {
            case UNAUTHENTICATED, FORBIDDEN, CROSS_ENVIRONMENT, SEALED, UNINITIALISED, THROTTLED -> false;
            case INVALID_REQUEST,
                    LOGIN_FAILED,
                    NOT_FOUND,
                    CHECK_AND_SET,
                    ALREADY_EXISTS,
                    UNSUPPORTED,
                    UNSUPPORTED_MEDIA_TYPE,
                    LIMIT_EXCEEDED -> true;
        };
    }

    /// An act with nothing to say when it was done.
    <T> Answer tell(Operation<T> operation) {
        return ask(operation, _ -> Answer.NOTHING);
    }

    /// Like [#tell], but drops what the gate has to say beside: Vault answers 204.
    <T> Answer tellQuietly(Operation<T> operation) {
        return askQuietly(operation, Answer.NOTHING);
    }

    /// Done, whatever the gate has to say beside.
    <T> Answer askQuietly(Operation<T> operation, Answer done) {
        return perform(operation).outcome() instanceof Outcome.Refused<T>(Refusal refusal)
                ? Refusals.of(refusal)
                : done;
    }

    /// Closed with the call, after its answer was written.
    void keep(SecretValue value) {
        kept.add(value);
    }

    /// The request's own token, for answers that repeat it; stays the call's.
    @Nullable
    SecretValue ownToken() {
        return request.credential() instanceof Credential.Token(var value) ? value : null;
    }

    /// Nothing is mounted here.
    Answer noHandler() {
        String shown = verb == Verb.LIST ? path() + "/" : path();
        return unknown(false, Answer.error(404, "no handler for route \"" + shown + "\". route entry not found."));
    }

    /// The engine here has no such path.
    Answer unsupportedPath() {
        return unknown(false, Answer.collected(404, "unsupported path"));
    }

    /// The path is there, the verb is not.
    Answer unsupportedVerb() {
        return unknown(true, Answer.collected(405, "unsupported operation"));
    }

    /// Asks the gate, so that probing is authenticated, decided and recorded like everything else.
    Answer unknown(boolean unsupported, Answer answer) {
        Capability capability = verb.capability();
        String asked = verb == Verb.LIST || slash() ? path() + "/" : path();
        return ask(new UnknownRoute(asked, capability, unsupported), _ -> answer, _ -> answer);
    }

    @Override
    public void close() {
        kept.forEach(SecretValue::close);
        if (body != null) {
            body.close();
        }
        if (request.credential() instanceof Credential.Token(var value)) {
            value.close();
        }
    }
}
