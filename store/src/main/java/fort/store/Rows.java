package fort.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Typed, sealed, cached access to one environment's [Store]. Reads go through a bounded cache; writes are only
/// *described* here, as [Change]s for the committer, which calls [#committed] before it answers: so a reader who
/// was answered sees what was written.
///
/// The cache holds decoded rows of collections marked `cached`; their bytes in memory are what the collection's
/// type says: metadata in clear, secret versions sealed.
///
/// ## Why a load cannot bring back an old row
/// A reader that misses loads from the store and puts what it found. If a commit invalidates between the two, the
/// reader would put a stale row. So the load runs inside the cache's per-key lock, and [#committed] writes under
/// the same lock after the transaction is durable.
///
/// ## In a shared store
/// Another process's commit invalidates when it is heard of. Until then a row in the cache may be old, so each act
/// accounts for what it took ([ReadSet]), and its commit finds out. When the others cannot be heard, nothing
/// is taken.
public final class Rows {
    /// What an ordinary row takes in memory, keys and bookkeeping included.
    static final int ROW_BYTES = 512;

    private final Store store;
    private final RowCipher cipher;
    private final Feed feed;
    private final long weightMax;
    private volatile Cache<RowName, Optional<Entry<?>>> cache;

    /// @param entriesMax the cache's bound, in rows of [#ROW_BYTES]: what counts is the memory they take, so that a
    ///     few
    ///     large values cannot fill it
    public Rows(Store store, RowCipher cipher, long entriesMax) {
        this.store = store;
        this.cipher = cipher;
        this.feed = store.feed();
        this.weightMax = entriesMax * ROW_BYTES;
        this.cache = emptyCache();
    }

    private Cache<RowName, Optional<Entry<?>>> emptyCache() {
        return Caffeine.newBuilder()
                .maximumWeight(weightMax)
                .weigher(Rows::weight)
                .build();
    }

    public Store store() {
        return store;
    }

    @SuppressWarnings("unchecked") // a place is only ever filled with its own collection's type
    public <T> Optional<Entry<T>> get(Collection<T> collection, String key) {
        RowName name = new RowName(collection.name(), key);
        if (!collection.cached() || (feed.shared() && !mayTake(name))) {
            return load(collection, key);
        }
        Cache<RowName, Optional<Entry<?>>> now = cache;
        Optional<Entry<?>> hit = now.getIfPresent(name);
        if (hit == null) {
            hit = now.get(name, p -> (Optional<Entry<?>>) (Optional<?>) load(collection, key));
        }
        return (Optional<Entry<T>>) (Optional<?>) hit;
    }

    /// In a shared store: whether the cache can be asked, which the act then has to account for.
    private boolean mayTake(RowName name) {
        if (!feed.current()) {
            return false;
        }
        return !ReadSet.CURRENT.isBound() || ReadSet.CURRENT.get().fromCache(name);
    }

    private <T> Optional<Entry<T>> load(Collection<T> collection, String key) {
        return store.get(collection.name(), key).map(row -> decode(collection, row));
    }

    /// Ascending by key; see [Store#scan].
    public <T> List<Entry<T>> scan(Collection<T> collection, String prefix, String after, int limit) {
        List<Entry<T>> entries = new ArrayList<>();
        for (Store.Row row : store.scan(collection.name(), prefix, after, limit)) {
            entries.add(decode(collection, row));
        }
        return entries;
    }

    public <T> Change put(Collection<T> collection, String key, T value, long expectedRevision) {
        byte[] plain = collection.codec().encode(value);
        byte[] bytes = collection.sealing() ? cipher.seal(collection.name(), key, plain) : plain;
        return new Change.Put(collection.name(), key, expectedRevision, bytes);
    }

    /// A put that must meet the row as it was read.
    public <T> Change replace(Collection<T> collection, Entry<T> read, T value) {
        return put(collection, read.key(), value, read.revision());
    }

    public <T> Change delete(Collection<T> collection, String key, long expectedRevision) {
        return new Change.Delete(collection.name(), key, expectedRevision);
    }

    public <T> Change check(Collection<T> collection, String key, long expectedRevision) {
        return new Change.Check(collection.name(), key, expectedRevision);
    }

    /// To be called by the committer after its transaction is durable and before anyone is answered.
    public void committed(List<Change> changes) {
        for (Change change : changes) {
            if (!(change instanceof Change.Check)) {
                cache.invalidate(new RowName(change.collection(), change.key()));
            }
        }
    }

    /// Rows that another process changed; see [Feed].
    public void changed(List<RowName> names) {
        cache.invalidateAll(names);
    }

    /// Forgets all that is cached: after sealing, and when it is not known what another process changed. Loads that
    /// have begun fill the old cache, which nobody reads again.
    public void forget() {
        cache = emptyCache();
    }

    private <T> Entry<T> decode(Collection<T> collection, Store.Row row) {
        byte[] plain = collection.sealing() ? cipher.open(collection.name(), row.key(), row.bytes()) : row.bytes();
        return new Entry<>(row.key(), row.revision(), collection.codec().decode(plain));
    }

    /// Bytes are known by their length; what was decoded is taken to be twice an ordinary row.
    private static int weight(RowName name, Optional<Entry<?>> entry) {
        Object value = entry.isPresent() ? entry.get().value() : null;
        return name.key().length() + (value instanceof byte[] bytes ? bytes.length + ROW_BYTES / 4 : ROW_BYTES * 2);
    }

    public record Entry<T>(String key, long revision, T value) {}
}
