package fort.rotation;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls a verb and waits no longer than its time: it is interrupted then, and if it does not heed that, left alone.
final class VerbRunner {
    private final ExecutorService threads;
    private final long millisMax;

    VerbRunner(ExecutorService threads, long millisMax) {
        this.threads = threads;
        this.millisMax = millisMax;
    }

    /// @param ended run when the verb's thread is really free again, however it ended
    /// @throws RotationFailure also for what a rotator should not have thrown
    <T> T call(Callable<T> verb, Runnable ended) throws InterruptedException {
        Future<T> running;
        try {
            running = threads.submit(() -> {
                try {
                    return verb.call();
                } finally {
                    ended.run();
                }
            });
        } catch (RejectedExecutionException stopping) {
            ended.run();
            throw new InterruptedException("the worker stops");
        }
        try {
            return running.get(millisMax, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new RotationFailure(
                    RotationFailure.Kind.UNKNOWN, "the target did not answer within " + millisMax / 1000 + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RotationFailure failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            Throwable defect = e.getCause() == null ? e : e.getCause();
            throw new RotationFailure(
                    RotationFailure.Kind.UNKNOWN,
                    "the rotator failed: " + defect.getClass().getSimpleName(),
                    defect);
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        }
    }
}
