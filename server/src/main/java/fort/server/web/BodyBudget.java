package fort.server.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The memory that the bodies of all requests under way may take together, so that many large ones at once wait for
/// each other instead of ending the process. Small bodies, which is nearly all of them, are not counted.
///
/// Thread-safe. Whoever gets no share within the patience is refused with 503 and may come again.
final class BodyBudget {
    /// Bodies up to here are free: reading secrets and writing ordinary ones never waits for those who send much.
    static final int SMALL_BYTES = 16 * 1024;

    /// What a body is turned into takes several times its size; so all bodies get this part of the heap.
    private static final int PART_OF_HEAP = 16;

    private final Semaphore bytes;
    private final long patienceMillis;

    /// @param bytesMax for all bodies together
    /// @param patienceMillis how long a request may wait for its share
    BodyBudget(int bytesMax, long patienceMillis) {
        this.bytes = new Semaphore(bytesMax, true);
        this.patienceMillis = patienceMillis;
    }

    /// @param bodyBytesMax one body of this size must fit
    static BodyBudget ofThisProcess(int bodyBytesMax) {
        long part = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
        return new BodyBudget((int) Math.clamp(part, bodyBytesMax, WebLimits.BODY_BYTES_HARD * 8L), 2_000);
    }

    /// To be closed when the body is not needed any more.
    Share share() {
        return new Share();
    }

    /// One request's part. Not thread-safe.
    final class Share implements AutoCloseable {
        private int wanted;
        private int taken;

        private Share() {}

        /// @param more bytes that will be read, beyond those of earlier calls
        /// @throws WebRefusal with 503 when others have them and keep them
        void grow(int more) {
            wanted += more;
            if (wanted <= SMALL_BYTES) {
                return;
            }
            int missing = wanted - taken;
            if (!acquire(missing)) {
                throw new WebRefusal(503, "too many large bodies at once, try again later");
            }
            taken += missing;
        }

        private boolean acquire(int missing) {
            try {
                return bytes.tryAcquire(missing, patienceMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            bytes.release(taken);
            taken = 0;
        }
    }
}
