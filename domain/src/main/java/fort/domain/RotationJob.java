package fort.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a secret's rotation: what a worker claims, and all that it needs to go on where another one stopped.
///
/// ## Claims
/// A worker claims a job by writing its name, a later [#claimedUntil] and the next [#fence] under the row's revision:
/// one of many wins. Whatever it then asks of the gate carries the fence, and is refused when another claim came
/// since: a worker that was paused and wakes changes nothing.
///
/// @param version in [RotationStep#CREATE] the current one, which is to be replaced; then the staged one, which the
///     promotion makes current; 0 when idle
/// @param fence counts claims; only grows
/// @param claimedBy the node that works on it, or empty
/// @param attempts failures since the last success of CREATE, of the promotion, or of entering UNDO
/// @param nextAttemptTime not before this; null: at once. When idle: no scheduled rotation before it. While a grace
///     is held: no second alert before it
/// @param startedTime of this rotation; null when idle
/// @param deadline of an emergency; null otherwise
/// @param emergency the id of the emergency it belongs to, or empty
/// @param lastSuccessTime when a rotation was last promoted; null: never
/// @param lastError one sentence without any value, or empty; kept when idle until a rotation succeeds
public record RotationJob(
        RotationStep step,
        long version,
        long fence,
        String claimedBy,
        @Nullable Instant claimedUntil,
        int attempts,
        @Nullable Instant nextAttemptTime,
        @Nullable Instant startedTime,
        @Nullable RotationCause cause,
        @Nullable Instant deadline,
        String emergency,
        @Nullable Instant lastSuccessTime,
        String lastError) {
    public static final RotationJob NONE =
            new RotationJob(RotationStep.IDLE, 0, 0, "", null, 0, null, null, null, null, "", null, "");

    public RotationJob {
        if ((step == RotationStep.IDLE) != (startedTime == null) || (startedTime == null) != (cause == null)) {
            throw new IllegalArgumentException("exactly a rotation under way has a start and a cause");
        }
        if (fence < 0 || attempts < 0 || version < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
    }

    /// Whether a worker holds it. A claim that ends later than any claim can was written under a clock that ran
    /// ahead,
    /// and holds nothing; the fence protects what its worker did.
    public boolean claimed(Instant now) {
        return claimedUntil != null
                && now.isBefore(claimedUntil)
                && !now.isBefore(claimedUntil.minus(RotationJobs.CLAIM_MAX));
    }

    public boolean running() {
        return step != RotationStep.IDLE;
    }
}
