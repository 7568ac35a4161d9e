package fort.store;

/// One row change, or one condition on a row, of a [Unit].
public sealed interface Change {
    /// Expected revision that accepts any state.
    long ANY = -1;

    /// Expected revision that accepts only an absent row.
    long ABSENT = 0;

    String collection();

    String key();

    /// [#ANY], [#ABSENT], or the exact revision the row must carry.
    long expectedRevision();

    record Put(String collection, String key, long expectedRevision, byte[] bytes) implements Change {}

    /// Deleting an absent row with [#ANY] is allowed and does nothing.
    record Delete(String collection, String key, long expectedRevision) implements Change {}

    /// Changes nothing; the unit is refused when the row is not at the expected revision.
    record Check(String collection, String key, long expectedRevision) implements Change {}
}
