package fort.testkit;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Random;

/// Randomness that repeats: the same seed gives the same bytes, on every machine. For tests only; nothing about
/// it is secret. Thread-safe.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    public SeededRandom(long seed) {
        super(new Spi(seed), null);
    }

    @Override
    public String getAlgorithm() {
        return "Seeded";
    }

    private static final class Spi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final Random random;

        Spi(long seed) {
            random = new Random(seed);
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // a test's bytes depend on the seed of the constructor only
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] seed = new byte[count];
            random.nextBytes(seed);
            return seed;
        }
    }
}
