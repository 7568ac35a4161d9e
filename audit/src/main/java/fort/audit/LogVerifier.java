package fort.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a log once from end to end, rebuilds its tree from the entries, and compares with the stored tiles and
/// with each checkpoint on the way.
///
/// It stops at the first record that is not as it was, because what follows cannot be told apart from it.
final class LogVerifier {
    private static final long PROGRESS_EVERY = 65_536;

    private final LogSource source;
    private final long size;
    private final List<Checkpoint> checkpoints;
    private final @Nullable RecordCheck recordCheck;
    private final LongConsumer progress;
    private final Tree tree = new Tree();
    private final List<String> findings = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private OptionalLong firstBad = OptionalLong.empty();
    private int nextCheckpoint;

    /// @param checkpoints that the log must lead to; their signatures were checked before
    LogVerifier(
            LogSource source,
            long size,
            List<Checkpoint> checkpoints,
            @Nullable RecordCheck recordCheck,
            LongConsumer progress) {
        this.source = source;
        this.size = size;
        this.checkpoints = checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        this.recordCheck = recordCheck;
        this.progress = progress;
    }

    VerificationReport run() {
        checkRoots();
        for (long number = 0; tree.size() < size && firstBad.isEmpty(); number++) {
            bundle(number, (int) Math.min(Tree.TILE_WIDTH, size - tree.size()));
            if (tree.size() % PROGRESS_EVERY == 0) {
                progress.accept(tree.size());
            }
        }
        if (firstBad.isEmpty()) {
            upperTiles();
            checkpointsBeyond();
        }
        progress.accept(tree.size());
        return new VerificationReport(size, firstBad, findings, notices);
    }

    private void bundle(long number, int width) {
        byte[] bundle = source.bundle(number, width);
        byte[] tile = leafTile(number, width);
        int at = 0;
        for (int i = 0; i < width && firstBad.isEmpty(); i++) {
            long index = tree.size();
            int length = at + Bundle.LENGTH_BYTES <= bundle.length ? Bundle.length(bundle, at) : -1;
            if (length < 0 || at + Bundle.LENGTH_BYTES + length > bundle.length) {
                bad(index, "record " + index + " is missing or cut");
                return;
            }
            at += Bundle.LENGTH_BYTES;
            leaf(index, i, bundle, at, length, tile);
            at += length;
        }
        if (firstBad.isEmpty() && at != bundle.length) {
            bad(tree.size(), "bytes that belong to no record follow record " + (tree.size() - 1));
        }
    }

    private void leaf(long index, int place, byte[] bundle, int at, int length, byte @Nullable [] tile) {
        byte[] hash = tree.add(bundle, at, length);
        int from = place * Merkle.HASH_LENGTH;
        if (tile != null && !Arrays.equals(hash, 0, hash.length, tile, from, from + Merkle.HASH_LENGTH)) {
            bad(index, "record " + index + " is not the one its tile names");
        }
        if (recordCheck != null) {
            recordCheck.check(index, bundle, at, length, notices).ifPresent(finding -> bad(index, finding));
        }
        checkRoots();
    }

    private byte @Nullable [] leafTile(long number, int width) {
        if (width < Tree.TILE_WIDTH && !source.storesPartialLeafTiles()) {
            return null;
        }
        byte[] tile = source.tile(0, number, width).orElse(null);
        if (tile == null || tile.length < width * Merkle.HASH_LENGTH) {
            findings.add("tile " + new TilePath(0, number, width) + " is missing or cut");
            return null;
        }
        return tile;
    }

    /// Compares the root at the present size with each checkpoint of that size.
    private void checkRoots() {
        while (nextCheckpoint < checkpoints.size()
                && checkpoints.get(nextCheckpoint).size() == tree.size()) {
            Checkpoint checkpoint = checkpoints.get(nextCheckpoint);
            if (!MessageDigest.isEqual(tree.root(), checkpoint.root())) {
                findings.add("the records do not lead to the signed root at size " + checkpoint.size());
            }
            nextCheckpoint++;
        }
    }

    private void checkpointsBeyond() {
        for (; nextCheckpoint < checkpoints.size(); nextCheckpoint++) {
            long signed = checkpoints.get(nextCheckpoint).size();
            findings.add("a checkpoint signed for " + signed + " records is known, but the log has " + size);
            firstBad = OptionalLong.of(size);
        }
    }

    /// Each hash of an upper tile is the root of a full tile below, which was compared with the entries.
    private void upperTiles() {
        for (int level = 1; size >> (level * Tree.TILE_HEIGHT) > 0; level++) {
            long hashes = size >> (level * Tree.TILE_HEIGHT);
            for (long number = 0; number << Tree.TILE_HEIGHT < hashes; number++) {
                int width = (int) Math.min(Tree.TILE_WIDTH, hashes - (number << Tree.TILE_HEIGHT));
                upperTile(level, number, width);
            }
        }
    }

    private void upperTile(int level, long number, int width) {
        Optional<byte[]> tile = source.tile(level, number, width);
        boolean good = tile.isPresent() && tile.get().length >= width * Merkle.HASH_LENGTH;
        for (int i = 0; i < width && good; i++) {
            long below = (number << Tree.TILE_HEIGHT) + i;
            byte[] full = source.tile(level - 1, below, Tree.TILE_WIDTH).orElseGet(() -> new byte[0]);
            int from = i * Merkle.HASH_LENGTH;
            good = full.length == Tree.TILE_BYTES
                    && MessageDigest.isEqual(
                            Merkle.rootOf(full, 0, Tree.TILE_WIDTH, Merkle.sha256()),
                            Arrays.copyOfRange(tile.orElseThrow(), from, from + Merkle.HASH_LENGTH));
        }
        if (!good) {
            findings.add("tile " + new TilePath(level, number, width) + " does not fit the tiles below it");
        }
    }

    private void bad(long index, String finding) {
        if (firstBad.isEmpty()) {
            firstBad = OptionalLong.of(index);
            findings.add(finding);
        }
    }

    /// A further look at each record, by who holds the keys.
    @FunctionalInterface
    interface RecordCheck {
        /// @return what is wrong with the record; slighter things are added to the notices
        Optional<String> check(long index, byte[] bytes, int at, int length, List<String> notices);
    }
}
