package fort.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a file in the C2SP `tlog-tiles` layout, below `tile/`.
///
/// @param level 0 to 63 for hash tiles, [#ENTRIES] for entry bundles
/// @param width 1 to 256 hashes or entries; less than 256 is a partial tile
record TilePath(int level, long number, int width) {
    static final int ENTRIES = -1;

    private static final Pattern FORM =
            Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    static TilePath entries(long number, int width) {
        return new TilePath(ENTRIES, number, width);
    }

    /// Empty for anything but the one canonical name of a tile.
    static Optional<TilePath> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long number = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? Tree.TILE_WIDTH : Integer.parseInt(matcher.group(3));
        TilePath parsed = new TilePath(level, number, width);
        return level < 8 && width > 0 && parsed.toString().equals(path) ? Optional.of(parsed) : Optional.empty();
    }

    /// Whether a tree of this size has this tile.
    boolean within(long size) {
        long available = level == ENTRIES ? size : size >> (level * Tree.TILE_HEIGHT);
        return (number << Tree.TILE_HEIGHT) + width <= available;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(48);
        long rest = number;
        name.insert(0, threeDigits(rest % 1000));
        for (rest /= 1000; rest > 0; rest /= 1000) {
            name.insert(0, "x" + threeDigits(rest % 1000) + "/");
        }
        name.insert(0, "tile/" + (level == ENTRIES ? "entries" : level) + "/");
        if (width < Tree.TILE_WIDTH) {
            name.append(".p/").append(width);
        }
        return name.toString();
    }

    private static String threeDigits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(3 - digits.length()) + digits;
    }
}
