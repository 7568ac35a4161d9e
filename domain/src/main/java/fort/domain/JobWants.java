package fort.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a rotation under way wants: its step, or to be given up because the secret changed under it.
final class JobWants {
    private JobWants() {}

    static void add(RotationPlanner.View view, List<RotationWant> wants) {
        RotationJob job = view.job();
        if (job.running()) {
            Obstacle obstacle = obstacle(view);
            obstacle.abandon().unlessWaiting(job.claimedUntil(), RotationJobs.CLAIM_MAX, wants::add);
            if (!waitsForGrace(view)) {
                work(job, obstacle)
                        .unlessWaiting(
                                job.claimedUntil(),
                                RotationJobs.CLAIM_MAX,
                                free -> free.unlessWaiting(
                                        job.nextAttemptTime(), RotationJobs.HOLD_REPEAT, wants::add));
            }
        }
    }

    /// What the holder of the claim does, who just had no failure.
    static Optional<RotationAct> next(RotationPlanner.View view, Instant now) {
        if (!view.job().running()) {
            return Optional.empty();
        }
        Obstacle obstacle = obstacle(view);
        RotationWant want = now.isBefore(obstacle.from()) ? work(view.job(), obstacle) : obstacle.abandon();
        return waitsForGrace(view) && now.isBefore(obstacle.from())
                ? Optional.empty()
                : Optional.of(want.act().apply(now));
    }

    private static boolean waitsForGrace(RotationPlanner.View view) {
        return view.job().step() == RotationStep.FINISH
                && !view.head().inGrace().isEmpty();
    }

    private static RotationWant work(RotationJob job, Obstacle obstacle) {
        return RotationWant.from(Instant.EPOCH, new RotationAct.Work(job.step()))
                .until(obstacle.from());
    }

    /// Why a rotation cannot go on, from some instant on.
    private record Obstacle(Instant from, boolean undo, String why) {
        static final Obstacle NONE = new Obstacle(Instant.MAX, false, "");

        RotationWant abandon() {
            return RotationWant.from(from, new RotationAct.Abandon(undo, why));
        }

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
}
