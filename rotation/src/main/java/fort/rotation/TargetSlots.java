package fort.rotation;

import java.util.HashMap;
import java.util.Map;

/// How many secrets are in work at each target. A verb that does not come back keeps its slot, so a target that
/// hangs is
/// left alone when its slots are taken, and all others go on.
final class TargetSlots {
    private final int max;
    private final Map<String, Integer> taken = new HashMap<>();

    TargetSlots(int max) {
        this.max = max;
    }

    synchronized boolean take(String target) {
        int now = taken.getOrDefault(target, 0);
        if (now >= max) {
            return false;
        }
        taken.put(target, now + 1);
        return true;
    }

    synchronized void give(String target) {
        taken.computeIfPresent(target, (name, count) -> count == 1 ? null : count - 1);
    }
}
