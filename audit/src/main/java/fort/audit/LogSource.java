package fort.audit;

import java.util.Optional;

/// Where a verifier reads the log it judges: a store, or exported files.
interface LogSource {
    /// An entry bundle; shorter or malformed when entries are missing or damaged.
    byte[] bundle(long number, int width);

    /// A hash tile with at least `width` hashes if all is well; empty when there is none.
    Optional<byte[]> tile(int level, long number, int width);

    /// Whether partial tiles of level 0 should be there.
    boolean storesPartialLeafTiles();
}
