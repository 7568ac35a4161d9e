package fort.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How a [RotationJob] goes on: job and what happened in, next job out, or a refusal. The gate stores the result
/// under
/// the revision of the row it read, in one transaction with what the step changes in the secret's head.
///
/// Each act of a worker names the fence of its claim. When another claim came since, the act is refused: whoever was
/// paused, or cut off, and wakes changes nothing.
///
/// ## What a failure leads to
/// | step | transient | permanent | unknown |
/// |---|---|---|---|
/// | CREATE | again, then given up | given up | again |
/// | APPLY | again, then UNDO | UNDO | VERIFY |
/// | VERIFY | again, then UNDO | APPLY again, then UNDO | again |
/// | FINISH | again, then left to the next rotation's finish | rarely again | again |
/// | UNDO | again, rarely, without an end: giving this up could leave neither value working | as transient | as
/// transient |
///
/// After a rotation was given up, the next scheduled one waits for [#COOL_DOWN].
public final class RotationJobs {
    /// Failures after which a rotation is given up.
    public static final int ATTEMPTS_MAX = 12;

    /// The same within an emergency, whose first tries follow each other closely.
    public static final int EMERGENCY_ATTEMPTS_MAX = 48;

    /// Between a rotation that was given up and the next scheduled one.
    public static final Duration COOL_DOWN = Duration.ofHours(6);

    /// Between two alerts about the same held grace; no job waits longer than this for anything.
    public static final Duration HOLD_REPEAT = Duration.ofDays(1);

    /// The longest a claim lasts without being renewed.
    public static final Duration CLAIM_MAX = Duration.ofHours(1);

    /// One sentence of a failure, in characters; the rest is cut.
    public static final int ERROR_LENGTH_MAX = 500;

    private RotationJobs() {}

    /// Begins a rotation. An emergency also takes over one that is under way (what is staged was never served, so
    /// it is as good as new), or that waits for the end of a grace.
    ///
    /// @param currentVersion of the head, in the same transaction
    /// @param deadline of an emergency, else null
    /// @param emergency its id, else empty
    public static Outcome<RotationJob> begin(
            RotationJob job,
            RotationCause cause,
            long currentVersion,
            @Nullable Instant deadline,
            String emergency,
            Instant now) {
        boolean urgent = cause == RotationCause.EMERGENCY;
        if (urgent == (deadline == null)) {
            throw new IllegalArgumentException("exactly an emergency has a deadline");
        }
        if (job.running() && !urgent) {
            return Outcome.refused(Refusal.Reason.ALREADY_EXISTS, "a rotation of this secret is under way");
        }
        JobDraft draft = new JobDraft(job);
        return switch (job.step()) {
            case IDLE, FINISH ->
                Outcome.done(draft.step(RotationStep.CREATE)
                        .version(currentVersion)
                        .begun(cause, deadline, emergency, now)
                        .unclaimed()
                        .job());
            case CREATE, APPLY, VERIFY ->
                Outcome.done(draft.caused(cause, deadline, emergency).job());
            case UNDO ->
                Outcome.refused(
                        Refusal.Reason.THROTTLED, "an earlier rotation of this secret is being withdrawn; try again");
        };
    }

    /// Takes the job for one node: a later fence, and an end after which others may take it.
    public static Outcome<RotationJob> claim(RotationJob job, String node, Instant now, Duration length) {
        if (!job.running()) {
            return Outcome.refused(Refusal.Reason.NOT_FOUND, "no rotation of this secret is under way");
        }
        return job.claimed(now)
                ? Outcome.refused(Refusal.Reason.CHECK_AND_SET, "another worker holds this rotation")
                : Outcome.done(new JobDraft(job).claimed(node, now.plus(length)).job());
    }

    /// Moves the end of the claim, for a step that takes longer.
    public static Outcome<RotationJob> renew(RotationJob job, long fence, Instant now, Duration length) {
        return current(job, fence, job.step(), draft -> draft.claimedUntil(end(now, length)));
    }

    /// Lets go of a claim without having done anything.
    public static Outcome<RotationJob> release(RotationJob job, long fence) {
        return current(job, fence, job.step(), JobDraft::unclaimed);
    }

    /// CREATE is done: the value is staged as `version`, in the same transaction.
    public static Outcome<RotationJob> staged(RotationJob job, long fence, long version) {
        return current(
                job,
                fence,
                RotationStep.CREATE,
                draft -> draft.step(RotationStep.APPLY).version(version));
    }

    /// The target took the value. Earlier failures still count: applying well and verifying badly has an end too.
    public static Outcome<RotationJob> applied(RotationJob job, long fence) {
        return current(
                job,
                fence,
                RotationStep.APPLY,
                draft -> draft.stepGoesOn(RotationStep.VERIFY).attempt(job.attempts(), null));
    }

    /// A login with the value worked, and the version is promoted in the same transaction.
    public static Outcome<RotationJob> promoted(RotationJob job, long fence, Instant now) {
        return current(
                job,
                fence,
                RotationStep.VERIFY,
                draft -> draft.step(RotationStep.FINISH).succeeded(now).unclaimed());
    }

    /// What only retired versions needed is gone at the target.
    public static Outcome<RotationJob> finished(RotationJob job, long fence) {
        return current(
                job, fence, RotationStep.FINISH, draft -> draft.idle(null).lastError(""));
    }

    /// The staged value is withdrawn at the target; its version is unstaged in the same transaction, where it is
    /// still staged.
    public static Outcome<RotationJob> undone(RotationJob job, long fence, Instant now) {
        return current(job, fence, RotationStep.UNDO, draft -> draft.idle(now.plus(COOL_DOWN)));
    }

    /// Carries out [RotationAct.Abandon].
    public static Outcome<RotationJob> abandoned(RotationJob job, long fence, RotationAct.Abandon act, Instant now) {
        return current(
                job,
                fence,
                job.step(),
                draft -> (act.undo()
                                ? draft.step(RotationStep.UNDO)
                                : draft.idle(job.step() == RotationStep.FINISH ? null : now.plus(COOL_DOWN)))
                        .unclaimed()
                        .lastError(sentence(act.why())));
    }

    /// The step failed; the table above says what follows. The claim is let go.
    ///
    /// @param sentence for operators; never holds a value
    public static Outcome<RotationJob> failed(
            RotationJob job, long fence, FailureKind kind, String sentence, Instant now) {
        return current(
                job,
                fence,
                job.step(),
                draft ->
                        RotationFailures.next(job, draft, kind, now).unclaimed().lastError(sentence(sentence)));
    }

    /// Versions of the secret retired: nothing waits for a held grace any more.
    public static RotationJob retired(RotationJob job) {
        return job.step() == RotationStep.FINISH
                ? new JobDraft(job).attempt(0, null).job()
                : job;
    }

    /// An alert about a held grace was raised.
    public static RotationJob held(RotationJob job, Instant now) {
        return new JobDraft(job).attempt(job.attempts(), now.plus(HOLD_REPEAT)).job();
    }

    /// Whether settings may change while the job is as it is: what a rotation under way needs at its target stays.
    public static boolean mayChange(RotationJob job, RotationSettings before, @Nullable RotationSettings after) {
        return !job.running()
                || (after != null
                        && after.rotator().equals(before.rotator())
                        && after.target().equals(before.target())
                        && after.options().equals(before.options()));
    }

    private static Outcome<RotationJob> current(
            RotationJob job, long fence, RotationStep step, UnaryOperator<JobDraft> act) {
        if (fence != job.fence() || !job.running()) {
            return Outcome.refused(
                    Refusal.Reason.CHECK_AND_SET, "the claim is over: another worker has taken this rotation since");
        }
        return step == job.step()
                ? Outcome.done(act.apply(new JobDraft(job)).job())
                : Outcome.refused(Refusal.Reason.CHECK_AND_SET, "this rotation is at another step: " + job.step());
    }

    private static Instant end(Instant now, Duration length) {
        return now.plus(length.compareTo(CLAIM_MAX) < 0 ? length : CLAIM_MAX);
    }

    private static String sentence(String text) {
        return text.length() <= ERROR_LENGTH_MAX ? text : text.substring(0, ERROR_LENGTH_MAX);
    }
}
