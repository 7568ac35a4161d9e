package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fort.crypto.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A login for a name that nobody has takes as long as one for a name that somebody has (Mann-Whitney U over
/// interleaved attempts). Were the hash left out for nobody, each of his attempts would be faster than each of
/// hers, and z about 24.
class LoginTimingTest {
    private static final int ATTEMPTS = 400;

    @Test
    @Tag("attack-2")
    void time_does_not_tell_whether_a_name_exists() {
        World world = new World();
        LoginLimits unlimited =
                new LoginLimits(1_000_000, 1_000_000, 1_000_000, Duration.ofMinutes(15), Duration.ofMinutes(15));
        PasswordHash passwords = new PasswordHash(world.random, new PasswordHash.Cost(1024, 1, 1), 1, 1);
        Users users = new Users(world.rows, world.tokens, passwords, unlimited);
        world.commit(World.done(
                users.write(World.USERPASS.id(), "alice", World.secret("correct horse"), UnaryOperator.identity())));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS * 2 + 100; i++) {
            boolean exists = i % 2 == 0;
            long start = System.nanoTime();
            users.login(
                    World.USERPASS,
                    exists ? "alice" : "nobody",
                    World.secret("wrong password"),
                    World.HERE,
                    world.now());
            if (i >= 100) {
                samples.add(new Sample(exists, System.nanoTime() - start));
            }
        }
        assertThat(Math.abs(z(samples))).isLessThan(6);
    }

    private record Sample(boolean exists, long nanos) {}

    private static double z(List<Sample> samples) {
        List<Sample> sorted = new ArrayList<>(samples);
        sorted.sort(Comparator.comparingLong(Sample::nanos));
        double ranks = 0;
        for (int i = 0; i < sorted.size(); i++) {
            ranks += sorted.get(i).exists() ? i + 1 : 0;
        }
        double n = ATTEMPTS;
        double u = ranks - n * (n + 1) / 2;
        return (u - n * n / 2) / Math.sqrt(n * n * (2 * n + 1) / 12);
    }
}
