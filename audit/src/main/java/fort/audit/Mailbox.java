package fort.audit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where callers leave their requests and the one committer takes them all at once: a lock-free stack. Only the
/// caller that finds it empty wakes the committer.
final class Mailbox {
    private final Request closed = new Request(List.of(), new RecordWriter.EncodedRecord[0], false);
    private final AtomicReference<@Nullable Request> newest = new AtomicReference<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int max;
    private volatile @Nullable Thread committer;

    Mailbox(int max) {
        this.max = max;
    }

    enum Left {
        ACCEPTED,
        FULL,
        CLOSED
    }

    Left leave(Request request) {
        if (waiting.incrementAndGet() > max) {
            waiting.decrementAndGet();
            return Left.FULL;
        }
        Request before;
        do {
            before = newest.get();
            if (before == closed) {
                waiting.decrementAndGet();
                return Left.CLOSED;
            }
            request.next = before;
        } while (!newest.compareAndSet(before, request));
        if (before == null) {
            LockSupport.unpark(committer);
        }
        return Left.ACCEPTED;
    }

    /// By the committer: waits for requests and takes all, oldest first.
    ///
    /// @return null when the mailbox was closed and nothing is left
    @Nullable
    Request take() {
        committer = Thread.currentThread();
        Request taken = newest.getAndUpdate(now -> now == closed ? closed : null);
        while (taken == null) {
            LockSupport.park(this);
            taken = newest.getAndUpdate(now -> now == closed ? closed : null);
        }
        return taken == closed ? null : oldestFirst(taken);
    }

    /// The caller of [#leave] counts as waiting until its request was answered.
    void answered(int requests) {
        waiting.addAndGet(-requests);
    }

    int waiting() {
        return waiting.get();
    }

    /// Refuses what comes from now on.
    ///
    /// @return what was left before, oldest first
    @Nullable
    Request close() {
        Request left = newest.getAndSet(closed);
        LockSupport.unpark(committer);
        return left == closed ? null : oldestFirst(left);
    }

    private static @Nullable Request oldestFirst(@Nullable Request newestFirst) {
        Request reversed = null;
        Request rest = newestFirst;
        while (rest != null) {
            Request following = rest.next;
            rest.next = reversed;
            reversed = rest;
            rest = following;
        }
        return reversed;
    }
}
