package fort.crypto;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Random;

/// Randomness that repeats, for tests.
final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;

    Seeded(long seed) {
        super(new Spi(seed), null);
    }

    private static final class Spi extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final Random random;

        Spi(long seed) {
            random = new Random(seed);
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // depends on the constructor only
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
