package fort.testkit.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import fort.testkit.Evidence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten years of rotations on three nodes, from a seed: targets that are down, refuse, or lose replies; nodes that die
/// or stand still between any two steps and wake with old claims; clocks that jump; people who write, delete,
/// destroy,
/// freeze and change settings in the middle of it. At each instant the invariants of [Invariants] hold.
///
/// A seed that fails is named, and fails again alike: `new World(seed, secrets, brain).run(...)`.
class RotationSimulatorTest {
    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final long MUTANT_SEEDS_MAX = 60;

    /// What came of one seed.
    private record Run(long seed, Tally tally, Optional<RuntimeException> failure) {
        static Run of(long seed, int secrets, Brain brain) {
            World world = new World(seed, secrets, brain);
            try {
                world.run(TEN_YEARS);
                return new Run(seed, world.tally, Optional.empty());
            } catch (RuntimeException failure) {
                return new Run(seed, world.tally, Optional.of(failure));
            }
        }
    }

    @Test
    @Tag("R2.2")
    @Tag("R2.3")
    @Tag("R2.4")
    @Tag("R2.5")
    @Tag("attack-52")
    @Tag("attack-53")
    @Tag("attack-56")
    @Tag("attack-58")
    @Tag("attack-61")
    void every_invariant_holds_for_ten_years_of_faults() {
        simulate(1, 500, 4, "rotation-simulator");
    }

    @Test
    @Tag("slow")
    void every_invariant_holds_for_ten_thousand_seeds() {
        simulate(1_001, 10_000, 5, "rotation-simulator-slow");
        simulate(20_001, 200, 30, "rotation-simulator-wide");
    }

    @Test
    @Tag("R2.4")
    @Tag("R2.5")
    void each_planner_broken_on_purpose_is_caught() {
        StringBuilder caught = new StringBuilder();
        Map<String, Brain> mutants = Mutants.all();
        mutants.forEach((fault, brain) -> {
            Run run = caughtBy(fault, brain);
            RuntimeException failure = run.failure().orElseThrow();
            assertThat(failure).as(fault).isInstanceOf(Violation.class);
            caught.append("  %-32s seed %2d: %s%n".formatted(fault, run.seed(), failure.getMessage()));
        });
        Evidence.write(
                "rotation-mutants",
                "Rotation simulator: each of %d planners broken on purpose is caught%n%n%s"
                        .formatted(mutants.size(), caught));
    }

    private static Run caughtBy(String fault, Brain brain) {
        return LongStream.rangeClosed(1, MUTANT_SEEDS_MAX)
                .mapToObj(seed -> Run.of(seed, 4, brain))
                .filter(run -> run.failure().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no seed finds a planner that " + fault));
    }

    private static void simulate(long firstSeed, int seeds, int secrets, String name) {
        Tally tally = new Tally();
        LongStream.range(firstSeed, firstSeed + seeds)
                .parallel()
                .mapToObj(seed -> Run.of(seed, secrets, new Brain()))
                .toList()
                .forEach(run -> {
                    run.failure().ifPresent(failure -> {
                        throw new AssertionError("seed " + run.seed() + ": " + failure.getMessage(), failure);
                    });
                    tally.add(run.tally());
                });
        Evidence.write(name, evidence(seeds, secrets, tally));
        assertThat(tally.of("act.promoted")).isGreaterThan(seeds * 50L);
        assertThat(tally.of("fault.old claim refused")).isPositive();
        assertThat(tally.of("fault.old claim accepted")).isZero();
        assertThat(tally.of("fault.reply lost after the change")).isPositive();
        assertThat(tally.of("act.held by the brake")).isPositive();
    }

    private static String evidence(int seeds, int secrets, Tally tally) {
        return """
                Rotation simulator: %,d seeds of ten years, %d secrets on 3 nodes each: %,d rotations, %,d logins, every \
                invariant checked %,d times, none broken

                Invariants: exactly one current version; the current value works at every instant (with one user at the
                target: it or the next one); a version in grace works, and is not retired, until its end, proof or emergency;
                a client that fetches within the grace always logs in; no secret with a rotation expires; it rotates before
                its expiry when nothing hinders it; a step done again has the same effect; a worker whose claim was taken
                changes nothing; the brake holds a mass event; one alert for one expiry; who looks when due finds work.

                Acts:
                %s
                Faults and what people did:
                %s
                Noted:
                %s""".formatted(
                        seeds,
                        secrets,
                        tally.of("act.promoted"),
                        tally.of("login."),
                        tally.of("check."),
                        tally.table("act."),
                        tally.table("fault."),
                        tally.table("note."));
    }
}
