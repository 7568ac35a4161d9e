package fort.audit;

import fort.store.Change;
import java.util.HexFormat;

/// Where the log's rows lie in the store.
///
/// - `log_bundle`: one row for each commit, keyed by the size of the log after it; the envelopes, each after
///   its length as two bytes.
/// - `log_tile`: hash tiles, keyed by level and number: level 0 when complete, the upper ones as they grow.
/// - `log_checkpoint`: signed notes, keyed by size.
/// - `log_index`, `log_segment`: the search index, which can be rebuilt.
final class LogRows {
    static final String BUNDLE = "log_bundle";
    static final String TILE = "log_tile";
    static final String CHECKPOINT = "log_checkpoint";
    static final String INDEX = "log_index";
    static final String SEGMENT = "log_segment";

    private static final HexFormat HEX = HexFormat.of();

    private LogRows() {}

    /// Sixteen hexadecimal digits, so that the order of keys is the order of numbers.
    static String key(long number) {
        return HEX.toHexDigits(number);
    }

    static long number(String key) {
        return HexFormat.fromHexDigitsToLong(key);
    }

    static String tileKey(int level, long number) {
        return level + "/" + key(number);
    }

    static Change put(String collection, String key, byte[] bytes) {
        return new Change.Put(collection, key, Change.ANY, bytes);
    }

    static Change delete(String collection, String key) {
        return new Change.Delete(collection, key, Change.ANY);
    }
}
