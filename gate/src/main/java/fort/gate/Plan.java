package fort.gate;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.store.Change;
import java.util.List;

/// What a handler found out: the outcome, and the changes and facts that must be durable before anyone hears of it.
/// Nothing has happened yet.
///
/// @param facts one record each; given none, the plan has one that says nothing more: no act goes unrecorded
/// @param afterCommit side effects in memory (sealing, swapping a keyring), run once after the commit; a plan that
///     is dropped has none
record Plan<T>(
        Outcome<T> outcome, List<Change> changes, List<Fact> facts, List<String> warnings, Runnable afterCommit) {
    private static final Runnable NOTHING = () -> {};
    private static final List<Fact> ONE = List.of(Fact.NONE);

    Plan {
        facts = facts.isEmpty() ? ONE : facts;
    }

    static <T> Plan<T> done(T value) {
        return new Plan<>(Outcome.done(value), List.of(), ONE, List.of(), NOTHING);
    }

    static <T> Plan<T> done(T value, Fact fact) {
        return new Plan<>(Outcome.done(value), List.of(), List.of(fact), List.of(), NOTHING);
    }

    static <T> Plan<T> done(T value, List<Change> changes) {
        return new Plan<>(Outcome.done(value), changes, ONE, List.of(), NOTHING);
    }

    static <T> Plan<T> done(T value, List<Change> changes, Fact fact) {
        return new Plan<>(Outcome.done(value), changes, List.of(fact), List.of(), NOTHING);
    }

    @SuppressWarnings("NullAway") // Void has no other value
    static Plan<Void> done(List<Change> changes) {
        return new Plan<>(new Outcome.Done<>(null), changes, ONE, List.of(), NOTHING);
    }

    @SuppressWarnings("NullAway") // Void has no other value
    static Plan<Void> done(List<Change> changes, Fact fact) {
        return new Plan<>(new Outcome.Done<>(null), changes, List.of(fact), List.of(), NOTHING);
    }

    static <T> Plan<T> refused(Refusal.Reason reason, String message) {
        return new Plan<>(Outcome.refused(reason, message), List.of(), ONE, List.of(), NOTHING);
    }

    static <T> Plan<T> refused(Refusal refusal) {
        return new Plan<>(Outcome.refused(refusal), List.of(), ONE, List.of(), NOTHING);
    }

    /// A refusal that still changes something, such as the count of failed logins.
    static <T> Plan<T> refused(Refusal refusal, List<Change> changes) {
        return new Plan<>(Outcome.refused(refusal), changes, ONE, List.of(), NOTHING);
    }

    Plan<T> warning(String warning) {
        return new Plan<>(outcome, changes, facts, List.of(warning), afterCommit);
    }

    Plan<T> warnings(List<String> all) {
        return new Plan<>(outcome, changes, facts, all, afterCommit);
    }

    Plan<T> facts(List<Fact> all) {
        return new Plan<>(outcome, changes, all, warnings, afterCommit);
    }

    Plan<T> after(Runnable effect) {
        return new Plan<>(outcome, changes, facts, warnings, effect);
    }
}
