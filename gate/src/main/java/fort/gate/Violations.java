package fort.gate;

import fort.audit.Appender.Appended;
import fort.audit.AuditRecord;
import fort.audit.Receipt;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.store.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A credential of one environment shown to another: refused like any lack of rights, recorded in the logs of both,
/// alerted in both. The two
/// records are two operations in two chambers; nothing spans them but this sentence.
final class Violations {
    private static final String KIND = "cross_environment";

    private final InstantSource clock;

    Violations(InstantSource clock) {
        this.clock = clock;
    }

    <T> Reply<T> refuse(Chamber from, Chamber to, Request request, Operation<T> operation) {
        Instant now = clock.instant();
        String principal = from.principalOf(request, now);
        Receipt atHome = record(
                from, request, operation, now, principal, "to", to.environment().value());
        Receipt atTarget = record(
                to,
                request,
                operation,
                now,
                from.environment() + ":" + principal,
                "from",
                from.environment().value());
        return new Reply<>(
                from.environment(),
                Outcome.refused(Refusal.Reason.CROSS_ENVIRONMENT, "permission denied"),
                atHome == null ? atTarget : atHome,
                List.of());
    }

    /// The request names an environment that this node does not have; said in the words of a refusal, so that names
    /// cannot be probed.
    <T> Reply<T> unknownEnvironment(Chamber recorder, Request request, Operation<T> operation) {
        Instant now = clock.instant();
        String principal = recorder.principalOf(request, now);
        Receipt receipt = record(recorder, request, operation, now, principal, "to", "unknown");
        return new Reply<>(
                recorder.environment(),
                Outcome.refused(Refusal.Reason.CROSS_ENVIRONMENT, "permission denied"),
                receipt,
                List.of());
    }

    private @Nullable Receipt record(
            Chamber chamber,
            Request request,
            Operation<?> operation,
            Instant now,
            String principal,
            String direction,
            String other) {
        AuditRecord record = new AuditRecord(
                now,
                request.id(),
                operation.name(),
                "refused",
                KIND,
                principal,
                "token",
                "",
                request.source(),
                request.service(),
                request.target(),
                0,
                "environments are walls",
                Map.of(direction, other));
        Interior interior = chamber.interior();
        if (interior == null) {
            chamber.pend(record);
            return null;
        }
        Change alert = interior.alerts()
                .raise(
                        KIND,
                        "a credential of " + (direction.equals("to") ? chamber.environment() : other)
                                + " was used towards " + (direction.equals("to") ? other : chamber.environment()),
                        record);
        return interior.log().append(List.of(alert), List.of(record)) instanceof Appended.Stored stored
                ? stored.receipts().getLast()
                : null;
    }
}
