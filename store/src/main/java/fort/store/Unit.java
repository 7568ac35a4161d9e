package fort.store;

import java.util.List;

/// Changes that are applied together or refused together. At most [#CHANGES_MAX] changes; a key appears at most
/// once.
///
/// @param reads what was read from a cache to decide on the changes; matters in a shared store only
public record Unit(List<Change> changes, Reads reads) {
    /// What [Store#commit] returns for a unit whose precondition failed.
    public static final long REFUSED = 0;

    public static final int CHANGES_MAX = 10_000;

    public Unit {
        changes = List.copyOf(changes);
        if (changes.size() > CHANGES_MAX) {
            throw new IllegalArgumentException("a unit has at most " + CHANGES_MAX + " changes");
        }
        Places.requireDistinct(changes);
    }

    public Unit(List<Change> changes) {
        this(changes, Reads.NONE);
    }
}
