package fort.domain;

import java.time.Duration;
import java.time.Instant;

/// What follows a failed step. See the table of [RotationJobs].
final class RotationFailures {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration EMERGENCY_FIRST = Duration.ofSeconds(1);
    private static final Duration EMERGENCY_LONGEST = Duration.ofSeconds(30);

    private RotationFailures() {}

    static JobDraft next(RotationJob job, JobDraft draft, FailureKind kind, Instant now) {
        boolean last = job.attempts() + 1 >= limit(job);
        boolean refused = kind == FailureKind.PERMANENT;
        return switch (job.step()) {
            case IDLE -> throw new IllegalStateException("an idle job has no step that fails");
            case CREATE -> last || refused ? draft.idle(now.plus(RotationJobs.COOL_DOWN)) : again(job, draft, now);
            case APPLY ->
                last || refused
                        ? draft.step(RotationStep.UNDO)
                        : again(job, kind == FailureKind.UNKNOWN ? draft.stepGoesOn(RotationStep.VERIFY) : draft, now);
            case VERIFY ->
                last
                        ? draft.step(RotationStep.UNDO)
                        : again(job, refused ? draft.stepGoesOn(RotationStep.APPLY) : draft, now);
            case FINISH -> last ? draft.idle(null) : refused ? rarely(job, draft, now) : again(job, draft, now);
            case UNDO -> refused ? rarely(job, draft, now) : again(job, draft, now);
        };
    }

    private static int limit(RotationJob job) {
        return job.cause() == RotationCause.EMERGENCY ? RotationJobs.EMERGENCY_ATTEMPTS_MAX : RotationJobs.ATTEMPTS_MAX;
    }

    private static JobDraft again(RotationJob job, JobDraft draft, Instant now) {
        return draft.attempt(job.attempts() + 1, now.plus(delay(job, now)));
    }

    private static JobDraft rarely(RotationJob job, JobDraft draft, Instant now) {
        return draft.attempt(job.attempts() + 1, now.plus(urgent(job, now) ? EMERGENCY_LONGEST : LONGEST));
    }

    /// Doubles with each failure, up to a bound; up to a quarter more, so that many that failed together do not come
    /// back together.
    static Duration delay(RotationJob job, Instant now) {
        boolean urgent = urgent(job, now);
        long first = (urgent ? EMERGENCY_FIRST : FIRST).toMillis();
        long longest = (urgent ? EMERGENCY_LONGEST : LONGEST).toMillis();
        long doubled = first << Math.min(job.attempts(), 20);
        long spread = (long) (doubled / 4.0 * Jitter.of(job.startedTime() + "/" + job.fence() + "/" + job.attempts()));
        return Duration.ofMillis(Math.min(longest, doubled + spread));
    }

    private static boolean urgent(RotationJob job, Instant now) {
        Instant deadline = job.deadline();
        return deadline != null && now.isBefore(deadline);
    }
}
