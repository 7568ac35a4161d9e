package fort.store.sqlite;

/// How the embedded store behaves. [#STANDARD] is what ships; the crash tests vary it to show that it matters.
///
/// @param synced whether each commit is (synchronous=FULL). Without it (NORMAL) the store lost every acknowledged
///     commit since the last checkpoint in a power cut
/// @param readers read connections; each costs up to its page cache
/// @param checkpointBytes roughly how much is written between two checkpoints
public record SqliteOptions(boolean synced, int readers, long checkpointBytes) {
    public static final SqliteOptions STANDARD = new SqliteOptions(true, 4, 8L << 20);

    static final int PAGE_BYTES = 4096;
    static final int WRITER_CACHE_KIB = 4096;
    static final int READER_CACHE_KIB = 1024;

    /// When the checkpointer does not keep up, the writer does the work itself from this size of the log on: 64
    /// MiB.
    static final int WRITER_CHECKPOINT_PAGES = 16_384;

    /// What the write-ahead file is cut to when it starts over.
    static final int JOURNAL_BYTES_MAX = 32 << 20;

    /// Nothing waits for a lock by design; this covers the moment in which a write-ahead file starts over.
    static final int BUSY_TIMEOUT_MILLISECONDS = 5_000;
}
