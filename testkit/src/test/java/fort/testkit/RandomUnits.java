package fort.testkit;

import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Seeded batches over a few rows, so that units meet each other: puts, deletes and checks with right, stale and
/// impossible conditions.
final class RandomUnits {
    private static final List<String> COLLECTIONS = List.of("one", "two_", "three");
    private static final List<String> KEYS =
            List.of("a", "a/b", "a/b/c", "A", "ä", "中/1", "\uFFFD", "😀", "😀/x", "z%", "z_");

    private final Random random;

    RandomUnits(long seed) {
        random = new Random(seed);
    }

    /// @param model tells revisions, so that conditions often hold
    List<Unit> batch(Store model) {
        List<Unit> units = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            Map<String, Change> changes = new LinkedHashMap<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                Change change = change(model);
                changes.put(change.collection() + "|" + change.key(), change);
            }
            units.add(new Unit(List.copyOf(changes.values())));
        }
        return units;
    }

    Store.Closing closing() {
        if (random.nextInt(3) > 0) {
            return Store.Closing.NONE;
        }
        byte[] bytes = bytes();
        return (accepted, base) -> List.of(new Change.Put("closing", "n" + accepted.length, Change.ANY, bytes));
    }

    private Change change(Store model) {
        String collection = pick(COLLECTIONS);
        String key = pick(KEYS);
        long expected = switch (random.nextInt(5)) {
            case 0 -> Change.ABSENT;
            case 1 -> 1 + random.nextInt(50);
            case 2, 3 -> model.get(collection, key).map(Store.Row::revision).orElse(Change.ABSENT);
            default -> Change.ANY;
        };
        return switch (random.nextInt(6)) {
            case 0 -> new Change.Delete(collection, key, expected);
            case 1 -> new Change.Check(collection, key, expected);
            default -> new Change.Put(collection, key, expected, bytes());
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40) == 0 ? 20_000 : random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
