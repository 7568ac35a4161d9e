package fort.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rotation under way wants: its step, or to be given up because the secret changed under it.
final class JobWants {
    private JobWants() {}

    static List<RotationWant> of(RotationPlanner.View view) {
        return of(view, orEpoch(view.job().claimedUntil()), orEpoch(view.job().nextAttemptTime()));
    }

    /// @param free when no other worker holds the job
    /// @param retry when a failed step is tried again
    static List<RotationWant> of(RotationPlanner.View view, Instant free, Instant retry) {
        RotationJob job = view.job();
        if (!job.running()) {
            return List.of();
        }
        Obstacle obstacle = obstacle(view);
        RotationAct give = new RotationAct.Abandon(obstacle.undo(), obstacle.why());
        Instant abandon = later(free, obstacle.from());
        if (job.step() == RotationStep.FINISH && !view.head().inGrace().isEmpty()) {
            return List.of(RotationWant.from(abandon, give));
        }
        Instant work = later(free, retry);
        return List.of(
                RotationWant.from(abandon, give),
                RotationWant.from(work, new RotationAct.Work(job.step())).until(abandon));
    }

    /// Why a rotation cannot go on, from some instant on.
    private record Obstacle(Instant from, boolean undo, String why) {
        static final Obstacle NONE = new Obstacle(Instant.MAX, false, "");

        static Obstacle always(boolean undo, String why) {
            return new Obstacle(Instant.EPOCH, undo, why);
        }
    }

    private static Obstacle obstacle(RotationPlanner.View view) {
        VersionInfo current = view.head().current().orElse(null);
        if (view.settings() == null) {
            return Obstacle.always(false, "nothing is set up any more to rotate this secret");
        }
        if (current == null || current.destroyed()) {
            return Obstacle.always(false, "the current version was destroyed");
        }
        return switch (view.job().step()) {
            case IDLE, UNDO -> Obstacle.NONE;
            case CREATE ->
                view.job().version() == current.number()
                        ? deletion(current, false)
                        : Obstacle.always(false, "a new version was written by hand");
            case APPLY, VERIFY -> staged(view, current);
            case FINISH ->
                view.job().version() == current.number()
                        ? Obstacle.NONE
                        : Obstacle.always(false, "a new version was written by hand; earlier credentials stay");
        };
    }

    private static Obstacle staged(RotationPlanner.View view, VersionInfo current) {
        VersionInfo staged = view.head().version(view.job().version()).orElse(null);
        if (staged == null || staged.destroyed()) {
            return Obstacle.always(true, "the staged version was destroyed");
        }
        if (staged.state() != VersionState.STAGED) {
            return Obstacle.always(true, "a new version was written by hand");
        }
        Obstacle first = deletion(staged, true);
        Obstacle second = deletion(current, true);
        return first.from().isBefore(second.from()) ? first : second;
    }

    private static Obstacle deletion(VersionInfo version, boolean undo) {
        Instant deletion = version.deletionTime();
        return deletion == null
                ? Obstacle.NONE
                : new Obstacle(deletion, undo, "version " + version.number() + " was deleted");
    }

    private static Instant orEpoch(@Nullable Instant time) {
        return Objects.requireNonNullElse(time, Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
