package fort.audit;

import fort.domain.Fault;
import fort.store.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the durable log: entries, tiles, hashes. It shares nothing with the committer; what a size covers
/// never changes, so it needs no lock.
///
/// Not for several threads at once: tiles are remembered while one question is answered.
final class LogReader {
    private static final int PAGE_BYTES = 262_144;
    private static final int PAGE_ROWS_MAX = 1024;

    private final Store store;
    private final Map<String, byte[]> tiles = new HashMap<>();

    LogReader(Store store) {
        this.store = store;
    }

    /// Number of durable records.
    static long size(Store store) {
        List<Store.Row> last = store.scanBackwards(LogRows.BUNDLE, "", 1);
        return last.isEmpty() ? 0 : LogRows.number(last.getFirst().key());
    }

    /// Hands over the envelopes from `from` (inclusive) to `to` (exclusive) in order, until the visitor has
    /// enough.
    ///
    /// @throws Fault INTEGRITY when one is missing
    void entries(long from, long to, Visitor visitor) {
        long next = from;
        int rows = 1;
        String after = LogRows.key(from);
        while (next < to) {
            List<Store.Row> page = store.scan(LogRows.BUNDLE, "", after, rows);
            if (page.isEmpty()) {
                throw missing(next);
            }
            long bytes = 0;
            for (Store.Row row : page) {
                Bundle bundle = Bundle.of(row);
                next = bundle.visit(next, to, visitor);
                if (next >= to) {
                    return;
                }
                bytes += row.bytes().length;
            }
            after = page.getLast().key();
            rows = Math.clamp(rows * (long) PAGE_BYTES / Math.max(bytes, 1), 1, PAGE_ROWS_MAX);
        }
    }

    /// The first `width` hashes of a tile.
    byte[] tile(int level, long number, int width) {
        String key = LogRows.tileKey(level, number);
        byte[] tile = tiles.get(key);
        if (tile == null || tile.length < width * Merkle.HASH_LENGTH) {
            tile = store.get(LogRows.TILE, key)
                    .map(Store.Row::bytes)
                    .orElseGet(() -> level == 0 ? leafHashes(number, width) : new byte[0]);
            if (tile.length < width * Merkle.HASH_LENGTH) {
                throw new Fault(Fault.Code.INTEGRITY, "the audit log is damaged", "tile " + key + " is too short");
            }
            tiles.put(key, tile);
        }
        return Arrays.copyOf(tile, width * Merkle.HASH_LENGTH);
    }

    /// The root of the first `size` leaves.
    byte[] root(long size) {
        return size == 0 ? Merkle.emptyRoot() : Proofs.hash(0, size, size, this::node);
    }

    /// The root of the complete subtree of `2^level` leaves that is the `number`th of its level, in a tree of
    /// `size` leaves.
    byte[] node(int level, long number, long size) {
        int tileLevel = level / Tree.TILE_HEIGHT;
        int height = level % Tree.TILE_HEIGHT;
        long first = number << height;
        long tileNumber = first >> Tree.TILE_HEIGHT;
        long hashes = (size >> (tileLevel * Tree.TILE_HEIGHT)) - (tileNumber << Tree.TILE_HEIGHT);
        byte[] tile = tile(tileLevel, tileNumber, (int) Math.min(Tree.TILE_WIDTH, hashes));
        int at = (int) (first & (Tree.TILE_WIDTH - 1)) * Merkle.HASH_LENGTH;
        return Merkle.rootOf(tile, at, 1 << height, Merkle.sha256());
    }

    private byte[] leafHashes(long number, int width) {
        byte[] hashes = new byte[width * Merkle.HASH_LENGTH];
        long first = number << Tree.TILE_HEIGHT;
        entries(first, first + width, (index, bytes, at, length) -> {
            byte[] hash = Merkle.leafHash(Arrays.copyOfRange(bytes, at, at + length));
            System.arraycopy(hash, 0, hashes, (int) (index - first) * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
            return true;
        });
        return hashes;
    }

    static Fault missing(long index) {
        return new Fault(Fault.Code.INTEGRITY, "the audit log is damaged", "record " + index + " is missing");
    }

    @FunctionalInterface
    interface Visitor {
        /// @return whether to go on
        boolean visit(long index, byte[] bytes, int at, int length);
    }
}
