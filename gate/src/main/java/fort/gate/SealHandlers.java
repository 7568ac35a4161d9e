package fort.gate;

import fort.access.Capability;
import fort.audit.Appender.Appended;
import fort.audit.AuditRecord;
import fort.audit.Receipt;
import fort.crypto.KeyStatus;
import fort.crypto.Keyring;
import fort.crypto.RandomText;
import fort.crypto.RootKey;
import fort.crypto.Share;
import fort.crypto.ShareSet;
import fort.crypto.Shares;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Rows;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The seal: what is done before there is anyone (initialise, unseal, status) is carried out here outside the usual
/// order, and recorded as soon as
/// there is a log; everything else is an act like any other.
///
/// Rekeying needs a token with sudo *and* the shares (Vault asks for the shares alone): a stranger can neither
/// start nor cancel it. Making a new root token is for those who lost all tokens, so it asks for shares alone; a
/// wrong
/// share is refused by its fingerprint and spoils nothing. What is under way can be given up only from the server's
/// host, by an administrator, or when nobody went on with it for [Ceremony#PROTECTED]: share holders would else never
/// come to an end against a stranger who cancels. (A nonce would not tell them from him: everyone may read it, as
/// clients need it for each share.) A configuration may keep the beginning to the host too.
final class SealHandlers implements Handler<SealOperation<?>> {
    private final Surroundings surroundings;
    private final Map<Chamber, Ceremonies> ceremonies;
    private final RootGeneration rootGeneration;

    SealHandlers(Fort fort, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.ceremonies = fort.chambers().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        chamber -> chamber,
                        chamber -> new Ceremonies(new RandomText(surroundings.random()), surroundings.clock())));
        this.rootGeneration = new RootGeneration(surroundings, this::of);
    }

    /// Whether the operation is carried out by [#perform], since nobody can be authenticated for it.
    boolean handles(Chamber chamber, SealOperation<?> operation) {
        return switch (operation) {
            case SealOperation.SealStatusQuery _, SealOperation.Initialise _, SealOperation.Unseal _ -> true;
            default -> false;
        };
    }

    /// Carries out one act on the chamber's keys at a time, from its plan to its effect in memory: two
    /// rotations that
    /// were planned from the same keyring would each store a key that the other's keyring does not hold.
    <T> T alone(Chamber chamber, Supplier<T> act) {
        synchronized (chamber.keyChanges()) {
            return act.get();
        }
    }

    <T> Reply<T> perform(Chamber chamber, Request request, Operation<T> operation) {
        Outcome<?> outcome = switch ((SealOperation<?>) operation) {
            case SealOperation.SealStatusQuery _ -> Outcome.done(status(chamber));
            case SealOperation.Initialise o -> initialise(chamber, request, o);
            case SealOperation.Unseal o -> unseal(chamber, request, o);
            default -> throw new IllegalArgumentException(operation.name());
        };
        // A status asked for while sealed leaves no record: there is no log, and who waits for the unsealing asks
        // each second, which would push out of the bounded queue what matters there.
        // What was initialised has its record already, in the same transaction.
        boolean recorded = operation instanceof SealOperation.Initialise && outcome instanceof Outcome.Done<?>;
        Receipt receipt = recorded || (operation instanceof SealOperation.SealStatusQuery && chamber.isSealed())
                ? null
                : record(chamber, request, operation, outcome);
        @SuppressWarnings("unchecked") // each case answers with its operation's type
        Outcome<T> typed = (Outcome<T>) outcome;
        return new Reply<>(chamber.environment(), typed, receipt, List.of());
    }

    private @Nullable Receipt record(Chamber chamber, Request request, Operation<?> operation, Outcome<?> outcome) {
        String reason = outcome instanceof Outcome.Refused<?>(Refusal refusal)
                ? refusal.reason().name().toLowerCase(Locale.ROOT)
                : "";
        AuditRecord record = record(request, operation.name(), reason, request.target(), "open", Map.of());
        Interior open = chamber.interior();
        if (open == null) {
            chamber.pend(record);
            return null;
        }
        return open.appender().append(List.of(), List.of(record)) instanceof Appended.Stored stored
                ? stored.receipts().getLast()
                : null;
    }

    SealOperation.SealStatus status(Chamber chamber) {
        Optional<SealConfig> config = chamber.sealConfig();
        Ceremony unsealing = of(chamber).unsealing();
        return new SealOperation.SealStatus(
                config.map(SealConfig::type).orElse(chamber.settings().seal() == null ? "shamir" : "file"),
                config.isPresent(),
                chamber.isSealed(),
                config.map(SealConfig::shareCount).orElse(0),
                config.map(SealConfig::threshold).orElse(0),
                unsealing.progress(),
                unsealing.nonce(),
                config.map(SealConfig::clusterId).orElse(""));
    }

    private Ceremonies of(Chamber chamber) {
        return java.util.Objects.requireNonNull(ceremonies.get(chamber));
    }

    private Outcome<SealOperation.Initialised> initialise(
            Chamber chamber, Request request, SealOperation.Initialise operation) {
        synchronized (of(chamber)) {
            if (chamber.isInitialised()) {
                return Outcome.refused(Refusal.Reason.ALREADY_EXISTS, "Vault is already initialized");
            }
            if (chamber.settings().seal() != null && !isLocal(request)) {
                return Outcome.refused(
                        Refusal.Reason.FORBIDDEN,
                        "this environment's key is kept on its server's host: initialise it from there");
            }
            try {
                requireCounts(operation.shares(), operation.threshold());
            } catch (IllegalArgumentException e) {
                return Outcome.refused(
                        Refusal.Reason.INVALID_REQUEST,
                        "invalid seal configuration: the threshold is more than one unless there is one share, and at most the"
                                + " number of shares, which is at most 255");
            }
            try (RootKey root = RootKey.generate(surroundings.random())) {
                return Outcome.done(
                        chamber.settings().seal() == null
                                ? withShares(chamber, request, root, operation)
                                : withKeeper(chamber, request, root, operation));
            }
        }
    }

    /// A threshold of one would make every one of several shares the whole key.
    private static void requireCounts(int shares, int threshold) {
        if (threshold == 1 && shares > 1) {
            throw new IllegalArgumentException("a threshold of one for several shares");
        }
        ShareSet.requireCounts(shares, threshold);
    }

    /// The first root token of an environment that opens itself goes to nobody from elsewhere, however early
    /// he asks:
    /// there are no shares that would still be missing to him.
    private static boolean isLocal(Request request) {
        try {
            return request.source().equals("internal")
                    || InetAddress.ofLiteral(request.source()).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private SealOperation.Initialised withShares(
            Chamber chamber, Request request, RootKey root, SealOperation.Initialise operation) {
        Shares.Split split = Shares.split(root, operation.shares(), operation.threshold(), surroundings.random());
        SealConfig config = config("shamir", split.set(), split.set().commitment());
        SecretValue token = chamber.initialise(root, config, records(chamber, request, operation))
                .token();
        List<SecretValue> shares =
                split.shares().stream().map(SealHandlers::text).toList();
        split.shares().forEach(Share::close);
        return new SealOperation.Initialised(shares, token);
    }

    private static SecretValue text(Share share) {
        return SecretValue.owning(share.hex().getBytes(StandardCharsets.US_ASCII));
    }

    /// The key is kept first: an environment whose key is nowhere would be lost, while a key without an environment
    /// is replaced by the next attempt.
    private SealOperation.Initialised withKeeper(
            Chamber chamber, Request request, RootKey root, SealOperation.Initialise operation) {
        fort.crypto.Seal keeper =
                java.util.Objects.requireNonNull(chamber.settings().seal());
        keeper.keep(chamber.environment(), root);
        SealConfig config = config(keeper.type(), null, HexFormat.of().formatHex(root.commitment()));
        SecretValue token = chamber.initialise(root, config, records(chamber, request, operation))
                .token();
        chamber.unsealItself();
        return new SealOperation.Initialised(List.of(), token);
    }

    private SealConfig config(String type, @Nullable ShareSet set, String commitment) {
        return new SealConfig(
                type,
                set,
                commitment,
                new RandomText(surroundings.random()).uuid(),
                surroundings.clock().instant());
    }

    private Chamber.FirstRecords records(Chamber chamber, Request request, SealOperation.Initialise operation) {
        return first -> List.of(
                record(
                        request,
                        "token.create_root",
                        "",
                        "auth/token/root",
                        "first token of " + chamber.environment(),
                        Map.of("accessor", first.accessor())),
                record(request, operation.name(), "", request.target(), "open", Map.of()));
    }

    private AuditRecord record(
            Request request, String operation, String reason, String path, String rule, Map<String, String> details) {
        return new AuditRecord(
                surroundings.clock().instant(),
                request.id(),
                operation,
                reason.isEmpty() ? "ok" : "refused",
                reason,
                "anonymous",
                "none",
                "",
                request.source(),
                request.service(),
                path,
                0,
                rule,
                details);
    }

    private Outcome<SealOperation.SealStatus> unseal(Chamber chamber, Request request, SealOperation.Unseal operation) {
        synchronized (of(chamber)) {
            Optional<SealConfig> config = chamber.sealConfig();
            if (config.isEmpty()) {
                return Outcome.refused(Refusal.Reason.UNINITIALISED, "Vault is not initialized");
            }
            ShareSet set = config.get().shares();
            Ceremony ceremony = of(chamber).unsealing();
            if (operation.reset()) {
                if (ceremony.isProtected() && !isLocal(request)) {
                    return Outcome.refused(
                            Refusal.Reason.FORBIDDEN,
                            "an unsealing is under way: it can be given up from the server's host, or when nobody went"
                                    + " on with it for " + Ceremony.PROTECTED.toMinutes() + " minutes");
                }
                ceremony.cancel();
                return Outcome.done(status(chamber));
            }
            if (!chamber.isSealed()) {
                return Outcome.done(status(chamber));
            }
            if (set == null || operation.share() == null) {
                return Outcome.refused(
                        Refusal.Reason.INVALID_REQUEST,
                        "this environment is not unsealed with shares, or none was given");
            }
            return switch (ceremony.add(set, operation.share())) {
                case Ceremony.Step.Refused(Refusal refusal) -> Outcome.refused(refusal);
                case Ceremony.Step.More _ -> Outcome.done(status(chamber));
                case Ceremony.Step.Complete(RootKey root) -> {
                    try (root) {
                        chamber.unseal(root, chamber.record("seal.opened", "anonymous", request.source(), "ok", ""));
                    }
                    yield Outcome.done(status(chamber));
                }
            };
        }
    }

    @Override
    public Demand demand(Act act, SealOperation<?> operation) {
        return switch (operation) {
            case SealOperation.SealStatusQuery _,
                    SealOperation.Initialise _,
                    SealOperation.Unseal _,
                    SealOperation.GenerateRootStatusQuery _,
                    SealOperation.GenerateRootUpdate _ -> Demand.OPEN;
            case SealOperation.GenerateRootInit _ ->
                surroundings.remoteRootGeneration() || isLocal(act.request())
                        ? Demand.OPEN
                        : Demand.sudo("sys/generate-root/attempt", Capability.UPDATE);
            case SealOperation.GenerateRootCancel _ ->
                isLocal(act.request()) || !isGeneratingProtected(act.interior().chamber())
                        ? Demand.OPEN
                        : Demand.sudo("sys/generate-root/attempt", Capability.DELETE);
            case SealOperation.Seal _ -> Demand.sudo("sys/seal", Capability.UPDATE);
            case SealOperation.KeyStatusQuery _ -> Demand.needs("sys/key-status", Capability.READ);
            case SealOperation.RotateKey _ -> Demand.sudo("sys/rotate", Capability.UPDATE);
            case SealOperation.RekeyInit _, SealOperation.RekeyCancel _ ->
                Demand.sudo("sys/rekey/init", Capability.UPDATE);
            case SealOperation.RekeyStatusQuery _ -> Demand.needs("sys/rekey/init", Capability.READ);
            case SealOperation.RekeyUpdate _ -> Demand.sudo("sys/rekey/update", Capability.UPDATE);
            case SealOperation.LocalAdministrator _ -> Demand.INTERNAL;
        };
    }

    private boolean isGeneratingProtected(Chamber chamber) {
        synchronized (of(chamber)) {
            return of(chamber).generatingProtected();
        }
    }

    @Override
    public Plan<?> plan(Act act, SealOperation<?> operation) {
        Chamber chamber = act.interior().chamber();
        synchronized (of(chamber)) {
            return switch (operation) {
                case SealOperation.Seal _ -> Plan.done(List.of()).after(chamber::seal);
                case SealOperation.KeyStatusQuery _ -> Plan.done(keyStatus(act.interior()));
                case SealOperation.RotateKey _ -> rotate(act, chamber);
                case SealOperation.RekeyInit o -> rekeyInit(chamber, o);
                case SealOperation.RekeyStatusQuery _ -> Plan.done(rekeyStatus(chamber, false, List.of()));
                case SealOperation.RekeyUpdate o -> rekeyUpdate(act, chamber, o);
                case SealOperation.RekeyCancel _ -> {
                    of(chamber).cancelRekey();
                    yield Plan.done(List.of());
                }
                case SealOperation.GenerateRootInit o -> alerted(act, o, rootGeneration.begin(chamber, o));
                case SealOperation.GenerateRootStatusQuery _ ->
                    Plan.done(rootGeneration.status(chamber, false, null, null));
                case SealOperation.GenerateRootUpdate o -> alerted(act, o, rootGeneration.update(act, chamber, o));
                case SealOperation.GenerateRootCancel _ -> {
                    of(chamber).cancelGenerate();
                    yield Plan.done(List.of());
                }
                case SealOperation.LocalAdministrator o -> o.proved() ? localAdministrator(act) : wrongProof(act, o);
                case SealOperation.SealStatusQuery _, SealOperation.Initialise _, SealOperation.Unseal _ ->
                    throw new IllegalArgumentException(operation.name());
            };
        }
    }

    /// Nobody needs a token to begin making a root token, so that everyone who watches hears of it when
    /// someone does,
    /// and when a share is given to it.
    private static Plan<?> alerted(Act act, SealOperation<?> operation, Plan<?> plan) {
        return plan.outcome() instanceof Outcome.Done<?> ? withAlert(act, operation, plan) : plan;
    }

    private static <T> Plan<T> withAlert(Act act, SealOperation<?> operation, Plan<T> plan) {
        AuditRecord about = act.interior()
                .chamber()
                .record(
                        operation.name(),
                        act.caller().principal(),
                        act.request().source(),
                        "ok",
                        "");
        List<Change> changes = new ArrayList<>(plan.changes());
        changes.add(act.interior()
                .alerts()
                .raise("root_generation", "a new root token is being made with key shares", about));
        return new Plan<>(plan.outcome(), changes, plan.facts(), plan.warnings(), plan.afterCommit());
    }

    private static SealOperation.KeyStatus keyStatus(Interior interior) {
        KeyStatus status = interior.keyring().status();
        return new SealOperation.KeyStatus(status.term(), status.installed(), status.encryptions());
    }

    private static Plan<?> rotate(Act act, Chamber chamber) {
        Rows.Entry<byte[]> stored = chamber.keyringNow(act.interior());
        Keyring.Next next = act.interior().keyring().rotate(act.now());
        SealConfig config = chamber.sealConfig().orElseThrow();
        return Plan.done(chamber.resealed(stored, next.sealed(), config)).after(() -> {
            next.activate();
            act.interior().rewrapWanted();
        });
    }

    private Plan<?> rekeyInit(Chamber chamber, SealOperation.RekeyInit operation) {
        SealConfig config = chamber.sealConfig().orElseThrow();
        if (config.shares() == null) {
            return Plan.refused(
                    Refusal.Reason.UNSUPPORTED, "this environment's root key is kept by its seal and has no shares");
        }
        if (of(chamber).rekeying() != null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "rekey already in progress");
        }
        try {
            requireCounts(operation.shares(), operation.threshold());
        } catch (IllegalArgumentException e) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "invalid seal configuration: the threshold is more than one unless there is one share, and at most the"
                            + " number of shares, which is at most 255");
        }
        of(chamber).startRekey(operation.shares(), operation.threshold());
        return Plan.done(rekeyStatus(chamber, false, List.of()));
    }

    private SealOperation.RekeyStatus rekeyStatus(Chamber chamber, boolean complete, List<SecretValue> newShares) {
        Ceremonies.Rekeying rekeying = of(chamber).rekeying();
        int required = chamber.sealConfig().map(SealConfig::threshold).orElse(0);
        return rekeying == null
                ? new SealOperation.RekeyStatus(false, "", 0, 0, 0, required, complete, newShares)
                : new SealOperation.RekeyStatus(
                        true,
                        rekeying.ceremony().nonce(),
                        rekeying.shares(),
                        rekeying.threshold(),
                        rekeying.ceremony().progress(),
                        required,
                        complete,
                        newShares);
    }

    private Plan<?> rekeyUpdate(Act act, Chamber chamber, SealOperation.RekeyUpdate operation) {
        Ceremonies.Rekeying rekeying = of(chamber).rekeying();
        SealConfig config = chamber.sealConfig().orElseThrow();
        if (rekeying == null || config.shares() == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no rekey in progress");
        }
        if (!rekeying.ceremony().nonce().equals(operation.nonce())) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "incorrect nonce supplied; nonce for this rekey operation is another");
        }
        return switch (rekeying.ceremony().add(config.shares(), operation.share())) {
            case Ceremony.Step.Refused(Refusal refusal) -> Plan.refused(refusal);
            case Ceremony.Step.More _ -> Plan.done(rekeyStatus(chamber, false, List.of()));
            case Ceremony.Step.Complete(RootKey old) -> {
                old.close();
                yield rekey(act, chamber, config, rekeying);
            }
        };
    }

    private Plan<?> rekey(Act act, Chamber chamber, SealConfig config, Ceremonies.Rekeying rekeying) {
        try (RootKey root = RootKey.generate(surroundings.random())) {
            Shares.Split split = Shares.split(root, rekeying.shares(), rekeying.threshold(), surroundings.random());
            Rows.Entry<byte[]> stored = chamber.keyringNow(act.interior());
            Keyring.Next next = act.interior().keyring().rekey(root);
            List<SecretValue> shares =
                    split.shares().stream().map(SealHandlers::text).toList();
            return Plan.done(
                            new SealOperation.RekeyStatus(
                                    true,
                                    rekeying.ceremony().nonce(),
                                    rekeying.shares(),
                                    rekeying.threshold(),
                                    rekeying.threshold(),
                                    config.threshold(),
                                    true,
                                    shares),
                            chamber.resealed(stored, next.sealed(), config.rekeyed(split.set())))
                    .after(() -> {
                        next.activate();
                        of(chamber).cancelRekey();
                    });
        }
    }

    /// Who can reach the socket and cannot prove is no stranger from the network: somebody is on the host.
    private static Plan<?> wrongProof(Act act, SealOperation.LocalAdministrator operation) {
        AuditRecord about = act.interior()
                .chamber()
                .record(
                        operation.name(),
                        act.caller().principal(),
                        act.request().source(),
                        "refused",
                        "login_failed");
        Change alert = act.interior()
                .alerts()
                .raise("local_proof", "a local operator's proof of the key file was wrong", about);
        return Plan.refused(new Refusal(Refusal.Reason.LOGIN_FAILED, "the proof is wrong"), List.of(alert));
    }

    /// One hour, root rights inside the environment.
    private static Plan<?> localAdministrator(Act act) {
        Identities.IssuedRoot issued = act.interior().identities().rootToken(act.now(), 3_600);
        return Plan.done(issued.auth(), issued.changes(), Fact.details(Map.of("accessor", issued.accessor())));
    }
}
