package fort.testkit.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A node: its clock, and whether it is up.
final class ModelNode {
    final int number;
    Duration ahead = Duration.ZERO;
    /// Counts its starts: what an earlier process began is gone.
    int life;
    /// Down after a crash until then; what it did is lost.
    Instant downUntil = Instant.MIN;
    /// Stopped until then; it goes on where it was.
    Instant pausedUntil = Instant.MIN;

    /// When it let go, within the last hour, what the brake can hold.
    final Deque<Instant> letGo = new ArrayDeque<>();
    /// When it last took which job.
    final Map<ModelSecret, Instant> took = new HashMap<>();

    ModelNode(int number) {
        this.number = number;
    }

    Instant clock(Instant now) {
        return now.plus(ahead);
    }

    boolean awake(Instant now) {
        return !now.isBefore(downUntil) && !now.isBefore(pausedUntil);
    }

    /// How much of that there was in the last hour.
    int recently(Instant now) {
        Instant first = letGo.peekFirst();
        while (first != null && first.isBefore(now.minusSeconds(3600))) {
            letGo.removeFirst();
            first = letGo.peekFirst();
        }
        return letGo.size();
    }

    Instant wakes() {
        return downUntil.isAfter(pausedUntil) ? downUntil : pausedUntil;
    }
}
