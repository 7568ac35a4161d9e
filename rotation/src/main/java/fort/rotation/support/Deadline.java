package fort.rotation.support;

import fort.rotation.RotationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long a verb may still take. Asked before each wait, so that many short waits do not add up to a long one.
public final class Deadline {
    private final InstantSource clock;
    private final Instant end;

    private Deadline(InstantSource clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    public static Deadline of(RotationContext context) {
        return new Deadline(context.clock(), context.deadline());
    }

    /// At least 1.
    ///
    /// @throws fort.rotation.RotationFailure when there is no time left
    public int remainingMillis() {
        long millis = Duration.between(clock.instant(), end).toMillis();
        if (millis <= 0) {
            throw Failures.transientFailure("the time for this step is over", null);
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    public boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /// Rounded up, for what counts in seconds.
    public int remainingSeconds() {
        return (remainingMillis() + 999) / 1_000;
    }
}
