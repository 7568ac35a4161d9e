package fort.client;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names and reads the files of C2SP tlog-tiles.
final class Tiles {
    static final int WIDTH = 256;

    private final LogSource source;

    Tiles(LogSource source) {
        this.source = source;
    }

    /// One file of the log, as it is.
    ///
    /// @param width how many nodes or records it holds by its name: more than were asked for when a partial
    ///     file was dropped once the full one was there
    record Published(byte[] bytes, int width) {}

    /// The hashes of a tile's first `width` nodes, or null when it is not there or not as long as its name says.
    byte @Nullable [] hashes(int level, long number, int width) {
        Published tile = read("tile/" + level + "/" + name(number), width);
        return tile == null || tile.bytes.length != tile.width * Tree.HASH_BYTES
                ? null
                : Arrays.copyOf(tile.bytes, width * Tree.HASH_BYTES);
    }

    /// A bundle of sealed records: each with its length, two bytes, before it; null when it is not there.
    @Nullable
    Published entries(long number, int width) {
        return read("tile/entries/" + name(number), width);
    }

    private @Nullable Published read(String path, int width) {
        byte[] partial = width == WIDTH ? null : source.file(path + ".p/" + width);
        if (partial != null) {
            return new Published(partial, width);
        }
        byte[] full = source.file(path);
        return full == null ? null : new Published(full, WIDTH);
    }

    /// `1234067` is `x001/x234/067`.
    static String name(long number) {
        String name = String.format(Locale.ROOT, "%03d", number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            name = String.format(Locale.ROOT, "x%03d/", rest % 1000) + name;
        }
        return name;
    }
}
