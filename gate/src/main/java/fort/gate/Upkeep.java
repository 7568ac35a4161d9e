package fort.gate;

import fort.audit.Appender.Appended;
import fort.audit.AuditRecord;
import fort.store.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The housekeeping of one open chamber, done in small steps between the acts of others: values are re-wrapped
/// after a
/// rotation, what is dead is swept away, the keyring's counters are saved. Each step is one transaction with its own
/// record by `system/...`; a crash between two loses nothing, since each starts from what the store holds.
///
/// [#run] is called by one thread at a time, and [#tick] by another one.
final class Upkeep {
    /// What was learned from reads and did not change since is written this often.
    private static final Duration FETCHES_EVERY = Duration.ofSeconds(30);

    private final Interior interior;
    private final Limits limits;
    private final Rewrap rewrap;
    private final Sweeps sweeps;
    private Instant swept = Instant.MIN;
    private Instant saved = Instant.MIN;
    private Instant fetchesWritten = Instant.MIN;

    Upkeep(Interior interior, Limits limits) {
        this.interior = interior;
        this.limits = limits;
        this.rewrap = new Rewrap(interior, this);
        this.sweeps = new Sweeps(interior, this, limits);
    }

    /// @param sweepEvery between two sweeps, and between two savings of the keyring's counters
    /// @param brakeCount a sweep that would remove more than this,
    /// @param brakePercent and more than this part of what it looked at, waits for a person: a clock that jumped
    ///     or a mass expiry must not empty an environment
    /// @param alertsMax beyond it the oldest acknowledged alerts go
    record Limits(Duration sweepEvery, int brakeCount, int brakePercent, int alertsMax) {
        static final Limits DEFAULT = new Limits(Duration.ofMinutes(10), 1_000, 20, Alerts.ALERTS_MAX);
    }

    /// Each second, on every node, because each knows its own readers: those of secrets that were just changed, and
    /// now
    /// and then all.
    void tick(Instant now) {
        if (due(fetchesWritten, FETCHES_EVERY, now)) {
            fetchesWritten = now;
            interior.fetches().writeAll((changes, secrets) -> fetched(now, changes, secrets));
            return;
        }
        interior.fetches().writeChanged((changes, secrets) -> fetched(now, changes, secrets));
    }

    private boolean fetched(Instant now, List<Change> changes, int secrets) {
        return append(now, "consumers", "consumer.fetched", Map.of("secrets", Integer.toString(secrets)), changes);
    }

    void run(Instant now) {
        rewrap.run(now);
        interior.fetches().writeAll((changes, secrets) -> fetched(now, changes, secrets));
        if (due(swept, limits.sweepEvery(), now)) {
            sweeps.run(now);
            swept = now;
        }
        if (due(saved, limits.sweepEvery(), now)) {
            interior.chamber().saveCounters(interior);
            saved = now;
        }
    }

    private static boolean due(Instant last, Duration every, Instant now) {
        return now.isBefore(last) || last.equals(Instant.MIN) || !now.isBefore(last.plus(every));
    }

    /// @return false when somebody else changed one of the rows meanwhile: the next run sees it as it is then
    boolean append(Instant now, String part, String operation, Map<String, String> details, List<Change> changes) {
        AuditRecord record = new AuditRecord(
                now,
                "",
                operation,
                "ok",
                "",
                "system/" + part,
                "internal",
                "",
                "internal",
                "",
                "sys/" + part,
                0,
                "internal",
                details);
        return interior.log().append(changes, List.of(record)) instanceof Appended.Stored;
    }
}
