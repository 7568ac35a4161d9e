package fort.gate;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One watcher's view of [Changes]: which secrets changed since it last looked. The same secret is there once however
/// often it changed, and beyond [#PENDING_MAX] it is only known that something did: a slow watcher costs no memory.
public final class Subscription implements AutoCloseable {
    static final int PENDING_MAX = 1_000;

    private final Changes changes;
    private final String mountId;
    private final List<String> keys;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final Set<String> pending = new LinkedHashSet<>();
    private boolean all;
    private boolean ended;

    Subscription(Changes changes, String mountId, List<String> keys) {
        this.changes = changes;
        this.mountId = mountId;
        this.keys = keys;
    }

    /// What changed.
    ///
    /// @param paths below the mount
    /// @param all too much to be named: anything that is watched may have changed
    /// @param ended nothing will come any more
    public record News(List<String> paths, boolean all, boolean ended) {
        public News {
            paths = List.copyOf(paths);
        }

        /// Both together.
        public News and(News later) {
            Set<String> both = new LinkedHashSet<>(paths);
            both.addAll(later.paths);
            return new News(List.copyOf(both), all || later.all, ended || later.ended);
        }

        public boolean isEmpty() {
            return paths.isEmpty() && !all && !ended;
        }
    }

    List<String> keys() {
        return keys;
    }

    void tell(String headKey) {
        lock.lock();
        try {
            if (all) {
                return;
            }
            if (pending.size() == PENDING_MAX) {
                pending.clear();
                all = true;
            } else if (!pending.add(headKey)) {
                return;
            }
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void tellAll() {
        lock.lock();
        try {
            pending.clear();
            all = true;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Wakes whoever waits, for good.
    public void end() {
        lock.lock();
        try {
            ended = true;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is new, waiting for it at most so long. Empty when nothing came.
    public News await(Duration patience) {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (pending.isEmpty() && !all && !ended && nanos > 0) {
                nanos = told.awaitNanos(nanos);
            }
            News news = new News(
                    pending.stream()
                            .map(key -> key.substring(mountId.length() + 1))
                            .toList(),
                    all,
                    ended);
            pending.clear();
            all = false;
            return news;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new News(List.of(), false, true);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        changes.unsubscribe(this);
    }
}
