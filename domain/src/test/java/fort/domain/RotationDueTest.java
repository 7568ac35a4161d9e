package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The due index is right: whatever state a secret is in, something is wanted exactly from the instant on that
/// [RotationPlanner#due] names.
@Tag("R2.2")
class RotationDueTest {
    private static final long SEEDS = 2_000;

    @Test
    void nothing_is_wanted_before_it_is_due_and_something_is_when_it_is() {
        int wanted = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            RotationScene scene = scene(random);
            Instant due = scene.due();
            boolean now = !scene.plan().isEmpty();
            assertThat(now).as("seed " + seed).isEqualTo(!due.isAfter(scene.now));
            wanted += now ? 1 : 0;
            if (due.isAfter(scene.now) && !due.equals(RotationPlanner.NEVER)) {
                assertThat(RotationPlanner.plan(scene.view(), due))
                        .as("seed " + seed)
                        .isNotEmpty();
                long gap = Duration.between(scene.now, due).toMillis();
                for (int i = 0; i < 10; i++) {
                    Instant before = scene.now.plusMillis((long) (random.nextDouble() * gap));
                    assertThat(RotationPlanner.plan(scene.view(), before))
                            .as("seed " + seed)
                            .isEmpty();
                }
            }
        }
        assertThat(wanted).isBetween((int) SEEDS / 10, (int) SEEDS * 9 / 10);
    }

    private static RotationScene scene(Random random) {
        RotationScene scene = new RotationScene();
        scene.settings =
                random.nextInt(8) == 0 ? null : RotationScene.graceEnds(pick(random, List.of(GraceEnd.values())));
        if (random.nextBoolean()) {
            scene.consumer("billing", 1 + random.nextInt(2), 1 + random.nextInt(2));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            scene.later(Duration.ofSeconds(random.nextInt(50 * 86_400)));
            happen(scene, random);
        }
        return scene.later(Duration.ofSeconds(random.nextInt(20 * 86_400) - 3_600));
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static void happen(RotationScene scene, Random random) {
        RotationCause cause = pick(random, List.of(RotationCause.values()));
        switch (random.nextInt(8)) {
            case 0 -> scene.write();
            case 1 ->
                scene.head = Lifecycle.deleteCurrent(scene.head, scene.now.plusSeconds(random.nextInt(86_400)))
                        .head();
            case 2 ->
                scene.head = RotationScene.done(Lifecycle.destroy(scene.head, List.of(scene.head.currentVersion())))
                        .head();
            case 3 -> scene.head = Lifecycle.retire(scene.head, scene.now).head();
            case 4 -> {
                if (scene.job.running() && !scene.job.claimed(scene.now)) {
                    scene.fail(pick(random, List.of(FailureKind.values())));
                }
            }
            case 5 -> scene.job = RotationJobs.held(scene.job, scene.now);
            default -> {
                if (!scene.job.running() && scene.head.staged().isEmpty()) {
                    if (random.nextBoolean()) {
                        scene.rotate(cause);
                    } else {
                        scene.begin(cause);
                        scene.stage(scene.claim());
                    }
                }
            }
        }
    }
}
