package fort.rotation;

import java.time.Duration;

/// How much a worker does at once, and how long it waits.
///
/// @param runsMax secrets in work at once
/// @param perTargetMax of them at one target: one that hangs holds so many threads and no more
/// @param verbTime after it a verb is interrupted and counts as failed
/// @param claimMargin by how much a claim outlasts a verb
/// @param glanceMax due secrets looked at in one tick
public record RotationLimits(int runsMax, int perTargetMax, Duration verbTime, Duration claimMargin, int glanceMax) {
    public static final RotationLimits DEFAULT =
            new RotationLimits(64, 8, Duration.ofSeconds(30), Duration.ofSeconds(15), 5_000);

    public RotationLimits {
        if (runsMax < 1 || perTargetMax < 1 || glanceMax < runsMax || verbTime.isNegative() || verbTime.isZero()) {
            throw new IllegalArgumentException("limits are positive, and a glance sees more than runs at once");
        }
    }

    long claimSeconds() {
        return verbTime.plus(claimMargin).toSeconds();
    }
}
