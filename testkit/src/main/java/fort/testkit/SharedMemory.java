package fort.testkit;

import fort.store.Change;
import fort.store.Feed;
import fort.store.Reads;
import fort.store.RowName;
import fort.store.Unit;
import java.util.ArrayList;
import java.util.List;

/// One store in memory that several processes share: each has a [Handle]. What others changed is heard when a test
/// says so, when a handle commits, and when it is asked to catch up.
public final class SharedMemory {
    private final MemoryStore core = new MemoryStore();
    private final List<Changed> changed = new ArrayList<>();
    private long head;

    private record Changed(long revision, Handle by, RowName name) {}

    /// Empty.
    public SharedMemory() {}

    /// For one more process.
    public Handle handle() {
        return new Handle();
    }

    /// What one process sees of the store.
    public final class Handle extends ForwardingStore implements Feed {
        private final List<Listener> listeners = new ArrayList<>();
        private long known = head;
        private volatile boolean current = true;

        private Handle() {
            super(core);
        }

        /// As if the channel to the others were cut, or whole again.
        public void hearing(boolean hears) {
            current = hears;
        }

        @Override
        public List<Long> commit(List<Unit> units, Closing closing) {
            synchronized (SharedMemory.this) {
                catchUp();
                List<Change> applied = new ArrayList<>();
                List<Unit> judged = units.stream()
                        .map(unit -> overtaken(unit.reads()) ? refused() : unit)
                        .toList();
                List<Long> results = inner.commit(judged, (accepted, base) -> {
                    head = base;
                    for (int i = 0; i < accepted.length; i++) {
                        if (accepted[i]) {
                            applied.addAll(judged.get(i).changes());
                            head++;
                        }
                    }
                    List<Change> last = closing.changes(accepted, base);
                    applied.addAll(last);
                    head += last.isEmpty() ? 0 : 1;
                    return last;
                });
                for (Change change : applied) {
                    if (!(change instanceof Change.Check)
                            && !change.collection().startsWith(Change.LOG_PREFIX)) {
                        changed.add(new Changed(head, this, new RowName(change.collection(), change.key())));
                    }
                }
                known = head;
                return results;
            }
        }

        private boolean overtaken(Reads reads) {
            return changed.stream()
                    .anyMatch(one -> one.by != this
                            && one.revision > reads.since()
                            && reads.rows().stream().anyMatch(name -> name.equals(one.name) || all(name, one.name)));
        }

        private static boolean all(RowName read, RowName changed) {
            return read.key().equals(Reads.ANY_KEY) && read.collection().equals(changed.collection());
        }

        private static Unit refused() {
            return new Unit(List.of(new Change.Check("none", "none", Long.MAX_VALUE)));
        }

        @Override
        public boolean catchUp() {
            synchronized (SharedMemory.this) {
                List<RowName> names = changed.stream()
                        .filter(one -> one.by != this && one.revision > known)
                        .map(Changed::name)
                        .toList();
                if (!names.isEmpty()) {
                    listeners.forEach(listener -> listener.changed(names));
                }
                known = head;
                return !names.isEmpty();
            }
        }

        @Override
        public boolean shared() {
            return true;
        }

        @Override
        public long known() {
            synchronized (SharedMemory.this) {
                return known;
            }
        }

        @Override
        public boolean current() {
            return current;
        }

        @Override
        public void listen(Listener listener) {
            synchronized (SharedMemory.this) {
                listeners.add(listener);
            }
        }

        @Override
        public void ignore(Listener listener) {
            synchronized (SharedMemory.this) {
                listeners.remove(listener);
            }
        }

        @Override
        public Feed feed() {
            return this;
        }

        @Override
        public void close() {
            // others go on
        }
    }
}
