package fort.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A TOML document, with the line of each value, so that a message can say where.
///
/// The subset of TOML 1.0 that [TomlParser] reads: tables, arrays of tables, dotted table headers, strings on one
/// line,
/// integers, booleans, arrays.
sealed interface Toml {
    /// From 1.
    int line();

    record Text(String value, int line) implements Toml {}

    record Whole(long value, int line) implements Toml {}

    record Flag(boolean value, int line) implements Toml {}

    record Items(List<Toml> values, int line) implements Toml {}

    /// Keys in the order of the file. The map grows only while the parser runs.
    record Table(Map<String, Toml> values, int line) implements Toml {
        static Table empty(int line) {
            return new Table(new LinkedHashMap<>(), line);
        }
    }
}
