package fort.domain;

import static fort.domain.RotationScene.DAY;
import static fort.domain.RotationScene.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2.4")
class RotationGraceTest {
    private final RotationScene scene = new RotationScene();

    private void rotated(GraceEnd end) {
        scene.settings = RotationScene.graceEnds(end);
        scene.rotate(RotationCause.MANUAL);
    }

    @Test
    @Tag("R2.3")
    void a_staged_version_is_not_served_and_after_the_promotion_both_are_acceptable() {
        scene.begin(RotationCause.MANUAL);
        long fence = scene.claim();
        scene.stage(fence);
        assertThat(scene.head.current().orElseThrow().number()).isEqualTo(1);
        assertThat(scene.head.served(2)).isEmpty();
        assertThat(scene.head.acceptable(scene.now))
                .extracting(VersionInfo::number)
                .containsExactly(1L);
        scene.job = done(RotationJobs.applied(scene.job, fence));
        scene.promote(fence);
        assertThat(scene.head.served(2)).isPresent();
        assertThat(scene.head.acceptable(scene.now))
                .extracting(VersionInfo::number)
                .containsExactly(1L, 2L);
    }

    @Test
    @Tag("R2.3")
    void a_promotion_drops_no_version_in_grace_however_few_are_kept() {
        scene.rotate(RotationCause.MANUAL);
        SecretHead one = done(Lifecycle.putMetadata(
                        scene.head,
                        false,
                        KvSettings.DEFAULT,
                        MetadataEdit.vault(1, null, null, null, null, null),
                        scene.now))
                .head();
        SecretHead staged =
                done(Lifecycle.stage(one, RotationScene.version(), scene.now)).head();
        SecretHead promoted = done(Lifecycle.promote(
                        staged, KvSettings.DEFAULT, RotationScene.TYPE.policy(), scene.now))
                .head();
        assertThat(promoted.acceptable(scene.now))
                .extracting(VersionInfo::number)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void by_time_the_old_version_retires_sharply_and_who_is_behind_is_named() {
        rotated(GraceEnd.TIME);
        scene.consumer("billing", 2, 0);
        scene.consumer("reports", 1, 1);
        Instant end = scene.now.plus(DAY);
        assertThat(scene.due()).isEqualTo(end);
        assertThat(scene.at(end.minusNanos(1)).plan()).isEmpty();
        assertThat(scene.at(end).plan())
                .containsExactly(new RotationAct.Retire(List.of(1L), List.of("reports"), "time"));
        scene.head = Lifecycle.retire(scene.head, List.of(1L)).head();
        scene.job = RotationJobs.retired(scene.job);
        assertThat(scene.plan()).containsExactly(new RotationAct.Work(RotationStep.FINISH));
    }

    @Test
    void by_proof_it_retires_as_soon_as_all_have_acknowledged() {
        rotated(GraceEnd.PROOF);
        scene.consumer("billing", 2, 2);
        scene.consumer("reports", 2, 0);
        assertThat(scene.plan()).isEmpty();
        scene.consumer("reports", 2, 2);
        assertThat(scene.plan()).containsExactly(new RotationAct.Retire(List.of(1L), List.of(), "proof"));
    }

    @Test
    void proof_of_nobody_proves_nothing() {
        rotated(GraceEnd.PROOF);
        assertThat(scene.plan()).isEmpty();
        assertThat(scene.later(DAY).plan()).containsExactly(new RotationAct.Retire(List.of(1L), List.of(), "time"));
    }

    @Test
    void a_declared_consumer_of_whom_nothing_is_known_is_a_straggler() {
        MetadataEdit edit =
                new MetadataEdit(null, null, null, null, null, null, null, null, List.of("silent"), null, null);
        scene.head = done(Lifecycle.putMetadata(scene.head, false, KvSettings.DEFAULT, edit, scene.now))
                .head();
        rotated(GraceEnd.PROOF);
        scene.consumer("billing", 2, 2);
        assertThat(scene.later(DAY).plan())
                .containsExactly(new RotationAct.Retire(List.of(1L), List.of("silent"), "time"));
    }

    @Test
    void held_it_stays_acceptable_past_its_time_and_an_alert_names_who_needs_it_once_a_day() {
        rotated(GraceEnd.HOLD);
        scene.consumer("reports", 1, 1);
        assertThat(scene.later(DAY).plan()).containsExactly(new RotationAct.Hold(List.of(1L), List.of("reports")));
        scene.job = RotationJobs.held(scene.job, scene.now);
        assertThat(scene.plan()).isEmpty();
        assertThat(scene.due()).isEqualTo(scene.now.plus(RotationJobs.HOLD_REPEAT));
        assertThat(scene.head.acceptable(GraceEnd.HOLD, scene.now)).hasSize(2);
        assertThat(scene.head.acceptable(scene.now)).hasSize(1);
        scene.consumer("reports", 2, 2);
        assertThat(scene.plan()).containsExactly(new RotationAct.Retire(List.of(1L), List.of(), "proof"));
    }

    @Test
    @Tag("R2.6")
    void in_an_emergency_the_leaked_value_has_grace_until_the_deadline_and_is_held_for_nobody() {
        rotated(GraceEnd.HOLD);
        scene.consumer("reports", 1, 1);
        scene.begin(RotationCause.EMERGENCY);
        assertThat(scene.plan())
                .contains(new RotationAct.Retire(List.of(1L), List.of(), "emergency"))
                .contains(new RotationAct.Work(RotationStep.CREATE));
        scene.head = Lifecycle.retire(scene.head, List.of(1L)).head();
        long fence = scene.claim();
        scene.stage(fence);
        scene.job = done(RotationJobs.applied(scene.job, fence));
        scene.later(Duration.ofMinutes(1)).promote(fence);
        assertThat(scene.due()).isEqualTo(scene.now.plus(Duration.ofMinutes(4)));
        assertThat(scene.at(scene.due()).plan())
                .containsExactly(new RotationAct.Retire(List.of(2L), List.of("reports"), "time"));
    }
}
