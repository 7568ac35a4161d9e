package fort.domain;

import static fort.domain.RotationScene.done;
import static fort.domain.RotationScene.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RotationJobsTest {
    private final RotationScene scene = new RotationScene();

    @Test
    @Tag("R2.5")
    @Tag("attack-53")
    void one_rotation_goes_through_its_steps_in_order_and_no_other() {
        scene.begin(RotationCause.MANUAL);
        long fence = scene.claim();
        assertThat(refused(RotationJobs.applied(scene.job, fence))).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        scene.stage(fence);
        assertThat(refused(RotationJobs.promoted(scene.job, fence, scene.now))).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        assertThat(refused(RotationJobs.staged(scene.job, fence, 9))).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        scene.job = done(RotationJobs.applied(scene.job, fence));
        scene.promote(fence);
        assertThat(scene.job.lastSuccessTime()).isEqualTo(scene.now);
        fence = scene.claim();
        scene.job = done(RotationJobs.finished(scene.job, fence));
        assertThat(scene.job.step()).isEqualTo(RotationStep.IDLE);
        assertThat(scene.job.version()).isZero();
        assertThat(scene.job.fence()).isEqualTo(2);
    }

    @Test
    @Tag("attack-52")
    void a_worker_that_slept_beyond_its_claim_changes_nothing() {
        scene.begin(RotationCause.MANUAL);
        long old = scene.claim();
        assertThat(refused(RotationJobs.claim(scene.job, "node-2", scene.now, Duration.ofSeconds(60))))
                .isEqualTo(Refusal.Reason.CHECK_AND_SET);
        scene.later(Duration.ofSeconds(60));
        long fresh = scene.claim();
        assertThat(fresh).isGreaterThan(old);
        assertThat(refused(RotationJobs.staged(scene.job, old, 2))).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        assertThat(refused(RotationJobs.release(scene.job, old))).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        assertThat(refused(RotationJobs.renew(scene.job, old, scene.now, Duration.ofSeconds(60))))
                .isEqualTo(Refusal.Reason.CHECK_AND_SET);
        assertThat(refused(RotationJobs.failed(scene.job, old, FailureKind.TRANSIENT, "late", scene.now)))
                .isEqualTo(Refusal.Reason.CHECK_AND_SET);
        scene.stage(fresh);
    }

    @Test
    @Tag("R2.5")
    @Tag("attack-56")
    void failures_back_off_to_an_hour_and_then_the_staged_value_is_withdrawn() {
        scene.begin(RotationCause.MANUAL);
        scene.stage(scene.claim());
        scene.later(Duration.ofSeconds(60));
        Duration before = Duration.ZERO;
        for (int failures = 1; failures < RotationJobs.ATTEMPTS_MAX; failures++) {
            scene.fail(FailureKind.TRANSIENT);
            Duration wait = scene.pause();
            assertThat(scene.job.step()).isEqualTo(RotationStep.APPLY);
            assertThat(wait).isGreaterThanOrEqualTo(before).isBetween(Duration.ofSeconds(5), Duration.ofHours(1));
            assertThat(scene.plan()).isEmpty();
            before = wait;
            scene.later(wait);
        }
        assertThat(before).isEqualTo(Duration.ofHours(1));
        scene.fail(FailureKind.TRANSIENT);
        assertThat(scene.job.step()).isEqualTo(RotationStep.UNDO);
        assertThat(scene.job.lastError()).isEqualTo("the target is away");
    }

    @Test
    @Tag("R2.6")
    @Tag("attack-57")
    void an_emergency_tries_every_thirty_seconds_at_least_until_its_deadline() {
        scene.begin(RotationCause.EMERGENCY);
        scene.stage(scene.claim());
        Instant deadline = scene.now.plus(Duration.ofMinutes(5));
        int attempts = 0;
        for (scene.later(Duration.ofSeconds(60)); scene.now.isBefore(deadline); attempts++) {
            scene.fail(FailureKind.TRANSIENT);
            Duration wait = scene.pause();
            assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            scene.later(wait);
        }
        assertThat(attempts).isBetween(10, 15);
        scene.fail(FailureKind.TRANSIENT);
        assertThat(scene.job.step()).isEqualTo(RotationStep.APPLY);
        assertThat(scene.job.nextAttemptTime()).isAfter(scene.now.plusSeconds(30));
    }

    @Test
    @Tag("R2.5")
    void a_lost_reply_is_verified_and_a_login_that_fails_is_applied_again() {
        scene.begin(RotationCause.MANUAL);
        scene.stage(scene.claim());
        scene.later(Duration.ofHours(1)).fail(FailureKind.UNKNOWN);
        assertThat(scene.job.step()).isEqualTo(RotationStep.VERIFY);
        scene.later(Duration.ofHours(1)).fail(FailureKind.PERMANENT);
        assertThat(scene.job.step()).isEqualTo(RotationStep.APPLY);
        assertThat(scene.job.attempts()).isEqualTo(2);
        scene.later(Duration.ofHours(1)).fail(FailureKind.PERMANENT);
        assertThat(scene.job.step()).isEqualTo(RotationStep.UNDO);
    }

    @Test
    @Tag("R2.5")
    void a_withdrawal_is_never_given_up() {
        scene.begin(RotationCause.MANUAL);
        scene.stage(scene.claim());
        scene.later(Duration.ofHours(1)).fail(FailureKind.PERMANENT);
        for (int i = 0; i < 200; i++) {
            scene.later(Duration.ofHours(2)).fail(FailureKind.TRANSIENT);
            assertThat(scene.job.step()).isEqualTo(RotationStep.UNDO);
        }
    }

    @Test
    @Tag("R2.6")
    void an_emergency_takes_over_what_is_under_way_and_nothing_else_does() {
        scene.begin(RotationCause.MANUAL);
        scene.stage(scene.claim());
        assertThat(refused(RotationJobs.begin(scene.job, RotationCause.MANUAL, 1, null, "", scene.now)))
                .isEqualTo(Refusal.Reason.ALREADY_EXISTS);
        scene.begin(RotationCause.EMERGENCY);
        assertThat(scene.job.step()).isEqualTo(RotationStep.APPLY);
        assertThat(scene.job.cause()).isEqualTo(RotationCause.EMERGENCY);
        assertThat(scene.job.emergency()).isEqualTo("e1");
        assertThatThrownBy(() -> RotationJobs.begin(scene.job, RotationCause.EMERGENCY, 1, null, "e2", scene.now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_error_is_cut_to_one_sentence() {
        scene.begin(RotationCause.MANUAL);
        long fence = scene.claim();
        scene.job = done(RotationJobs.failed(scene.job, fence, FailureKind.TRANSIENT, "x".repeat(10_000), scene.now));
        assertThat(scene.job.lastError()).hasSize(RotationJobs.ERROR_LENGTH_MAX);
    }
}
