package fort.audit;

import fort.domain.Fault;
import fort.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The log as the files of the `tlog-tiles` layout, made from the store's rows when they are asked for.
final class LogTiles implements LogSource {
    private final Store store;
    private final long size;

    LogTiles(Store store, long size) {
        this.store = store;
        this.size = size;
    }

    Optional<byte[]> read(TilePath path) {
        if (!path.within(size)) {
            return Optional.empty();
        }
        return Optional.of(
                path.level() == TilePath.ENTRIES
                        ? bundle(path.number(), path.width())
                        : new LogReader(store).tile(path.level(), path.number(), path.width()));
    }

    /// As many whole entries as are there: a verifier names the first that is not.
    @Override
    public byte[] bundle(long number, int width) {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream(width * 600);
        long first = number << Tree.TILE_HEIGHT;
        try {
            new LogReader(store).entries(first, first + width, (index, bytes, at, length) -> {
                bundle.write(length >> 8);
                bundle.write(length);
                bundle.write(bytes, at, length);
                return true;
            });
        } catch (Fault e) {
            if (e.code() != Fault.Code.INTEGRITY) {
                throw e;
            }
        }
        return bundle.toByteArray();
    }

    /// The stored tile. A partial tile of level 0 is not stored, so there is nothing to compare.
    @Override
    public Optional<byte[]> tile(int level, long number, int width) {
        return store.get(LogRows.TILE, LogRows.tileKey(level, number)).map(Store.Row::bytes);
    }

    @Override
    public boolean storesPartialLeafTiles() {
        return false;
    }

    /// Writes `checkpoint` and all tiles of the tree it signs.
    void export(Path folder, byte[] checkpoint) {
        try {
            for (int level = TilePath.ENTRIES; size >> (Math.max(level, 0) * Tree.TILE_HEIGHT) > 0; level++) {
                long hashes = size >> (Math.max(level, 0) * Tree.TILE_HEIGHT);
                long full = hashes >> Tree.TILE_HEIGHT;
                for (long number = 0; number < full; number++) {
                    write(folder, new TilePath(level, number, Tree.TILE_WIDTH));
                }
                int rest = (int) (hashes & (Tree.TILE_WIDTH - 1));
                if (rest > 0) {
                    write(folder, new TilePath(level, full, rest));
                }
            }
            Files.createDirectories(folder);
            Files.write(folder.resolve("checkpoint"), checkpoint);
        } catch (IOException | UncheckedIOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the log could not be exported", e);
        }
    }

    private void write(Path folder, TilePath path) throws IOException {
        Path file = folder.resolve(path.toString());
        Files.createDirectories(file.getParent());
        Files.write(file, read(path).orElseThrow(() -> LogReader.missing(path.number() << Tree.TILE_HEIGHT)));
    }
}
