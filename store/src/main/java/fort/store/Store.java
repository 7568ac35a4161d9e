package fort.store;

import java.util.List;
import java.util.Optional;

/// Where one environment keeps its rows: `(collection, key) → (revision, bytes)`, ordered by key within a
/// collection.
///
/// The store is untrusted: what it holds is sealed by its users, and it never sees a secret in clear.
///
/// ## Guarantees (each adapter passes `StoreContract` of the testkit)
/// - **Durable**: when [#commit] returns, its effects survive kill −9 and power loss on a disk that honours
///   fsync.
/// - **Atomic**: a batch is applied whole or not at all; a [Unit] within it is applied whole or refused alone.
/// - **Serial**: units of a batch are judged in order, each against the effects of those before it.
/// - **Revisions never repeat**: each applied unit takes the next number of a counter that only grows, also
///   across delete and re-create.
/// - **Owned or shared**: a second process on the same embedded store is refused at opening; several may use one
///   database server together. Their batches have one order, and each learns of the others by [#feed].
///
/// Thread-safe. Faults are [fort.domain.Fault]s with a `STORE_*` code or `INTEGRITY`; after one, nothing of that
/// batch is visible. There is one exception that no database can avoid: the connection to a server is lost at the
/// instant of committing and does not come back in time to ask. Whoever keeps in memory what a batch would have
/// changed therefore calls [#recover] after a fault of [#commit], and reads it again.
public interface Store extends AutoCloseable {
    Optional<Row> get(String collection, String key);

    /// Rows of `collection` whose key starts with `prefix` and is greater than `after` (empty: from the start),
    /// ascending by the key's UTF-8 bytes, at most `limit` (1 to 10,000).
    List<Row> scan(String collection, String prefix, String after, int limit);

    /// Rows with the greatest keys first; otherwise like [#scan] without a lower bound.
    List<Row> scanBackwards(String collection, String prefix, int limit);

    long count(String collection);

    /// The names of all collections that hold a row.
    List<String> collections();

    /// Applies a batch in one durable transaction. Called by one committer thread at a time per store.
    ///
    /// The accepted units take the numbers after the counter's in their order, and the changes of `closing`, when
    /// there are any, the next one.
    ///
    /// @param units judged in order; one whose precondition fails, or whose reads another process has changed
    ///     since,
    ///     changes nothing and does not harm the others
    /// @param closing asked after judging and before committing for changes that depend on which units were
    ///     accepted
    ///     (the log's bundle and tiles). Its changes are applied without preconditions in the same
    ///     transaction. In a
    ///     shared store it may be asked a second time, when another process was quicker; what it said first is then
    ///     void.
    /// @return for each unit the revision its rows now carry, or [Unit#REFUSED]
    List<Long> commit(List<Unit> units, Closing closing);

    /// What other processes change; [Feed#NONE] in a store that one process owns.
    default Feed feed() {
        return Feed.NONE;
    }

    /// Makes the store certain of itself after a fault of [#commit]: opens the writing connection anew and
    /// settles whether a batch in doubt was applied. Does nothing when there is no doubt. [#commit] does this by
    /// itself, and refuses as long as a batch that was reported as a fault turns out to be applied and nobody has
    /// called this method.
    ///
    /// @throws fort.domain.Fault while the store cannot be had
    void recover();

    /// Reads everything and checks that it is whole, as far as a store can that knows no key. Takes seconds per
    /// million rows.
    ///
    /// @throws fort.domain.Fault with code INTEGRITY when it is not
    void verify();

    /// Where this store is, for a log line: a file or a host and database, without credentials.
    String location();

    /// Bytes used by the store, or −1 when unknown.
    long sizeBytes();

    @Override
    void close();

    /// @param key see [Change]
    /// @param revision the number of the unit that wrote it last, 1 or more
    record Row(String key, long revision, byte[] bytes) {}

    /// The last changes of a batch.
    @FunctionalInterface
    interface Closing {
        Closing NONE = (accepted, base) -> List.of();

        /// @param accepted for each unit of the batch whether it was accepted
        /// @param base the revision counter before the batch: who finds another number than his last batch left
        ///     knows that others have committed meanwhile
        List<Change> changes(boolean[] accepted, long base);
    }
}
