package fort.server.api;

import fort.audit.Receipt;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.gate.Fort;
import fort.gate.MountOperation;
import fort.gate.MountTuning;
import fort.gate.Operation;
import fort.gate.Reply;
import fort.gate.Request;
import fort.server.web.WebRequest;
import fort.wire.InvalidMessage;
import fort.wire.Limits;
import fort.wire.Query;
import fort.wire.Route;
import fort.wire.SecretJson;
import fort.wire.SecretText;
import fort.wire.WireJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One call of the own API while it is carried out: what was asked, and the way to the gate.
final class Call {
    private static final String MOUNT = "secret";
    private final Fort fort;
    private final WebRequest web;
    private final Request request;
    private final Route route;
    private final Map<String, String> parameters;
    private final Map<String, String> queries;
    private final Json json;
    private @Nullable Receipt receipt;
    private @Nullable EnvironmentName environment;

    Call(Fort fort, WebRequest web, Request request, Route route, Map<String, String> parameters, Json json) {
        this.fort = fort;
        this.web = web;
        this.request = request;
        this.route = route;
        this.parameters = parameters;
        this.queries = Queries.parse(web.query());
        this.json = json;
        requireKnownQueries();
    }

    /// The mapper, made when the first message is really read or written.
    static final class Json {
        private volatile @Nullable WireJson made;

        WireJson get() {
            WireJson known = made;
            if (known == null) {
                known = new WireJson();
                made = known;
            }
            return known;
        }
    }

    private void requireKnownQueries() {
        for (String name : queries.keySet()) {
            boolean known =
                    route.queries().stream().anyMatch(query -> query.name().equals(name))
                            || (route.paged() && (name.equals("limit") || name.equals("after")));
            if (!known) {
                throw new InvalidMessage("this call has no query parameter of that name; it has "
                        + String.join(
                                ", ", route.queries().stream().map(Query::name).toList()));
            }
        }
    }

    Fort fort() {
        return fort;
    }

    Request request() {
        return request;
    }

    WebRequest web() {
        return web;
    }

    <T> Outcome<T> perform(Operation<T> operation) {
        Reply<T> reply = fort.gate().perform(request, operation);
        receipt = reply.receipt() == null ? receipt : reply.receipt();
        environment = reply.environment();
        return reply.outcome();
    }

    /// Performs it and shows the value; a refusal becomes its problem.
    <T> Answer answer(Operation<T> operation, Function<T, Answer> view) {
        return switch (perform(operation)) {
            case Outcome.Done<T>(T value) -> view.apply(value);
            case Outcome.Refused<T>(var refusal) -> Answer.refused(refusal);
        };
    }

    Answer empty(Operation<?> operation) {
        return switch (perform(operation)) {
            case Outcome.Done<?> done -> Answer.EMPTY;
            case Outcome.Refused<?>(var refusal) -> Answer.refused(refusal);
        };
    }

    /// Performs an operation that answers nothing, and goes on when it is done.
    Answer then(Operation<?> operation, java.util.function.Supplier<Answer> next) {
        return switch (perform(operation)) {
            case Outcome.Done<?> done -> next.get();
            case Outcome.Refused<?>(var refusal) -> Answer.refused(refusal);
        };
    }

    /// Like [#then] for what is written into an auth method: a fresh environment has none but tokens, so one that
    /// is not there is mounted first, as an act of its own that needs its own right and leaves its own record.
    ///
    /// @param method name of the method and of its mount
    Answer mounting(String method, Operation<?> operation, java.util.function.Supplier<Answer> next) {
        if (!(perform(operation) instanceof Outcome.Refused<?>(Refusal refusal))) {
            return next.get();
        }
        if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
            return Answer.refused(refusal);
        }
        MountOperation.Enable enable =
                new MountOperation.Enable(true, method, method, "", MountTuning.NONE, Map.of(), false);
        return then(enable, () -> then(operation, next));
    }

    /// Whether any act went through the gate: an answer without one would leave no record.
    boolean hasActed() {
        return environment != null;
    }

    @Nullable
    Receipt receipt() {
        return receipt;
    }

    @Nullable
    String receiptText() {
        return receipt == null ? null : receipt.text();
    }

    /// The environment that answered.
    String environment() {
        return Objects.requireNonNull(environment).value();
    }

    <B extends Record> B body(Class<B> type) {
        byte[] bytes = web.body();
        return json.get().readRequest(bytes.length == 0 ? new byte[] {'{', '}'} : bytes, type);
    }

    WireJson json() {
        return json.get();
    }

    String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    SecretPath path() {
        return new SecretPath(parameter("path"));
    }

    String mount() {
        return mount(queries.get("mount"));
    }

    static String mount(@Nullable String named) {
        return named == null || named.isEmpty() ? MOUNT : new SecretPath(named).value();
    }

    @Nullable
    String query(String name) {
        return queries.get(name);
    }

    String query(String name, String otherwise) {
        return queries.getOrDefault(name, otherwise);
    }

    long number(String name, long otherwise) {
        String text = queries.get(name);
        try {
            long number = text == null ? otherwise : Long.parseLong(text);
            if (number < 0) {
                throw new InvalidMessage("'" + name + "' is not a number of 0 or more");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidMessage("'" + name + "' is not a number of 0 or more");
        }
    }

    boolean flag(String name) {
        String text = queries.getOrDefault(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidMessage("'" + name + "' is true or false");
        }
        return text.equals("true");
    }

    @Nullable
    Instant time(String name) {
        String text = queries.get(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidMessage("'" + name + "' is not a time of RFC 3339 in UTC");
        }
    }

    int limit() {
        long limit = number("limit", Limits.PAGE_DEFAULT);
        if (limit < 1 || limit > Limits.PAGE_MAX) {
            throw new InvalidMessage("'limit' is 1 to " + Limits.PAGE_MAX);
        }
        return (int) limit;
    }

    String after() {
        return query("after", "");
    }

    /// A page of a list that is whole in memory and sorted by `key`.
    <T> Page<T> page(List<T> all, Function<T, String> key) {
        int limit = limit();
        String after = after();
        List<T> later = all.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        List<T> items = later.size() > limit ? later.subList(0, limit) : later;
        return new Page<>(items, later.size() > limit ? key.apply(items.getLast()) : null);
    }

    record Page<T>(List<T> items, @Nullable String next) {}

    /// Takes over the message's bytes.
    static SecretValue value(SecretJson json) {
        return SecretValue.owning(json.bytes());
    }

    static SecretValue value(SecretText text) {
        return SecretValue.owning(text.bytes());
    }

    static @Nullable SecretValue optional(@Nullable SecretText text) {
        return text == null ? null : value(text);
    }
}
