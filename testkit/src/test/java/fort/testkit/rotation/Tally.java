package fort.testkit.rotation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How often things happened, by name.
final class Tally {
    private final Map<String, long[]> counts = new HashMap<>();

    void count(String name) {
        add(name, 1);
    }

    void add(Tally other) {
        other.counts.forEach((name, count) -> add(name, count[0]));
    }

    private void add(String name, long count) {
        counts.computeIfAbsent(name, fresh -> new long[1])[0] += count;
    }

    long of(String name) {
        long[] count = counts.get(name);
        return count == null ? 0 : count[0];
    }

    String table(String prefix) {
        StringBuilder table = new StringBuilder();
        new TreeMap<>(counts).forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                table.append("  %,12d  %s%n".formatted(count[0], name.substring(prefix.length())));
            }
        });
        return table.toString();
    }
}
