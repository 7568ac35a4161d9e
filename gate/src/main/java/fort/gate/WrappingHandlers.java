package fort.gate;

import fort.access.Capability;
import fort.crypto.Place;
import fort.domain.Fault;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.identity.Credential;
import fort.identity.Issued;
import fort.identity.TokenEntry;
import fort.store.Change;
import fort.store.Codec;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Wrapped responses and cubbyholes: rows whose key starts with the hash of the one token that may read them. Their
/// values are sealed like any
/// secret's, each under a data key of its own, so that removing the row shreds them.
final class WrappingHandlers implements Handler<WrappingOperation<?>> {
    /// Entries of one cubbyhole.
    static final int CUBBYHOLE_MAX = 1_000;

    private static final int KEYS_PAGE = 16;

    static final Collection<byte[]> CUBBYHOLE = Collection.ofSealedBytes("cubbyhole", false);
    private static final Collection<byte[]> WRAPPED = Collection.ofSealedBytes("wrapped", false);
    private static final Collection<Wrapping> WRAPPINGS =
            new Collection<>("wrapping", Codec.json(Wrapping.class), true, false);

    /// What is known of a wrapped response besides its body.
    record Wrapping(
            long ttlSeconds,
            Instant createdTime,
            String creationPath,
            @Nullable String wrappedAccessor) {}

    @Override
    public Demand demand(Act act, WrappingOperation<?> operation) {
        return switch (operation) {
            // The operation whose response is wrapped was decided already, wrapping limits included.
            case WrappingOperation.StoreWrapped _ -> Demand.OPEN;
            case WrappingOperation.Unwrap o ->
                isWrappingToken(act, o.token()) ? Demand.OPEN : Demand.needs("sys/wrapping/unwrap", Capability.UPDATE);
            case WrappingOperation.LookupWrapped _ -> Demand.OPEN;
            case WrappingOperation.Rewrap o ->
                isWrappingToken(act, o.token()) ? Demand.OPEN : Demand.needs("sys/wrapping/rewrap", Capability.UPDATE);
            case WrappingOperation.Wrap _ -> Demand.needs("sys/wrapping/wrap", Capability.UPDATE);
            case WrappingOperation.ReadCubbyhole o -> Demand.needs("cubbyhole/" + o.path(), Capability.READ);
            case WrappingOperation.WriteCubbyhole o ->
                Demand.needs("cubbyhole/" + o.path(), exists(act, o.path()) ? Capability.UPDATE : Capability.CREATE);
            case WrappingOperation.DeleteCubbyhole o -> Demand.needs("cubbyhole/" + o.path(), Capability.DELETE);
            case WrappingOperation.ListCubbyhole o -> Demand.needs("cubbyhole/" + o.prefix(), Capability.LIST);
        };
    }

    /// True when the request's own credential is the wrapping token that is meant, or when it shows no other: whoever
    /// has a wrapping token may use it.
    private static boolean isWrappingToken(Act act, @Nullable SecretValue token) {
        return token == null
                || act.request().credential() instanceof Credential.None
                || (act.request().credential() instanceof Credential.Token(SecretValue own) && own.matches(token));
    }

    private static boolean exists(Act act, String path) {
        return owner(act)
                .flatMap(id -> act.interior().rows().get(CUBBYHOLE, id + "/" + path))
                .isPresent();
    }

    private static Optional<String> owner(Act act) {
        return act.request().credential() instanceof Credential.Token(SecretValue own)
                ? act.interior().identities().tokens().find(own, act.now()).map(Rows.Entry::key)
                : Optional.empty();
    }

    @Override
    public Plan<?> plan(Act act, WrappingOperation<?> operation) {
        return switch (operation) {
            case WrappingOperation.StoreWrapped o ->
                store(act, o.body(), o.ttlSeconds(), o.creationPath(), o.wrappedAccessor(), List.of());
            case WrappingOperation.Unwrap o -> unwrap(act, o.token());
            case WrappingOperation.LookupWrapped o -> lookup(act, o.token());
            case WrappingOperation.Rewrap o -> rewrap(act, o.token());
            case WrappingOperation.Wrap _ ->
                act.request().wrapTtlSeconds() == 0
                        ? Plan.refused(Refusal.Reason.INVALID_REQUEST, "endpoint requires response wrapping to be used")
                        : Plan.done(List.of());
            case WrappingOperation.ReadCubbyhole o -> read(act, o.path());
            case WrappingOperation.WriteCubbyhole o -> write(act, o.path(), o.json());
            case WrappingOperation.DeleteCubbyhole o ->
                owner(act)
                        .<Plan<?>>map(id -> Plan.done(
                                List.of(act.interior().rows().delete(CUBBYHOLE, id + "/" + o.path(), Change.ANY))))
                        .orElseGet(WrappingHandlers::nobody);
            case WrappingOperation.ListCubbyhole o -> list(act, o.prefix());
        };
    }

    private static Plan<?> nobody() {
        return Plan.refused(Refusal.Reason.UNAUTHENTICATED, "permission denied");
    }

    private static Plan<?> invalid() {
        return Plan.refused(Refusal.Reason.INVALID_REQUEST, "wrapping token is not valid or does not exist");
    }

    private static Plan<?> store(
            Act act,
            SecretValue body,
            long ttlSeconds,
            String creationPath,
            @Nullable String wrappedAccessor,
            List<Change> also) {
        if (ttlSeconds < 1 || ttlSeconds > WrappingOperation.TTL_SECONDS_MAX) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "the wrapping time is 1 second to " + WrappingOperation.TTL_SECONDS_MAX + " seconds");
        }
        Interior interior = act.interior();
        Issued issued = interior.identities().tokens().wrapping(creationPath, ttlSeconds, act.now());
        String id = issued.entry().id();
        List<Change> changes = new ArrayList<>(issued.changes());
        changes.addAll(also);
        changes.add(interior.rows()
                .put(WRAPPED, id, interior.keyring().seal(place(act, WRAPPED, id), body), Change.ABSENT));
        changes.add(interior.rows()
                .put(WRAPPINGS, id, new Wrapping(ttlSeconds, act.now(), creationPath, wrappedAccessor), Change.ABSENT));
        return Plan.done(
                new WrappingOperation.WrapInfo(
                        issued.token(),
                        issued.entry().accessor(),
                        ttlSeconds,
                        act.now(),
                        creationPath,
                        wrappedAccessor),
                changes,
                new Fact(creationPath, 0, Map.of("accessor", issued.entry().accessor())));
    }

    private static Place place(Act act, Collection<byte[]> collection, String key) {
        return new Place(act.interior().environment(), collection.name(), key, 0);
    }

    /// The row of the wrapping token that is meant: the given one, or the request's own.
    private static Optional<Rows.Entry<TokenEntry>> wrapping(Act act, @Nullable SecretValue given) {
        SecretValue token = given;
        if (token == null) {
            if (!(act.request().credential() instanceof Credential.Token(SecretValue own))) {
                return Optional.empty();
            }
            token = own;
        }
        return act.interior()
                .identities()
                .tokens()
                .find(token, act.now())
                .filter(row -> row.value().kind() == TokenEntry.Kind.WRAPPING);
    }

    private static SecretValue body(Act act, String id) {
        byte[] sealed = act.interior()
                .rows()
                .get(WRAPPED, id)
                .map(Rows.Entry::value)
                .orElseThrow(() -> new Fault(Fault.Code.INTEGRITY, "a wrapped response is missing", ""));
        return act.interior().keyring().open(place(act, WRAPPED, id), sealed);
    }

    /// The token, its response and what is known of it go together: a second unwrapping finds none of them.
    private static List<Change> removal(Act act, Rows.Entry<TokenEntry> row) {
        List<Change> changes =
                new ArrayList<>(act.interior().identities().tokens().revoke(row.value()));
        changes.add(act.interior().rows().delete(WRAPPED, row.key(), Change.ANY));
        // The exact revision decides between two who unwrap at once.
        act.interior()
                .rows()
                .get(WRAPPINGS, row.key())
                .ifPresent(info -> changes.add(act.interior().rows().delete(WRAPPINGS, info.key(), info.revision())));
        return changes;
    }

    private static Plan<?> unwrap(Act act, @Nullable SecretValue token) {
        Optional<Rows.Entry<TokenEntry>> row = wrapping(act, token);
        Optional<Rows.Entry<Wrapping>> info =
                row.flatMap(found -> act.interior().rows().get(WRAPPINGS, found.key()));
        if (row.isEmpty() || info.isEmpty()) {
            return invalid();
        }
        return Plan.done(
                body(act, row.get().key()),
                removal(act, row.get()),
                new Fact(
                        info.get().value().creationPath(),
                        0,
                        Map.of("accessor", row.get().value().accessor())));
    }

    private static Plan<?> lookup(Act act, @Nullable SecretValue token) {
        return wrapping(act, token)
                .flatMap(row -> act.interior().rows().get(WRAPPINGS, row.key()))
                .<Plan<?>>map(info -> Plan.done(new WrappingOperation.WrapLookup(
                        info.value().ttlSeconds(),
                        info.value().createdTime(),
                        info.value().creationPath())))
                .orElseGet(WrappingHandlers::invalid);
    }

    private static Plan<?> rewrap(Act act, @Nullable SecretValue token) {
        Optional<Rows.Entry<TokenEntry>> row = wrapping(act, token);
        Optional<Wrapping> info = row.flatMap(found -> act.interior().rows().get(WRAPPINGS, found.key()))
                .map(Rows.Entry::value);
        if (row.isEmpty() || info.isEmpty()) {
            return invalid();
        }
        try (SecretValue body = body(act, row.get().key())) {
            return store(
                    act,
                    body,
                    info.get().ttlSeconds(),
                    info.get().creationPath(),
                    info.get().wrappedAccessor(),
                    removal(act, row.get()));
        }
    }

    private static Plan<?> read(Act act, String path) {
        Optional<String> id = owner(act);
        if (id.isEmpty()) {
            return nobody();
        }
        String key = id.get() + "/" + path;
        Optional<Rows.Entry<byte[]>> row = act.interior().rows().get(CUBBYHOLE, key);
        return row.isEmpty()
                ? SecretHandlers.absent()
                : Plan.done(act.interior()
                        .keyring()
                        .open(place(act, CUBBYHOLE, key), row.get().value()));
    }

    private static Plan<?> write(Act act, String path, SecretValue json) {
        Optional<String> id = owner(act);
        if (id.isEmpty()) {
            return nobody();
        }
        if (!exists(act, path) && keys(act.interior(), id.get() + "/").size() >= CUBBYHOLE_MAX) {
            return Plan.refused(
                    Refusal.Reason.LIMIT_EXCEEDED, "a cubbyhole holds at most " + CUBBYHOLE_MAX + " entries");
        }
        String key = id.get() + "/" + path;
        byte[] sealed = act.interior().keyring().seal(place(act, CUBBYHOLE, key), json);
        return Plan.done(List.of(act.interior().rows().put(CUBBYHOLE, key, sealed, Change.ANY)));
    }

    private static Plan<?> list(Act act, String prefix) {
        Optional<String> id = owner(act);
        if (id.isEmpty()) {
            return nobody();
        }
        String base = id.get() + "/" + prefix;
        TreeSet<String> names = new TreeSet<>();
        for (String key : keys(act.interior(), base)) {
            String rest = key.substring(base.length());
            int slash = rest.indexOf('/');
            names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
        }
        return names.isEmpty() ? SecretHandlers.absent() : Plan.done(List.copyOf(names));
    }

    /// What goes with a token that is revoked: its cubbyhole.
    static List<Change> removedWith(Interior interior, String tokenId) {
        List<Change> changes = new ArrayList<>();
        keys(interior, tokenId + "/").forEach(key -> changes.add(interior.rows().delete(CUBBYHOLE, key, Change.ANY)));
        return changes;
    }

    /// Entries are as large as a request may be, so few are in memory at once, whoever asks.
    private static List<String> keys(Interior interior, String prefix) {
        List<String> keys = new ArrayList<>();
        List<Rows.Entry<byte[]>> page;
        do {
            page = interior.rows().scan(CUBBYHOLE, prefix, keys.isEmpty() ? "" : keys.getLast(), KEYS_PAGE);
            page.forEach(entry -> keys.add(entry.key()));
        } while (page.size() == KEYS_PAGE && keys.size() < CUBBYHOLE_MAX);
        return keys;
    }
}
