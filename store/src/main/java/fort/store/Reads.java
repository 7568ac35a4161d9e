package fort.store;

import java.util.List;

/// The rows an act took from a cache, and how much of the others' changes the cache had seen by then. A store that
/// several processes share refuses a [Unit] whose reads another process has changed since: what was read may have
/// been old already when the act began.
///
/// @param since [Feed#known] when the act began
public record Reads(long since, List<RowName> rows) {
    /// As a key: the collection as a whole.
    public static final String ANY_KEY = "";

    public static final Reads NONE = new Reads(0, List.of());

    public Reads {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
