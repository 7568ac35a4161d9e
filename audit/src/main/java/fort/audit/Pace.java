package fort.audit;

import java.util.concurrent.locks.LockSupport;

/// Keeps long background work to a fifth of one core, in slices of a few milliseconds, so that those who wait for an
/// answer hardly notice it. Where all the time in the world is taken by requests, an index that is ready some seconds
/// later costs nobody anything: until then the segment is searched by reading it.
final class Pace {
    private static final int STEPS = 256;
    private static final int REST_PER_WORK = 4;
    /// A slice that took long because others had the core must not be paid for with an even longer rest.
    private static final long REST_NANOS_MAX = 50_000_000;

    private int steps;
    private long since = System.nanoTime();
    private boolean interrupted;

    /// To be called after each small step.
    ///
    /// @return false when the thread was interrupted; its flag stays set
    boolean goOn() {
        if (++steps % STEPS == 0) {
            long work = System.nanoTime() - since;
            LockSupport.parkNanos(this, Math.min(work * REST_PER_WORK, REST_NANOS_MAX));
            interrupted = Thread.currentThread().isInterrupted();
            since = System.nanoTime();
        }
        return !interrupted;
    }

    boolean interrupted() {
        return interrupted;
    }
}
