package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random lives: whatever is done to a secret in whatever order, its invariants hold, and the value rows are exactly
/// the ones its head names.
@Tag("R2.1")
class LifecycleWalkTest {
    private static final long SEEDS = 300;
    private static final int STEPS = 200;

    @Test
    void every_random_life_keeps_the_invariants_and_its_rows() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Walk(seed).run();
        }
    }

    private static final class Walk {
        private final Random random;
        private final TypePolicy policy;
        private final Set<String> rows = new HashSet<>();
        private final Set<Long> given = new HashSet<>();
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");
        private SecretHead head;
        private int keys;

        Walk(long seed) {
            random = new Random(seed);
            SecretType type = TypePolicies.builtIn().all().get(random.nextInt(8));
            policy = type.policy();
            head = SecretHead.empty("m", "p", type, now);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                now = now.plusSeconds(random.nextInt(200_000));
                step();
                check();
            }
        }

        private NewVersion version() {
            return new NewVersion("k" + keys++, "p", null, 1, 1);
        }

        private KvSettings settings() {
            return new KvSettings(random.nextInt(6), false, false, random.nextInt(3) == 0 ? 500_000 : 0);
        }

        private List<Long> some() {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                numbers.add(head.lastVersion() - random.nextInt(5));
            }
            return numbers;
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> accept(Lifecycle.write(head, settings(), policy, version(), null, now));
                case 3 -> accept(Lifecycle.deleteCurrent(head, now));
                case 4 -> accept(Lifecycle.delete(head, some(), now));
                case 5 -> accept(Lifecycle.undelete(head, settings(), some(), now));
                case 6 -> accept(Lifecycle.destroy(head, some()));
                case 7 -> accept(Lifecycle.stage(head, version(), now));
                case 8 ->
                    accept(
                            random.nextInt(3) == 0
                                    ? Lifecycle.unstage(head)
                                    : Lifecycle.promote(head, settings(), policy, now));
                default -> accept(Lifecycle.retire(head, now));
            }
        }

        private void accept(Outcome<HeadChange> outcome) {
            if (outcome instanceof Outcome.Done<HeadChange>(HeadChange change)) {
                accept(change);
            }
        }

        private void accept(HeadChange change) {
            if (!change.changed()) {
                assertThat(change.head()).isEqualTo(head);
                assertThat(change.removed()).isEmpty();
            }
            change.addition().ifPresent(added -> {
                assertThat(given.add(added.number()))
                        .as("a number is given once")
                        .isTrue();
                assertThat(rows.add(added.storageKey())).isTrue();
            });
            change.removed()
                    .forEach(removed -> assertThat(rows.remove(removed.storageKey()))
                            .as("a removed row was there")
                            .isTrue());
            assertThat(change.head().currentVersion()).isGreaterThanOrEqualTo(head.currentVersion());
            head = change.head();
        }

        private void check() {
            Set<String> named = new HashSet<>();
            head.versions().stream().filter(v -> !v.destroyed()).forEach(v -> named.add(v.storageKey()));
            assertThat(rows).isEqualTo(named);
            long currents = head.versions().stream()
                    .filter(v -> v.state() == VersionState.CURRENT)
                    .count();
            assertThat(currents).isEqualTo(head.currentVersion() > 0 ? 1 : 0);
            assertThat(head.expiresTime()).isAfter(head.createdTime());
        }
    }
}
