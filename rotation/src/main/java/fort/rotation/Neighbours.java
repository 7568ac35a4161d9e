package fort.rotation;

import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.gate.Chamber;
import fort.gate.WatchOperation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Digests of the other environments' state, for the record of a rotation: whoever doubts that a rotation left them
/// alone
/// compares two of its records (R1.2).
///
/// A digest reads every row of an environment. So one serves all rotations of the next minute, or longer where it
/// takes
/// long: at most a hundredth of the time goes into it.
final class Neighbours {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final long SHARE = 100;

    private final Door door;
    private final InstantSource clock;
    private final Map<EnvironmentName, Known> known = new HashMap<>();

    private record Known(String digest, Instant until) {}

    Neighbours(Door door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    /// By name; `sealed` for one that cannot be read now.
    Map<String, String> of(EnvironmentName own) {
        Map<String, String> digests = new TreeMap<>();
        for (Chamber chamber : door.fort().chambers()) {
            if (!chamber.environment().equals(own)) {
                digests.put(chamber.environment().value(), digest(chamber));
            }
        }
        return digests;
    }

    private synchronized String digest(Chamber chamber) {
        Instant before = clock.instant();
        Known last = known.get(chamber.environment());
        if (last != null && before.isBefore(last.until())) {
            return last.digest();
        }
        if (chamber.isSealed()
                || !(door.ask(chamber.environment(), new WatchOperation.StateDigest())
                        instanceof Outcome.Done<WatchOperation.DigestView>(WatchOperation.DigestView view))) {
            return "sealed";
        }
        Instant after = clock.instant();
        Duration fresh = Duration.between(before, after).multipliedBy(SHARE);
        known.put(
                chamber.environment(),
                new Known(view.sha256(), after.plus(fresh.compareTo(FRESH) > 0 ? fresh : FRESH)));
        return view.sha256();
    }
}
