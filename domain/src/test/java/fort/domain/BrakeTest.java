package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-58")
class BrakeTest {
    private final Brake brake = new Brake(20, 25);

    @Test
    @Tag("R2.2")
    void more_than_a_part_due_at_once_pauses_and_says_so() {
        assertThat(brake.judge(200, 1_000)).isEqualTo(new Brake.Verdict.Go());
        assertThat(brake.judge(201, 1_000))
                .isInstanceOfSatisfying(
                        Brake.Verdict.Pause.class,
                        pause -> assertThat(pause.sentence())
                                .startsWith("201 of 1000 secrets are due at once, more than 20 %"));
    }

    @Test
    void a_small_fort_is_not_stopped_by_a_few() {
        assertThat(brake.judge(25, 25)).isEqualTo(new Brake.Verdict.Go());
        assertThat(brake.judge(26, 26)).isInstanceOf(Brake.Verdict.Pause.class);
    }

    @Test
    @Tag("R2.6")
    void it_holds_what_a_clock_can_cause_and_nothing_that_somebody_needs_now() {
        RotationScene scene = new RotationScene();
        RotationAct byTime = new RotationAct.Retire(List.of(1L), List.of(), "time");
        assertThat(Brake.holds(new RotationAct.Start(RotationCause.SCHEDULED), scene.job))
                .isTrue();
        assertThat(Brake.holds(byTime, scene.job)).isTrue();
        assertThat(Brake.holds(new RotationAct.Start(RotationCause.MANUAL), scene.job))
                .isFalse();
        assertThat(Brake.holds(new RotationAct.Retire(List.of(1L), List.of(), "proof"), scene.job))
                .isFalse();
        assertThat(Brake.holds(new RotationAct.Work(RotationStep.APPLY), scene.job))
                .isFalse();
        assertThat(Brake.holds(new RotationAct.Extend(scene.now), scene.job)).isFalse();
        scene.begin(RotationCause.EMERGENCY);
        assertThat(Brake.holds(byTime, scene.job)).isFalse();
    }
}
