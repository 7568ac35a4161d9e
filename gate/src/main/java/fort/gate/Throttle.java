package fort.gate;

import fort.audit.AuditRecord;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.identity.Credential;
import fort.store.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps strangers from filling the record. What nobody has refused or told is a durable record each; a peer who has
/// had more of that than [RefusalLimits] gives is turned away before anything of his request is read. That leaves one
/// record a minute with its count, `throttle.refused`, and an alert when it goes on.
///
/// Whoever shows a token that is valid in some environment is not counted and not turned away, whatever others at his
/// address do. A failed login counts whoever makes it.
final class Throttle {
    /// So many minutes in a row are an alert, and then each hour again.
    static final int ALERT_MINUTES = 3;

    private static final int ALERT_AGAIN_MINUTES = 60;

    private final Fort fort;
    private final InstantSource clock;
    private final RefusalBudget budget;
    private final Suppressed suppressed = new Suppressed();

    Throttle(Fort fort, Surroundings surroundings) {
        this.fort = fort;
        this.clock = surroundings.clock();
        this.budget = new RefusalBudget(surroundings.refusals());
    }

    /// @return 0 when the request is heard; else it is not, was counted, and its peer may come back in so many
    ///     seconds
    int waitSeconds(Request request) {
        Instant now = clock.instant();
        int seconds = budget.waitSeconds(request.source(), now);
        if (seconds == 0 || isSomebody(request, now)) {
            return 0;
        }
        suppressed.count(fort.chamberFor(request).environment(), request.source(), now);
        return seconds;
    }

    /// Charges what an act came to, to its peer.
    void charge(Request request, Operation<?> operation, Outcome<?> outcome) {
        if (isCharged(operation, outcome)
                && !(request.credential() instanceof Credential.Itself)
                && budget.counts(request.source())) {
            Instant now = clock.instant();
            if (isGuess(outcome) || !isSomebody(request, now)) {
                budget.charge(request.source(), now);
            }
        }
    }

    /// What is told to everybody is as much a record as what is refused. Who logs in or unwraps holds a credential.
    /// A sealed environment bounds its records itself.
    private static boolean isCharged(Operation<?> operation, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> _ ->
                operation instanceof SealOperation
                        || operation instanceof ToolOperation
                        || operation instanceof MountOperation;
            case Outcome.Refused<?>(Refusal refusal) ->
                refusal.reason() != Refusal.Reason.SEALED && refusal.reason() != Refusal.Reason.UNINITIALISED;
        };
    }

    private static boolean isGuess(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal refusal)
                && (refusal.reason() == Refusal.Reason.LOGIN_FAILED || refusal.reason() == Refusal.Reason.THROTTLED);
    }

    private boolean isSomebody(Request request, Instant now) {
        if (!(request.credential() instanceof Credential.Token)) {
            return request.credential() instanceof Credential.Itself;
        }
        return fort.chamberFor(request).knows(request, now)
                || fort.chambers().stream().anyMatch(chamber -> chamber.knows(request, now));
    }

    /// To be called about each second: writes the records of a minute that is over.
    void tick() {
        Instant now = clock.instant();
        budget.forget(now);
        Map<Chamber, List<Told>> told = new HashMap<>();
        suppressed
                .finished(now)
                .forEach((who, minute) -> told.computeIfAbsent(
                                java.util.Objects.requireNonNull(fort.chamber(who.environment())),
                                _ -> new ArrayList<>())
                        .add(new Told(record(who.peer(), minute, now), minute)));
        told.forEach(Throttle::append);
    }

    private record Told(AuditRecord record, Suppressed.Minute minute) {}

    private static AuditRecord record(String peer, Suppressed.Minute minute, Instant now) {
        return new AuditRecord(
                now,
                "",
                "throttle.refused",
                "refused",
                "throttled",
                "anonymous",
                "none",
                "",
                peer,
                "",
                "",
                0,
                "budget of refusals",
                Map.of(
                        "count",
                        Long.toString(minute.count()),
                        "since",
                        minute.since().toString()));
    }

    private static void append(Chamber chamber, List<Told> told) {
        Interior interior = chamber.interior();
        if (interior == null) {
            told.forEach(one -> chamber.pend(one.record()));
            return;
        }
        List<Change> alerts = told.stream()
                .filter(one -> one.minute().minutesInRow() % ALERT_AGAIN_MINUTES == ALERT_MINUTES)
                .map(one -> interior.alerts()
                        .raise("throttled", "one address keeps asking without a credential", one.record()))
                .toList();
        interior.appender().append(alerts, told.stream().map(Told::record).toList());
    }
}
