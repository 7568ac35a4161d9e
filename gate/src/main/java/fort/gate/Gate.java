package fort.gate;

import fort.access.Acl;
import fort.access.Capability;
import fort.access.Decision;
import fort.access.Parameters;
import fort.access.ProtectedPaths;
import fort.audit.Appender.Appended;
import fort.audit.AuditLog;
import fort.audit.AuditRecord;
import fort.audit.Receipt;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.identity.Credential;
import fort.identity.Tokens;
import fort.store.Change;
import fort.store.Feed;
import fort.store.ReadSet;
import fort.store.Reads;
import fort.store.Unit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one door. Each act, whoever asks for it, is authenticated, decided, carried out and recorded here; nothing
/// else appends to a log or asks
/// for a decision, so nothing can be forgotten.
///
/// ## The order, and why
/// 1. *Route*: which chamber. A credential of another environment ends here, in the logs of both.
/// 2. *Authenticate*: credential → caller of that chamber.
/// 3. *Decide*: the demand of the operation against the caller's policies.
/// 4. *Plan*: the handler reads, and describes changes.
/// 5. *Commit*: changes and records in one durable transaction. Only then does an answer, or a secret, leave.
///
/// Someone else's commit may come between 2 and 5. The changes carry the revisions that were read, the caller's own
/// token among them, so the commit is refused whole and the act starts again at 2 — with the rights and the
/// rows that
/// hold now. An act that changes nothing is judged by what held when it was decided: it stands in the record
/// at most
/// one commit behind a revocation that came at the same time.
///
/// Where several processes share the store, the commit also looks at what the act took from the cache: when another
/// process has changed a row of it, the act starts again. So an answer is never older than the request.
///
/// Thread-safe; blocks. Refusals are values in the [Reply]; a [Fault] means that nothing happened.
public final class Gate {
    /// How often an act that met conflicts starts again before the caller is told to.
    static final int ATTEMPTS_MAX = 32;

    /// After so many, an act reads past the cache, so that others' changes cannot overtake it for ever.
    private static final int CACHED_ATTEMPTS_MAX = 3;

    /// Changes that the caller's own token may add to those of the act.
    private static final int USE_CHANGES_MAX = 8;

    private final Fort all;
    private final InstantSource clock;
    private final Handlers handlers;
    private final Violations violations;
    private final Throttle throttle;

    Gate(Fort fort, InstantSource clock, Handlers handlers, Throttle throttle) {
        this.all = fort;
        this.clock = clock;
        this.handlers = handlers;
        this.violations = new Violations(clock);
        this.throttle = throttle;
    }

    /// To be asked for each request from outside before anything of it is read but its credential: whether its peer
    /// has had enough refused to be turned away unheard, see [RefusalLimits].
    ///
    /// @return 0 when it is heard, else the seconds after which it may be tried again
    public int waitSeconds(Request request) {
        return throttle.waitSeconds(request);
    }

    /// To be called about each second.
    void tick() {
        throttle.tick();
    }

    public <T> Reply<T> perform(Request request, Operation<T> operation) {
        Reply<T> reply = dispatch(request, operation);
        throttle.charge(request, operation, reply.outcome());
        return reply;
    }

    private <T> Reply<T> dispatch(Request request, Operation<T> operation) {
        if (operation instanceof PromotionOperation.OfferSource offer) {
            @SuppressWarnings("unchecked") // an offer's T is Void
            Reply<T> reply = (Reply<T>) offer(request, offer);
            return reply;
        }
        if (operation instanceof LeaseOperation.RevokePrefix) {
            @SuppressWarnings("unchecked") // its T is Integer
            Reply<T> reply = (Reply<T>) untilNothing(request, (Operation<Integer>) operation);
            return reply;
        }
        return routed(request, operation);
    }

    /// As much as fits one transaction at a time, until nothing is left.
    private Reply<Integer> untilNothing(Request request, Operation<Integer> operation) {
        int total = 0;
        while (true) {
            Reply<Integer> reply = routed(request, operation);
            if (!(reply.outcome() instanceof Outcome.Done<Integer>(Integer part)) || part == 0) {
                boolean refusedLater = total > 0 && reply.outcome() instanceof Outcome.Refused<Integer>;
                // Who revoked his own token on the way is refused after it: what was asked for is done.
                return refusedLater || reply.outcome() instanceof Outcome.Done<Integer>
                        ? new Reply<>(reply.environment(), Outcome.done(total), reply.receipt(), reply.warnings())
                        : reply;
            }
            total += part;
        }
    }

    private <T> Reply<T> routed(Request request, Operation<T> operation) {
        return switch (all.route(request)) {
            case Fort.Route.To(Chamber chamber) -> perform(chamber, request, operation);
            case Fort.Route.Crossing(Chamber from, Chamber to) -> violations.refuse(from, to, request, operation);
            case Fort.Route.Nowhere(Chamber recorder) -> violations.unknownEnvironment(recorder, request, operation);
        };
    }

    /// An offer is two acts: the source's principal reads in the source, with his own rights there; what he read is
    /// then put away in the target.
    /// Neither chamber sees into the other.
    private Reply<Void> offer(Request request, PromotionOperation.OfferSource operation) {
        Request inside = new Request(
                request.id(),
                operation.target(),
                new Credential.Itself("promotion"),
                "internal",
                "",
                request.target(),
                Parameters.NONE,
                0);
        // Who is nobody in the source makes nothing happen in the target, not even a record; a target that is no
        // environment is for the source's half to refuse.
        PromotionOperation.PromotionView view = isKnown(request)
                        && all.route(inside) instanceof Fort.Route.To
                        && routed(inside, new PromotionOperation.ReadPromotion(operation.promotionId()))
                                        .outcome()
                                instanceof Outcome.Done<PromotionOperation.PromotionView>(var found)
                ? found
                : null;
        // Also without a mapping the source's principal is authenticated, decided and recorded before he
        // hears of it.
        Reply<PromotionOperation.Offer> gathered = routed(request, PromotionOperation.GatherOffer.of(operation, view));
        if (!(gathered.outcome() instanceof Outcome.Done<PromotionOperation.Offer>(PromotionOperation.Offer offer))) {
            Refusal refusal = ((Outcome.Refused<PromotionOperation.Offer>) gathered.outcome()).refusal();
            return new Reply<>(gathered.environment(), Outcome.refused(refusal), gathered.receipt(), List.of());
        }
        try {
            if (view == null || !gathered.environment().equals(view.source())) {
                return new Reply<>(
                        gathered.environment(),
                        Outcome.refused(Refusal.Reason.NOT_FOUND, "no such promotion from this environment"),
                        gathered.receipt(),
                        List.of());
            }
            Reply<Void> received = routed(
                    inside,
                    new PromotionOperation.ReceiveOffer(
                            operation.promotionId(),
                            offer,
                            gathered.environment().value()));
            // The source's principal gets the source's receipt: the target's log is none of his business.
            return new Reply<>(gathered.environment(), received.outcome(), gathered.receipt(), List.of());
        } finally {
            offer.values().forEach(value -> value.value().close());
        }
    }

    private boolean isKnown(Request request) {
        if (!(all.route(request) instanceof Fort.Route.To(Chamber source))) {
            return false;
        }
        Interior interior = source.interior();
        return interior != null && interior.authenticate(request, clock.instant()) instanceof Authenticated.Known;
    }

    private <T> Reply<T> perform(Chamber chamber, Request request, Operation<T> operation) {
        if (operation instanceof SealOperation<?> seal && handlers.seals().handles(chamber, seal)) {
            return handlers.seals().perform(chamber, request, operation);
        }
        Interior interior = chamber.interior();
        if (interior == null) {
            return chamber.refuseSealed(request, operation, clock.instant());
        }
        try {
            return attempts(chamber, interior, request, operation);
        } catch (IllegalStateException | Fault e) {
            // The keys and the log of a chamber that is sealed under an act say that they are closed.
            if (chamber.interior() == interior
                    || (e instanceof Fault fault && fault.code() != Fault.Code.AUDIT_UNAVAILABLE)) {
                throw e;
            }
            return chamber.refuseSealed(request, operation, clock.instant());
        }
    }

    private <T> Reply<T> attempts(Chamber chamber, Interior interior, Request request, Operation<T> operation) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            boolean late = attempt > CACHED_ATTEMPTS_MAX;
            Reply<T> reply = operation instanceof SealOperation<?>
                    ? handlers.seals().alone(chamber, () -> accounted(chamber, interior, request, operation, late))
                    : accounted(chamber, interior, request, operation, late);
            if (reply != null) {
                return reply;
            }
        }
        throw new Fault(
                Fault.Code.OVERLOADED,
                "too many others changed the same thing at the same time; try again",
                operation.name() + " met " + ATTEMPTS_MAX + " conflicts");
    }

    /// Where several processes share the store: keeps account of what is read from the cache.
    ///
    /// @return null after a conflict
    private <T> @Nullable Reply<T> accounted(
            Chamber chamber, Interior interior, Request request, Operation<T> operation, boolean late) {
        Feed feed = interior.rows().store().feed();
        if (!feed.shared()) {
            return attempt(chamber, interior, request, operation);
        }
        ReadSet reads = late ? ReadSet.passingBy(feed) : ReadSet.beginning(feed);
        return ScopedValue.where(ReadSet.CURRENT, reads).call(() -> attempt(chamber, interior, request, operation));
    }

    /// A row that does not open may have been sealed with a key that another process has just made.
    private static boolean overtaken(Interior interior, Fault fault) {
        if (fault.code() != Fault.Code.INTEGRITY || !ReadSet.CURRENT.isBound()) {
            return false;
        }
        Feed feed = interior.rows().store().feed();
        feed.catchUp();
        return feed.known() > ReadSet.CURRENT.get().since();
    }

    /// @return null after a conflict
    private <T> @Nullable Reply<T> attempt(
            Chamber chamber, Interior interior, Request request, Operation<T> operation) {
        Instant now = clock.instant();
        Authenticated authenticated = interior.authenticate(request, now);
        if (authenticated instanceof Authenticated.Nobody && request.credential() instanceof Credential.Token) {
            Chamber home = all.homeOf(request, chamber, now);
            if (home != null) {
                return violations.refuse(home, chamber, request, operation);
            }
        }
        Caller caller = authenticated.caller(chamber.environment());
        Acl acl = interior.acl(caller);
        Rights rights = (path, capability) -> authenticated instanceof Authenticated.Itself
                || acl.decide(fort.access.Request.of(capability, path)) instanceof Decision.Permit;
        Handler.Act act = new Handler.Act(interior, caller, request, now, acl, rights);
        try {
            Demand demand = handlers.demand(act, operation);
            Verdict verdict = decide(demand, authenticated, acl, request);
            Plan<T> plan = verdict.refusal() == null
                    ? bounded(handlers.plan(act, operation))
                    : Plan.refused(verdict.refusal());
            return commit(chamber, interior, request, operation, now, authenticated, caller, verdict, plan);
        } catch (Fault fault) {
            if (overtaken(interior, fault)) {
                return null;
            }
            recordFault(interior, request, operation, now, caller, fault);
            throw fault;
        } catch (RuntimeException defect) {
            if (chamber.interior() != interior) {
                throw new Fault(Fault.Code.AUDIT_UNAVAILABLE, "the environment was sealed meanwhile", defect);
            }
            recordFault(interior, request, operation, now, caller, new Fault(Fault.Code.STORE_REFUSED, "", defect));
            throw defect;
        }
    }

    /// Each thing an act touches has its record, and one transaction holds so many.
    private static <T> Plan<T> bounded(Plan<T> plan) {
        return plan.facts().size() > AuditLog.RECORDS_MAX
                ? Plan.refused(
                        Refusal.Reason.LIMIT_EXCEEDED,
                        "this touches more at once than one act can: at most " + AuditLog.RECORDS_MAX
                                + " things; ask for fewer at a time")
                : plan;
    }

    private static Verdict decide(Demand demand, Authenticated authenticated, Acl acl, Request request) {
        boolean known = authenticated instanceof Authenticated.Known;
        return switch (demand) {
            case Demand.Open _ -> Verdict.allowed("", "open");
            case Demand.Known _ -> known ? Verdict.allowed("", "own token") : Verdict.unauthenticated("");
            case Demand.Internal _ ->
                authenticated instanceof Authenticated.Itself
                        ? Verdict.allowed("", "internal")
                        : Verdict.denied("", "internal only");
            case Demand.Needs needs -> {
                if (authenticated instanceof Authenticated.Itself) {
                    yield Verdict.allowed(needs.path(), "internal");
                }
                if (!known) {
                    yield Verdict.unauthenticated(needs.path());
                }
                Decision decision = acl.decide(new fort.access.Request(
                        needs.capability(),
                        needs.path(),
                        request.parameters(),
                        request.wrapTtlSeconds(),
                        needs.sudo() || ProtectedPaths.contains(needs.path())));
                yield switch (decision) {
                    case Decision.Permit permit -> Verdict.allowed(needs.path(), permit.rule());
                    case Decision.Deny deny -> Verdict.denied(needs.path(), deny.sentence());
                };
            }
        };
    }

    private <T> @Nullable Reply<T> commit(
            Chamber chamber,
            Interior interior,
            Request request,
            Operation<T> operation,
            Instant now,
            Authenticated authenticated,
            Caller caller,
            Verdict verdict,
            Plan<T> planned) {
        Plan<T> plan = planned.changes().size() + USE_CHANGES_MAX > Unit.CHANGES_MAX
                ? Plan.refused(Refusal.Reason.LIMIT_EXCEEDED, "this is too much for one step: ask for less at once")
                : planned;
        String reason = plan.outcome() instanceof Outcome.Refused<T>(Refusal refusal)
                ? refusal.reason().name().toLowerCase(Locale.ROOT)
                : "";
        List<AuditRecord> records = new ArrayList<>(plan.facts().size());
        for (Fact fact : plan.facts()) {
            records.add(record(request, operation, now, caller, verdict, reason, fact));
        }
        Reads reads = ReadSet.CURRENT.isBound() ? ReadSet.CURRENT.get().reads() : Reads.NONE;
        Appended appended = interior.log().append(withUse(authenticated, plan.changes()), reads, records);
        return switch (appended) {
            case Appended.Conflict _ -> null;
            case Appended.Stored(List<Receipt> receipts) -> {
                plan.afterCommit().run();
                yield new Reply<>(chamber.environment(), plan.outcome(), receipts.getLast(), plan.warnings());
            }
        };
    }

    private static List<Change> withUse(Authenticated authenticated, List<Change> changes) {
        List<Change> uses = switch (authenticated) {
            case Authenticated.Known known ->
                known.use().isEmpty() && !changes.isEmpty() ? List.of(known.standing()) : known.use();
            case Authenticated.Nobody nobody -> nobody.leftover();
            case Authenticated.Itself _ -> List.of();
        };
        if (uses.isEmpty()) {
            return changes;
        }
        // A use-limited token that is revoked or renewed by its own act: the act's change of the row stands.
        return Tokens.merge(uses, changes);
    }

    private static AuditRecord record(
            Request request,
            Operation<?> operation,
            Instant now,
            Caller caller,
            Verdict verdict,
            String reason,
            Fact fact) {
        return new AuditRecord(
                now,
                request.id(),
                operation.name(),
                reason.isEmpty() ? "ok" : "refused",
                reason,
                caller.principal(),
                caller.method(),
                caller.accessor(),
                request.source(),
                request.service(),
                fact.path().isEmpty() ? verdict.path() : fact.path(),
                fact.version(),
                verdict.rule(),
                fact.details());
    }

    /// Best effort: when the log itself is what broke, the caller gets the fault and no secret left.
    private static void recordFault(
            Interior interior, Request request, Operation<?> operation, Instant now, Caller caller, Fault fault) {
        if (fault.code() == Fault.Code.AUDIT_UNAVAILABLE || fault.code() == Fault.Code.OVERLOADED) {
            return;
        }
        try {
            AuditRecord record = new AuditRecord(
                    now,
                    request.id(),
                    operation.name(),
                    "fault",
                    fault.code().name().toLowerCase(Locale.ROOT),
                    caller.principal(),
                    caller.method(),
                    caller.accessor(),
                    request.source(),
                    request.service(),
                    "",
                    0,
                    "",
                    Map.of());
            List<Change> changes = fault.code() == Fault.Code.INTEGRITY
                    ? List.of(interior.alerts().raise("integrity", fault.outer(), record))
                    : List.of();
            interior.log().append(changes, List.of(record));
        } catch (Fault second) {
            fault.addSuppressed(second);
        }
    }

    /// Further questions about the same caller's rights, for operations over many paths.
    @FunctionalInterface
    interface Rights {
        boolean may(String path, Capability capability);
    }

    /// @param refusal null when allowed
    private record Verdict(@Nullable Refusal refusal, String path, String rule) {
        static Verdict allowed(String path, String rule) {
            return new Verdict(null, path, rule);
        }

        static Verdict denied(String path, String why) {
            return new Verdict(new Refusal(Refusal.Reason.FORBIDDEN, "permission denied"), path, why);
        }

        static Verdict unauthenticated(String path) {
            return new Verdict(
                    new Refusal(Refusal.Reason.UNAUTHENTICATED, "permission denied"), path, "no valid token");
        }
    }

    /// The environment that answers requests which name none.
    public EnvironmentName defaultEnvironment() {
        return all.defaultChamber().environment();
    }
}
