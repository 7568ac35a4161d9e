package fort.gate;

import java.util.Map;

/// What the record says about one thing an operation touched; an operation that touches many has many, one record
/// each.
///
/// @param path as policies see it; empty = the demand's path
/// @param version 0 = none
record Fact(String path, long version, Map<String, String> details) {
    static final Fact NONE = new Fact("", 0, Map.of());

    static Fact version(long version) {
        return new Fact("", version, Map.of());
    }

    static Fact of(String path, long version) {
        return new Fact(path, version, Map.of());
    }

    static Fact details(Map<String, String> details) {
        return new Fact("", 0, details);
    }
}
