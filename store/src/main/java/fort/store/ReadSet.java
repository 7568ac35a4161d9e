package fort.store;

import java.util.ArrayList;
import java.util.List;

/// Collects what one act reads from the cache, while it is bound to [#CURRENT]. Used by one thread.
public final class ReadSet {
    /// The act that the present thread carries out. Bound only where a store is shared.
    public static final ScopedValue<ReadSet> CURRENT = ScopedValue.newInstance();

    /// Beyond it an act reads past the cache, which needs no list.
    private static final int ROWS_MAX = 1_000;

    private final long since;
    private final boolean passingBy;
    private final List<RowName> rows = new ArrayList<>();

    private ReadSet(long since, boolean passingBy) {
        this.since = since;
        this.passingBy = passingBy;
    }

    /// Of an act that begins now.
    public static ReadSet beginning(Feed feed) {
        return new ReadSet(feed.known(), false);
    }

    /// Of an act that has met others' changes too often: it reads from the store itself, so nothing can
    /// overtake it.
    public static ReadSet passingBy(Feed feed) {
        return new ReadSet(feed.known(), true);
    }

    /// @return false when the row has to be read from the store
    boolean fromCache(RowName row) {
        if (passingBy || rows.size() >= ROWS_MAX) {
            return false;
        }
        rows.add(row);
        return true;
    }

    /// Accounts for something in memory that was made from all rows of a collection, when an act is under way.
    public static void tookAll(String collection) {
        if (CURRENT.isBound() && !CURRENT.get().passingBy) {
            CURRENT.get().rows.add(new RowName(collection, Reads.ANY_KEY));
        }
    }

    /// What was known of others' changes when the act began.
    public long since() {
        return since;
    }

    public Reads reads() {
        return rows.isEmpty() ? Reads.NONE : new Reads(since, rows);
    }
}
