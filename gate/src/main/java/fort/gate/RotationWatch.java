package fort.gate;

import fort.domain.Brake;
import fort.domain.RotationAct;
import fort.domain.RotationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a worker and the metrics see of one chamber's rotations: names and counts, never a value, and no change. So
/// it
/// leaves no record: a look each second by each node would fill the log with nothing. Whatever is done about it goes
/// through the gate.
public final class RotationWatch {
    /// Rows of the due index one glance reads.
    private static final int LOOKED_MAX = 20_000;

    private static final int CHUNK = 1_000;

    /// Emergencies that may be open at once.
    private static final int EMERGENCIES_MAX = 20;

    /// Rows of rotations counted; more are not, and the counts are lower bounds then.
    private static final int COUNTED_MAX = 200_000;

    /// A rotation that is under way longer, and does not wait for the end of a grace, is stuck.
    private static final Duration STUCK = Duration.ofHours(1);

    private final Supplier<@Nullable Interior> interior;

    RotationWatch(Supplier<@Nullable Interior> interior) {
        this.interior = interior;
    }

    /// @param items soonest first; while scheduled rotation is paused, without those that want nothing but what is
    ///     held
    /// @param holdable secrets that want something that the brake may hold
    public record Glance(List<DueSecret> items, long holdable) {
        static final Glance NOTHING = new Glance(List.of(), 0);
    }

    /// @param secret its row key, as [RotationWork] takes it
    /// @param due as the index has it
    /// @param rotator empty when nothing is set up
    /// @param target empty for kinds without one
    /// @param emergency goes before all others
    /// @param holdable wants nothing but what the brake may hold
    public record DueSecret(
            String secret, Instant due, String rotator, String target, boolean emergency, boolean holdable) {}

    /// @param stuck under way for more than an hour without success
    /// @param overdue due for more than five minutes
    public record Counts(long configured, long running, long failing, long frozen, long stuck, long due, long overdue) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    /// What is due now. Nothing while sealed.
    ///
    /// @param limit of items
    public Glance due(int limit) {
        Interior open = interior.get();
        if (open == null) {
            return Glance.NOTHING;
        }
        Instant now = open.now();
        boolean paused = RotationHandlers.maintenance(open).paused();
        List<DueSecret> items = new ArrayList<>();
        long holdable = 0;
        String after = "";
        List<DueIndex.Due> chunk;
        int looked = 0;
        do {
            chunk = DueIndex.until(open, now, after, CHUNK);
            for (DueIndex.Due due : chunk) {
                after = DueIndex.key(due.time(), due.secret());
                Optional<RotationPlace> at = place(open, due);
                List<RotationAct> acts =
                        at.map(found -> RotationPlans.acts(open, found, now)).orElse(List.of());
                DueSecret item = item(due, at, acts);
                holdable += at.isPresent() && anyHeld(at.get(), acts) ? 1 : 0;
                if (items.size() < limit && !(paused && item.holdable())) {
                    items.add(item);
                }
            }
            looked += chunk.size();
        } while (chunk.size() == CHUNK && looked < LOOKED_MAX);
        return new Glance(items, holdable);
    }

    /// Empty for a row whose secret is gone or filed elsewhere.
    private static Optional<RotationPlace> place(Interior open, DueIndex.Due due) {
        return RotationPlace.find(open, due.secret())
                .filter(at -> due.time().equals(at.head().value().dueTime()));
    }

    private static boolean anyHeld(RotationPlace at, List<RotationAct> acts) {
        return acts.stream().anyMatch(act -> Brake.holds(act, at.row().job()));
    }

    private static DueSecret item(DueIndex.Due due, Optional<RotationPlace> found, List<RotationAct> acts) {
        if (found.isEmpty()) {
            return new DueSecret(due.secret(), due.time(), "", "", false, false);
        }
        RotationPlace at = found.get();
        RotationSettings settings = at.row().settings();
        return new DueSecret(
                due.secret(),
                due.time(),
                settings == null ? "" : settings.rotator(),
                settings == null ? "" : settings.target(),
                !at.row().job().emergency().isEmpty(),
                !acts.isEmpty()
                        && acts.stream()
                                .allMatch(act -> Brake.holds(act, at.row().job())));
    }

    /// Secrets that the due index knows, for the brake; slow for many.
    public long indexed() {
        Interior open = interior.get();
        return open == null ? 0 : open.rows().store().count(DueIndex.DUE.name());
    }

    /// Whether, why and by whom scheduled rotation is paused.
    public RotationOperation.Maintenance maintenance() {
        Interior open = interior.get();
        return open == null ? RotationOperation.Maintenance.NONE : RotationHandlers.maintenance(open);
    }

    /// Emergencies that are over and not closed yet.
    public List<String> emergenciesToClose() {
        Interior open = interior.get();
        if (open == null) {
            return List.of();
        }
        return EmergencyHandlers.newest(open, EMERGENCIES_MAX).stream()
                .filter(row -> row.closedTime() == null)
                .filter(row -> EmergencyReport.over(EmergencyReport.of(open, row, open.now()), open.now()))
                .map(EmergencyRow::id)
                .toList();
    }

    /// For metrics; reads every rotation of the environment.
    public Counts counts() {
        Interior open = interior.get();
        return open == null ? Counts.NONE : new Counting(open).count();
    }

    private static final class Counting {
        private final Interior open;
        private final Instant now;
        private long configured;
        private long running;
        private long failing;
        private long frozen;
        private long stuck;

        Counting(Interior open) {
            this.open = open;
            this.now = open.now();
        }

        Counts count() {
            String after = "";
            List<fort.store.Rows.Entry<RotationRow>> chunk;
            int looked = 0;
            do {
                chunk = open.rows().scan(RotationRow.ROTATIONS, "", after, CHUNK);
                for (fort.store.Rows.Entry<RotationRow> row : chunk) {
                    after = row.key();
                    add(row.value());
                }
                looked += chunk.size();
            } while (chunk.size() == CHUNK && looked < COUNTED_MAX);
            return new Counts(
                    configured,
                    running,
                    failing,
                    frozen,
                    stuck,
                    dueSince(now),
                    dueSince(now.minusSeconds(RotationState.OVERDUE_SECONDS)));
        }

        private void add(RotationRow row) {
            RotationSettings settings = row.settings();
            Instant started = row.job().startedTime();
            boolean waits = row.job().step() == fort.domain.RotationStep.FINISH;
            configured += settings == null ? 0 : 1;
            frozen += settings != null && settings.frozen() ? 1 : 0;
            running += row.job().running() ? 1 : 0;
            failing += row.job().attempts() > 0 ? 1 : 0;
            stuck += started != null && !waits && started.plus(STUCK).isBefore(now) ? 1 : 0;
        }

        private long dueSince(Instant time) {
            long count = 0;
            String after = "";
            List<DueIndex.Due> chunk;
            do {
                chunk = DueIndex.until(open, time, after, CHUNK);
                count += chunk.size();
                after = chunk.isEmpty()
                        ? after
                        : DueIndex.key(chunk.getLast().time(), chunk.getLast().secret());
            } while (chunk.size() == CHUNK && count < COUNTED_MAX);
            return count;
        }
    }
}
