package fort.identity;

import fort.domain.InvalidName;
import fort.domain.Names;
import fort.store.Collection;
import fort.store.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Names of users and roles as they are kept.
final class Keys {
    private Keys() {}

    /// Lowercased as Vault does, then canonical or nothing: no look-alike, white space or other case of a name
    /// is a second name.
    static Optional<String> simple(String name) {
        if (name.length() > Names.NAME_LENGTH_MAX || !name.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Names.requireSimple("object", name.toLowerCase(Locale.ROOT)));
        } catch (InvalidName e) {
            return Optional.empty();
        }
    }

    /// The rest of the keys that start with `prefix`, ascending.
    ///
    /// @param after the last rest of the page before, or empty
    static List<String> list(Rows rows, Collection<?> collection, String prefix, String after, int limit) {
        return rows.scan(collection, prefix, after.isEmpty() ? "" : prefix + after, limit).stream()
                .map(row -> row.key().substring(prefix.length()))
                .toList();
    }
}
