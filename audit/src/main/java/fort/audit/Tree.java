package fort.audit;

import fort.store.Change;
import fort.store.Store;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The growing right edge of the tree: one partial tile of at most 256 hashes for each level of tiles, and
/// nothing else. Owned by one thread.
///
/// Adding a leaf costs its own hash and on average one node hash. The root is computed only when a checkpoint
/// asks for it.
final class Tree {
    static final int TILE_HEIGHT = 8;
    static final int TILE_WIDTH = 1 << TILE_HEIGHT;
    private static final int BUNDLES_PER_PAGE = 64;
    static final int TILE_BYTES = TILE_WIDTH * Merkle.HASH_LENGTH;

    private final MessageDigest sha256 = Merkle.sha256();
    private final List<Level> levels = new ArrayList<>();
    private final List<Change> completed = new ArrayList<>();
    private long size;

    Tree() {
        levels.add(new Level(0));
    }

    /// Loads the edge: at most 255 records are hashed again, the upper levels are read.
    static Tree load(LogReader reader, long size) {
        Tree tree = new Tree();
        tree.size = size;
        long full = size & -TILE_WIDTH;
        Level leaves = tree.level(0);
        leaves.number = full >> TILE_HEIGHT;
        for (int level = 1; size >> (level * TILE_HEIGHT) > 0; level++) {
            long hashes = size >> (level * TILE_HEIGHT);
            Level edge = tree.level(level);
            edge.number = hashes >> TILE_HEIGHT;
            edge.count = (int) (hashes & (TILE_WIDTH - 1));
            if (edge.count > 0) {
                byte[] tile = reader.tile(level, edge.number, edge.count);
                System.arraycopy(tile, 0, edge.hashes, 0, tile.length);
            }
        }
        reader.entries(full, size, (index, bytes, at, length) -> {
            tree.hashLeaf(bytes, at, length, leaves);
            leaves.count++;
            return true;
        });
        return tree;
    }

    /// Takes in what others appended. Their tiles are stored already.
    ///
    /// @throws fort.domain.Fault INTEGRITY when a record is missing between this edge and theirs
    void catchUp(Store store) {
        List<Store.Row> page;
        do {
            page = store.scan(LogRows.BUNDLE, "", LogRows.key(size), BUNDLES_PER_PAGE);
            for (Store.Row row : page) {
                Bundle bundle = Bundle.of(row);
                bundle.visit(size, bundle.end(), (index, bytes, at, length) -> {
                    add(bytes, at, length);
                    return true;
                });
            }
        } while (page.size() == BUNDLES_PER_PAGE);
        completed.clear();
        levels.forEach(level -> level.dirty = false);
    }

    long size() {
        return size;
    }

    /// Appends a leaf.
    ///
    /// @return its hash
    byte[] add(byte[] bytes, int at, int length) {
        Level leaves = level(0);
        hashLeaf(bytes, at, length, leaves);
        int from = leaves.count * Merkle.HASH_LENGTH;
        byte[] hash = Arrays.copyOfRange(leaves.hashes, from, from + Merkle.HASH_LENGTH);
        leaves.count++;
        size++;
        if (leaves.count == TILE_WIDTH) {
            complete(leaves);
        }
        return hash;
    }

    /// Rows for the tiles that were completed or grew above level 0 since the last call.
    void changesInto(List<Change> changes) {
        changes.addAll(completed);
        completed.clear();
        for (Level level : levels) {
            if (level.dirty && level.count > 0) {
                byte[] grown = Arrays.copyOf(level.hashes, level.count * Merkle.HASH_LENGTH);
                changes.add(LogRows.put(LogRows.TILE, LogRows.tileKey(level.level, level.number), grown));
            }
            level.dirty = false;
        }
    }

    /// The RFC 6962 root. The incomplete rest of a level stands as one more leaf in the level above it.
    byte[] root() {
        if (size == 0) {
            return Merkle.emptyRoot();
        }
        byte[] rest = null;
        byte[] scratch = new byte[TILE_BYTES + Merkle.HASH_LENGTH];
        for (Level level : levels) {
            int count = level.count;
            System.arraycopy(level.hashes, 0, scratch, 0, count * Merkle.HASH_LENGTH);
            if (rest != null) {
                System.arraycopy(rest, 0, scratch, count * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
                count++;
            }
            if (count > 0) {
                rest = Merkle.rootOf(scratch, 0, count, sha256);
            }
        }
        return rest == null ? Merkle.emptyRoot() : rest;
    }

    private void complete(Level level) {
        byte[] root = Merkle.rootOf(level.hashes, 0, TILE_WIDTH, sha256);
        completed.add(LogRows.put(LogRows.TILE, LogRows.tileKey(level.level, level.number), level.hashes.clone()));
        level.number++;
        level.count = 0;
        level.dirty = false;
        Level above = level(level.level + 1);
        System.arraycopy(root, 0, above.hashes, above.count * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
        above.count++;
        above.dirty = true;
        if (above.count == TILE_WIDTH) {
            complete(above);
        }
    }

    private void hashLeaf(byte[] bytes, int at, int length, Level leaves) {
        try {
            sha256.update((byte) 0);
            sha256.update(bytes, at, length);
            sha256.digest(leaves.hashes, leaves.count * Merkle.HASH_LENGTH, Merkle.HASH_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a tile has room for its hashes", e);
        }
    }

    private Level level(int level) {
        while (levels.size() <= level) {
            levels.add(new Level(levels.size()));
        }
        return levels.get(level);
    }

    private static final class Level {
        private final int level;
        private final byte[] hashes = new byte[TILE_BYTES];
        private long number;
        private int count;
        private boolean dirty;

        Level(int level) {
            this.level = level;
        }
    }
}
