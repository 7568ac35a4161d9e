package fort.identity;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Lists of policy names as they are kept: lower case, sorted, without duplicates or empty names.
final class PolicyNames {
    /// The most policies one token, user or role names.
    static final int COUNT_MAX = 256;

    static final String ROOT = "root";
    static final String DEFAULT = "default";

    private PolicyNames() {}

    static List<String> canonical(List<String> names) {
        if (names.size() > COUNT_MAX) {
            throw new IllegalArgumentException("at most " + COUNT_MAX + " policies");
        }
        TreeSet<String> sorted = new TreeSet<>();
        for (String name : names) {
            String canonical = name.strip().toLowerCase(Locale.ROOT);
            if (!canonical.isEmpty()) {
                sorted.add(canonical);
            }
        }
        return List.copyOf(sorted);
    }

    /// With `default`, unless it is unwanted or the holder is root, who needs no other policy.
    static List<String> withDefault(List<String> names, boolean unwanted) {
        TreeSet<String> sorted = new TreeSet<>(canonical(names));
        if (sorted.contains(ROOT)) {
            return List.of(ROOT);
        }
        if (!unwanted) {
            sorted.add(DEFAULT);
        }
        return List.copyOf(sorted);
    }
}
