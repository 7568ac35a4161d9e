package fort.domain;

import static fort.domain.RotationScene.DAY;
import static fort.domain.RotationScene.SETTINGS;
import static fort.domain.RotationScene.START;
import static fort.domain.RotationScene.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RotationPlannerTest {
    private static final RotationAct SCHEDULED = new RotationAct.Start(RotationCause.SCHEDULED);

    private final RotationScene scene = new RotationScene();

    @Test
    @Tag("R2.2")
    void a_rotation_starts_thirty_days_before_expiry_or_up_to_a_day_later() {
        Instant lead = scene.head.expiresTime().minus(DAY.multipliedBy(30));
        assertThat(scene.due()).isBetween(lead, lead.plus(DAY));
        assertThat(scene.at(scene.due().minusNanos(1)).plan()).isEmpty();
        assertThat(scene.at(scene.due()).plan()).containsExactly(SCHEDULED);
    }

    @Test
    void secrets_written_together_do_not_start_together() {
        long different = IntStream.range(0, 200)
                .mapToObj(i -> {
                    SecretHead head = SecretHead.empty("m", "app/" + i, RotationScene.TYPE, START);
                    RotationScene other = new RotationScene();
                    other.head = head;
                    other.write();
                    return other.due().getEpochSecond() / 3600;
                })
                .distinct()
                .count();
        assertThat(different).isGreaterThan(20);
    }

    @Test
    void an_interval_is_a_promise_and_starts_no_later() {
        scene.settings = new RotationSettings("random", "", Map.of(), 10 * 86_400, null, null, GraceEnd.TIME, false);
        assertThat(scene.due()).isBetween(START.plus(DAY.multipliedBy(9)), START.plus(DAY.multipliedBy(10)));
    }

    @Test
    void a_lead_as_long_as_the_whole_life_does_not_rotate_a_fresh_secret() {
        scene.settings = new RotationSettings("random", "", Map.of(), 0, 1_000L * 86_400, null, GraceEnd.TIME, false);
        assertThat(scene.plan()).isEmpty();
        assertThat(scene.due()).isAfter(START.plus(DAY.multipliedBy(8)));
    }

    @Test
    void a_frozen_secret_wants_nothing() {
        scene.begin(RotationCause.MANUAL);
        scene.settings = SETTINGS.withFrozen(true);
        assertThat(scene.later(DAY.multipliedBy(400)).plan()).isEmpty();
        assertThat(scene.due()).isEqualTo(RotationPlanner.NEVER);
        assertThat(RotationPlanner.next(scene.view(), scene.now)).isEmpty();
    }

    @Test
    void a_secret_without_settings_is_warned_of_once_per_expiry() {
        scene.settings = null;
        Instant lead = scene.head.expiresTime().minus(DAY.multipliedBy(30));
        assertThat(scene.due()).isEqualTo(lead);
        assertThat(scene.at(lead).plan()).containsExactly(new RotationAct.Warn(scene.head.expiresTime()));
        scene.head = scene.head.warned();
        assertThat(scene.plan()).isEmpty();
        assertThat(scene.due()).isEqualTo(RotationPlanner.NEVER);
        scene.write();
        assertThat(scene.at(scene.due()).plan()).first().isInstanceOf(RotationAct.Retire.class);
        scene.head = Lifecycle.retire(scene.head, scene.now).head();
        assertThat(scene.at(scene.due()).plan()).containsExactly(new RotationAct.Warn(scene.head.expiresTime()));
    }

    @Test
    @Tag("attack-52")
    void a_job_that_is_claimed_is_offered_to_nobody_else_until_the_claim_is_over() {
        scene.begin(RotationCause.MANUAL);
        assertThat(scene.plan()).containsExactly(new RotationAct.Work(RotationStep.CREATE));
        scene.claim();
        assertThat(scene.plan()).isEmpty();
        assertThat(RotationPlanner.next(scene.view(), scene.now)).hasValue(new RotationAct.Work(RotationStep.CREATE));
        assertThat(scene.due()).isEqualTo(scene.now.plusSeconds(60));
        assertThat(scene.later(Duration.ofSeconds(60)).plan())
                .containsExactly(new RotationAct.Work(RotationStep.CREATE));
    }

    @Test
    @Tag("attack-58")
    void a_claim_and_a_wait_written_under_a_clock_forty_days_ahead_hold_nothing() {
        scene.begin(RotationCause.MANUAL);
        scene.later(DAY.multipliedBy(40)).fail(FailureKind.TRANSIENT);
        scene.claim();
        scene.at(START);
        assertThat(scene.plan()).containsExactly(new RotationAct.Work(RotationStep.CREATE));
        assertThat(scene.due()).isBeforeOrEqualTo(scene.now);
    }

    @Test
    @Tag("R2.5")
    @Tag("attack-56")
    void an_expiry_moves_while_a_rotation_does_not_succeed() {
        scene.at(scene.due()).begin(RotationCause.SCHEDULED);
        scene.fail(FailureKind.PERMANENT);
        assertThat(scene.job.running()).isFalse();
        scene.at(scene.head.expiresTime().minus(Duration.ofHours(2)));
        assertThat(scene.plan())
                .containsExactly(SCHEDULED, new RotationAct.Extend(scene.now.plus(DAY.multipliedBy(7))));
        scene.head = Lifecycle.expire(scene.head, scene.now.plus(DAY.multipliedBy(7)))
                .head();
        assertThat(scene.plan()).containsExactly(SCHEDULED);
        assertThat(scene.head.expired(scene.now)).isFalse();
    }

    @Test
    @Tag("R2.5")
    void a_rotation_given_up_comes_again_after_a_pause() {
        scene.at(scene.due()).begin(RotationCause.SCHEDULED);
        scene.fail(FailureKind.PERMANENT);
        assertThat(scene.plan()).isEmpty();
        assertThat(scene.due()).isEqualTo(scene.now.plus(RotationJobs.COOL_DOWN));
        assertThat(scene.at(scene.due()).plan()).containsExactly(SCHEDULED);
    }

    @Test
    @Tag("attack-61")
    void a_version_written_by_hand_in_the_middle_withdraws_what_was_staged() {
        scene.begin(RotationCause.MANUAL);
        long fence = scene.claim();
        scene.stage(fence);
        scene.write();
        RotationAct.Abandon abandon = (RotationAct.Abandon)
                RotationPlanner.next(scene.view(), scene.now).orElseThrow();
        assertThat(abandon.undo()).isTrue();
        scene.job = done(RotationJobs.abandoned(scene.job, fence, abandon, scene.now));
        assertThat(scene.plan()).contains(new RotationAct.Work(RotationStep.UNDO));
        fence = scene.claim();
        scene.job = done(RotationJobs.undone(scene.job, fence, scene.now));
        assertThat(scene.job.step()).isEqualTo(RotationStep.IDLE);
        assertThat(scene.job.lastError()).contains("by hand");
    }

    @Test
    @Tag("attack-61")
    void a_deleted_secret_is_not_rotated_and_an_undeleted_one_is() {
        scene.head = Lifecycle.deleteCurrent(scene.head, scene.now).head();
        assertThat(scene.due()).isEqualTo(RotationPlanner.NEVER);
        assertThat(scene.later(DAY.multipliedBy(80)).plan()).isEmpty();
        scene.head = done(Lifecycle.undelete(scene.head, KvSettings.DEFAULT, List.of(1L), scene.now))
                .head();
        assertThat(scene.plan()).containsExactly(SCHEDULED);
    }

    @Test
    @Tag("attack-61")
    void a_secret_destroyed_in_the_middle_ends_the_rotation_at_once() {
        scene.begin(RotationCause.MANUAL);
        scene.stage(scene.claim());
        scene.head = done(Lifecycle.destroy(scene.head, List.of(1L))).head();
        assertThat(RotationPlanner.next(scene.view(), scene.now))
                .hasValue(new RotationAct.Abandon(false, "the current version was destroyed"));
    }

    @Test
    @Tag("attack-61")
    void settings_taken_away_in_the_middle_end_the_rotation_and_what_its_target_needs_may_not_change() {
        scene.begin(RotationCause.MANUAL);
        RotationSettings elsewhere = new RotationSettings("redis", "", Map.of(), 0, null, null, GraceEnd.TIME, false);
        assertThat(RotationJobs.mayChange(scene.job, SETTINGS, elsewhere)).isFalse();
        assertThat(RotationJobs.mayChange(scene.job, SETTINGS, null)).isFalse();
        assertThat(RotationJobs.mayChange(scene.job, SETTINGS, SETTINGS.withFrozen(true)))
                .isTrue();
        scene.settings = null;
        assertThat(scene.plan()).first().isInstanceOf(RotationAct.Abandon.class);
    }

    @Test
    void a_manual_rotation_waits_for_the_grace_and_an_emergency_does_not() {
        scene.rotate(RotationCause.MANUAL);
        assertThat(RotationPlanner.refusal(scene.view(), RotationCause.MANUAL, scene.now))
                .isPresent();
        assertThat(RotationPlanner.refusal(scene.view(), RotationCause.EMERGENCY, scene.now))
                .isEmpty();
        scene.settings = SETTINGS.withFrozen(true);
        assertThat(RotationPlanner.refusal(scene.view(), RotationCause.EMERGENCY, scene.now))
                .isPresent();
    }
}
