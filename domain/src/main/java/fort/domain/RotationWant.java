package fort.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /// The same want, but not while something waits for `end`: up to two wants. A wait that is longer than any can be
    /// was written under a clock that ran ahead, and is none.
    ///
    /// @param end null: nothing waits
    /// @param longest any such wait
    void unlessWaiting(@Nullable Instant end, Duration longest, Consumer<RotationWant> into) {
        if (end == null) {
            into.accept(this);
            return;
        }
        Instant begin = end.minus(longest);
        if (from.isBefore(begin)) {
            into.accept(until(begin.isBefore(until) ? begin : until));
        }
        if (end.isBefore(until)) {
            into.accept(new RotationWant(from.isAfter(end) ? from : end, until, act));
        }
    }

    boolean wanted(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /// Whether there is an instant from `now` on at which it is wanted.
    boolean ahead(Instant now) {
        return from.isBefore(until) && now.isBefore(until);
    }
}
