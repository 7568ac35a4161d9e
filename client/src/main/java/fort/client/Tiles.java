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

    /// The hashes of a tile's first `width` nodes, or null when it is not there or too short.
    byte @Nullable [] hashes(int level, long number, int width) {
        byte[] tile = read("tile/" + level + "/" + name(number), width);
        int needed = width * Tree.HASH_BYTES;
        return tile == null || tile.length < needed ? null : Arrays.copyOf(tile, needed);
    }

    /// A bundle of sealed records: each with its length, two bytes, before it; null when it is not there.
    byte @Nullable [] entries(long number, int width) {
        return read("tile/entries/" + name(number), width);
    }

    /// A partial tile may have been dropped once the full one was there.
    private byte @Nullable [] read(String path, int width) {
        byte[] partial = width == WIDTH ? null : source.file(path + ".p/" + width);
        return partial == null ? source.file(path) : partial;
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
