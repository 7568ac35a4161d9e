package fort.store;

/// One row change, or one condition on a row, of a [Unit].
///
/// A collection's name has 1 to [#COLLECTION_LENGTH_MAX] characters of `a-z` and `_`. A key has 1 to
/// [#KEY_BYTES_MAX] bytes in UTF-8, no NUL and no half of a surrogate pair (the databases behind a [Store] could
/// not hold it, or would hold another key).
public sealed interface Change {
    int COLLECTION_LENGTH_MAX = 32;

    /// What one entry of PostgreSQL's index surely holds.
    int KEY_BYTES_MAX = 2_560;

    /// The greatest value, 16 MiB.
    int VALUE_BYTES_MAX = 16 << 20;

    /// Collections whose name begins so are never cached: their changes are not told to other processes.
    String LOG_PREFIX = "log_";

    /// Expected revision that accepts any state.
    long ANY = -1;

    /// Expected revision that accepts only an absent row.
    long ABSENT = 0;

    String collection();

    String key();

    /// [#ANY], [#ABSENT], or the exact revision the row must carry.
    long expectedRevision();

    record Put(String collection, String key, long expectedRevision, byte[] bytes) implements Change {
        public Put {
            Places.require(collection, key, expectedRevision);
            if (bytes.length > VALUE_BYTES_MAX) {
                throw new IllegalArgumentException("a row has at most " + VALUE_BYTES_MAX + " bytes");
            }
        }
    }

    /// Deleting an absent row with [#ANY] is allowed and does nothing.
    record Delete(String collection, String key, long expectedRevision) implements Change {
        public Delete {
            Places.require(collection, key, expectedRevision);
        }
    }

    /// Changes nothing; the unit is refused when the row is not at the expected revision.
    record Check(String collection, String key, long expectedRevision) implements Change {
        public Check {
            Places.require(collection, key, expectedRevision);
        }
    }
}
