package fort.domain;

import java.time.Instant;
import java.util.function.Function;

/// An act, and the time in which it is wanted. The planner makes a list of them; what to do now and when to look
/// again
/// both come from that list, so they cannot disagree.
///
/// @param from the act is wanted from this instant on
/// @param until and no longer from this one on
/// @param act made for the instant at which it is wanted
record RotationWant(Instant from, Instant until, Function<Instant, RotationAct> act) {
    static RotationWant from(Instant from, Function<Instant, RotationAct> act) {
        return new RotationWant(from, Instant.MAX, act);
    }

    static RotationWant from(Instant from, RotationAct act) {
        return new RotationWant(from, Instant.MAX, now -> act);
    }

    RotationWant until(Instant end) {
        return new RotationWant(from, end, act);
    }

    boolean wanted(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /// Whether there is an instant from `now` on at which it is wanted.
    boolean ahead(Instant now) {
        return from.isBefore(until) && now.isBefore(until);
    }
}
