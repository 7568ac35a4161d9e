package fort.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An exported log: files in the `tlog-tiles` layout.
record LogFolder(Path folder) implements LogSource {
    private static final long FILE_BYTES_MAX = Tree.TILE_WIDTH * 65_537L;

    @Override
    public byte[] bundle(long number, int width) {
        return read(TilePath.entries(number, width).toString()).orElseGet(() -> new byte[0]);
    }

    @Override
    public Optional<byte[]> tile(int level, long number, int width) {
        return read(new TilePath(level, number, width).toString())
                .filter(tile -> tile.length == width * Merkle.HASH_LENGTH);
    }

    @Override
    public boolean storesPartialLeafTiles() {
        return true;
    }

    Optional<byte[]> read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) && Files.size(file) <= FILE_BYTES_MAX
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
