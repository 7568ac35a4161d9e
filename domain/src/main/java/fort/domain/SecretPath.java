package fort.domain;

/// A canonical path: where a secret lives below its mount (`app/db`), or a mount's own path (`secret`, `team/kv`).
///
/// @param value the canonical text, without leading or trailing slash; see [Names#requirePath]
/// @throws InvalidName when the text is not canonical; nothing is repaired
public record SecretPath(String value) implements Comparable<SecretPath> {
    public SecretPath {
        Names.requirePath(value);
    }

    @Override
    public int compareTo(SecretPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
