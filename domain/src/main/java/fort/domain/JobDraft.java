package fort.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [RotationJob] being changed by [RotationJobs].
final class JobDraft {
    private RotationStep step;
    private long version;
    private long fence;
    private String claimedBy;
    private @Nullable Instant claimedUntil;
    private int attempts;
    private @Nullable Instant nextAttemptTime;
    private @Nullable Instant startedTime;
    private @Nullable RotationCause cause;
    private @Nullable Instant deadline;
    private String emergency;
    private @Nullable Instant lastSuccessTime;
    private String lastError;

    JobDraft(RotationJob job) {
        step = job.step();
        version = job.version();
        fence = job.fence();
        claimedBy = job.claimedBy();
        claimedUntil = job.claimedUntil();
        attempts = job.attempts();
        nextAttemptTime = job.nextAttemptTime();
        startedTime = job.startedTime();
        cause = job.cause();
        deadline = job.deadline();
        emergency = job.emergency();
        lastSuccessTime = job.lastSuccessTime();
        lastError = job.lastError();
    }

    RotationJob job() {
        return new RotationJob(
                step,
                version,
                fence,
                claimedBy,
                claimedUntil,
                attempts,
                nextAttemptTime,
                startedTime,
                cause,
                deadline,
                emergency,
                lastSuccessTime,
                lastError);
    }

    JobDraft begun(RotationCause why, @Nullable Instant until, String emergencyId, Instant now) {
        startedTime = now;
        return caused(why, until, emergencyId).lastError("");
    }

    JobDraft caused(RotationCause why, @Nullable Instant until, String emergencyId) {
        cause = why;
        deadline = until;
        emergency = emergencyId;
        return attempt(0, null);
    }

    /// The next step, tried from the start.
    JobDraft step(RotationStep next) {
        step = next;
        return attempt(0, null);
    }

    JobDraft stepGoesOn(RotationStep next) {
        step = next;
        return this;
    }

    JobDraft idle(@Nullable Instant notBefore) {
        startedTime = null;
        cause = null;
        deadline = null;
        emergency = "";
        version = 0;
        return step(RotationStep.IDLE).attempt(0, notBefore).unclaimed();
    }

    JobDraft version(long number) {
        version = number;
        return this;
    }

    JobDraft claimed(String node, Instant until) {
        claimedBy = node;
        claimedUntil = until;
        fence++;
        return this;
    }

    JobDraft claimedUntil(Instant until) {
        claimedUntil = until;
        return this;
    }

    JobDraft unclaimed() {
        claimedBy = "";
        claimedUntil = null;
        return this;
    }

    JobDraft attempt(int failures, @Nullable Instant notBefore) {
        attempts = failures;
        nextAttemptTime = notBefore;
        return this;
    }

    JobDraft succeeded(Instant now) {
        lastSuccessTime = now;
        return lastError("");
    }

    JobDraft lastError(String sentence) {
        lastError = sentence;
        return this;
    }
}
