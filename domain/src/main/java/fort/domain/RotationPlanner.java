package fort.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be done with a secret, and when: pure functions of its state, its rules and the time. Workers only
/// carry
/// out what comes out of here, so ten simulated years test what production does.
///
/// - [#plan] wants something at an instant exactly when [#due] of that instant is not after it: a worker that looks
///   when due always finds work, and none is ever found late.
/// - A frozen secret wants nothing. A pause of a whole environment is not the planner's: the worker does not look.
/// - While a worker holds a claim, nobody else is told to work on that job. The holder asks [#next].
///
/// The due index holds times; whatever changes a head, settings, job or ledger asks [#due] again.
public final class RotationPlanner {
    /// The instant of a secret that wants nothing until something about it changes.
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final long EMERGENCY_GRACE_SECONDS_MIN = 60;

    private RotationPlanner() {}

    /// A secret as the planner sees it.
    ///
    /// @param head the secret
    /// @param settings null when nothing is set up to rotate it
    /// @param job [RotationJob#NONE] when there is none
    /// @param policy of its type
    /// @param consumers the ledger
    public record View(
            SecretHead head,
            @Nullable RotationSettings settings,
            RotationJob job,
            TypePolicy policy,
            List<Consumption> consumers) {
        public View {
            consumers = List.copyOf(consumers);
        }

        boolean frozen() {
            return settings != null && settings.frozen();
        }
    }

    /// All that is wanted now; at most one act of each kind.
    public static List<RotationAct> plan(View view, Instant now) {
        List<RotationAct> acts = new ArrayList<>(2);
        for (RotationWant want : wants(view)) {
            if (want.wanted(now)) {
                acts.add(want.act().apply(now));
            }
        }
        return acts;
    }

    /// The first instant from `now` on at which [#plan] wants something, `now` or earlier when it does already, or
    /// [#NEVER].
    public static Instant due(View view, Instant now) {
        Instant due = NEVER;
        for (RotationWant want : wants(view)) {
            if (want.ahead(now) && want.from().isBefore(due)) {
                due = want.from();
            }
        }
        return due;
    }

    /// What the holder of the claim does next with the rotation under way, as long as it does not fail: a
    /// [RotationAct.Work] or a [RotationAct.Abandon]; empty when the job is idle, frozen, or waits for a grace.
    public static Optional<RotationAct> next(View view, Instant now) {
        return view.frozen() ? Optional.empty() : JobWants.next(view, now);
    }

    /// Why a rotation may not be begun, if it may not; to be asked in the transaction that begins it.
    public static Optional<Refusal> refusal(View view, RotationCause cause, Instant now) {
        if (view.settings() == null) {
            return refused(Refusal.Reason.NOT_FOUND, "nothing is set up to rotate this secret");
        }
        if (view.frozen()) {
            return refused(Refusal.Reason.FORBIDDEN, "rotation of this secret is frozen; resume it first");
        }
        if (view.head().current().filter(current -> current.readable(now)).isEmpty()) {
            return refused(Refusal.Reason.NOT_FOUND, "this secret has no current version that could be replaced");
        }
        // Most targets hold two credentials: the next one is made when the one before the current is gone.
        return cause == RotationCause.EMERGENCY || view.head().inGrace().isEmpty()
                ? Optional.empty()
                : refused(
                        Refusal.Reason.ALREADY_EXISTS,
                        "the grace of an earlier version is not over; retire it first, or make it an emergency");
    }

    /// The policy that a promotion follows: the type's, with what the settings say otherwise. A value replaced in an
    /// emergency has grace until the deadline at most, and a minute at least.
    public static TypePolicy promotionPolicy(View view, Instant now) {
        RotationSettings settings = view.settings();
        TypePolicy policy = settings == null ? view.policy() : settings.over(view.policy());
        Instant deadline = view.job().deadline();
        if (deadline == null) {
            return policy;
        }
        long left = Math.max(
                EMERGENCY_GRACE_SECONDS_MIN, Duration.between(now, deadline).toSeconds());
        return policy.withGraceSeconds(Math.min(policy.graceSeconds(), left));
    }

    private static Optional<Refusal> refused(Refusal.Reason reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }

    /// What ends the grace of this secret's replaced versions. A leaked value is not held for anybody.
    public static GraceEnd graceEnd(@Nullable RotationSettings settings, RotationJob job) {
        if (settings == null) {
            return GraceEnd.TIME;
        }
        return settings.graceEnd() == GraceEnd.HOLD && job.cause() == RotationCause.EMERGENCY
                ? GraceEnd.PROOF
                : settings.graceEnd();
    }

    private static List<RotationWant> wants(View view) {
        if (view.frozen()) {
            return List.of();
        }
        List<RotationWant> wants = new ArrayList<>(4);
        JobWants.add(view, wants);
        GraceWants.add(view, wants);
        ExpiryWants.add(view, wants);
        return wants;
    }
}
