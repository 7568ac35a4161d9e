package fort.gate;

import fort.domain.RotationSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a secret's rotation stands, in one word for lists and metrics.
public enum RotationState {
    /// Nothing is under way and nothing failed.
    IDLE,
    /// A rotation is under way.
    RUNNING,
    /// The last attempt failed; another one comes.
    FAILING,
    /// An operator stopped it.
    FROZEN,
    /// Its time was more than [#OVERDUE_SECONDS] ago and nobody took it.
    OVERDUE;

    static final long OVERDUE_SECONDS = 300;

    static RotationState of(
            fort.domain.RotationJob job, @Nullable RotationSettings settings, @Nullable Instant due, Instant now) {
        if (settings != null && settings.frozen()) {
            return FROZEN;
        }
        if (job.attempts() > 0) {
            return FAILING;
        }
        if (due != null && due.plusSeconds(OVERDUE_SECONDS).isBefore(now) && !job.claimed(now)) {
            return OVERDUE;
        }
        return job.running() ? RUNNING : IDLE;
    }
}
