package fort.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/// Hands out random bytes from blocks read ahead, because the platform's generator costs more per call than per
/// byte. A byte is handed out once and overwritten at once. Thread-safe.
final class RandomBlocks {
    private static final int BLOCK = 1024;

    private final Pool<Block> pool;

    RandomBlocks(SecureRandom random) {
        pool = new Pool<>(() -> new Block(random));
    }

    void fill(byte[] out, int offset, int length) {
        Block block = pool.take();
        block.fill(out, offset, length);
        pool.give(block);
    }

    private static final class Block {
        private final SecureRandom random;
        private final byte[] bytes = new byte[BLOCK];
        private int next = BLOCK;

        Block(SecureRandom random) {
            this.random = random;
        }

        void fill(byte[] out, int offset, int length) {
            if (length > BLOCK) {
                throw new IllegalArgumentException("at most " + BLOCK + " bytes at once");
            }
            if (next + length > BLOCK) {
                random.nextBytes(bytes);
                next = 0;
            }
            System.arraycopy(bytes, next, out, offset, length);
            Arrays.fill(bytes, next, next + length, (byte) 0);
            next += length;
        }
    }
}
