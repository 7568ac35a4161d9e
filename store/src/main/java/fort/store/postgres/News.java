package fort.store.postgres;

import fort.store.Feed;
import fort.store.Reads;
import fort.store.RowName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// What this process knows of the others' changes: up to which revision, and which rows were changed lately.
/// Thread-safe: the thread that commits and the one that listens both bring news.
final class News {
    /// Beyond it the oldest are forgotten, and acts that began before them start again.
    private static final int ROWS_MAX = 20_000;

    private final List<Feed.Listener> listeners = new CopyOnWriteArrayList<>();

    /// The newest change of each row by another process, in the order of their arrival.
    private final Map<RowName, Long> changed = new LinkedHashMap<>();

    /// Whoever began before this cannot be told any more what was changed since.
    private long floor;

    /// The newest change of another process.
    private long newest;

    private volatile long known;

    News(long head) {
        known = head;
        floor = 0;
        newest = head;
    }

    long known() {
        return known;
    }

    /// This process's own batch, which built on [#known].
    synchronized void committed(long head) {
        known = Math.max(known, head);
    }

    /// First the listeners, then [#known]: an act that begins after it finds nothing older in the caches.
    synchronized void heard(Changes changes) {
        if (changes.head() <= known) {
            return;
        }
        if (changes.gap()) {
            changed.clear();
            floor = changes.head();
            newest = changes.head();
            listeners.forEach(Feed.Listener::changedAnything);
        } else if (!changes.rows().isEmpty()) {
            remember(changes);
            List<RowName> names =
                    changes.rows().stream().map(Changes.Foreign::name).toList();
            listeners.forEach(listener -> listener.changed(names));
        }
        known = changes.head();
    }

    private void remember(Changes changes) {
        for (Changes.Foreign row : changes.rows()) {
            changed.remove(row.name());
            changed.put(row.name(), row.revision());
            RowName any = new RowName(row.name().collection(), Reads.ANY_KEY);
            changed.remove(any);
            changed.put(any, row.revision());
            newest = Math.max(newest, row.revision());
        }
        var oldest = changed.entrySet().iterator();
        while (changed.size() > ROWS_MAX) {
            floor = Math.max(floor, oldest.next().getValue());
            oldest.remove();
        }
    }

    /// Whether another process changed one of these rows since they were read.
    synchronized boolean overtook(Reads reads) {
        if (reads.since() >= newest) {
            return false;
        }
        if (reads.since() < floor) {
            return true;
        }
        for (RowName name : reads.rows()) {
            Long revision = changed.get(name);
            if (revision != null && revision > reads.since()) {
                return true;
            }
        }
        return false;
    }

    void listen(Feed.Listener listener) {
        listeners.add(listener);
    }

    void ignore(Feed.Listener listener) {
        listeners.remove(listener);
    }
}
