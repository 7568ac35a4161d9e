package fort.store;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a row may be called.
final class Places {
    private static final int FEW = 8;

    private Places() {}

    static void require(String collection, String key, long expectedRevision) {
        requireCollection(collection);
        requireKey(key);
        if (expectedRevision < Change.ANY) {
            throw new IllegalArgumentException("an expected revision is ANY, ABSENT or a revision");
        }
    }

    private static void requireCollection(String collection) {
        boolean good = !collection.isEmpty() && collection.length() <= Change.COLLECTION_LENGTH_MAX;
        for (int i = 0; good && i < collection.length(); i++) {
            char c = collection.charAt(i);
            good = (c >= 'a' && c <= 'z') || c == '_';
        }
        if (!good) {
            throw new IllegalArgumentException("not the name of a collection");
        }
    }

    private static void requireKey(String key) {
        if (key.isEmpty() || key.length() > Change.KEY_BYTES_MAX || key.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a key");
        }
        boolean ascii = true;
        for (int i = 0; i < key.length() && ascii; i++) {
            ascii = key.charAt(i) < 0x80;
        }
        if (!ascii) {
            requireUnicode(key);
        }
    }

    private static void requireUnicode(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8); // half a surrogate pair becomes '?'
        if (utf8.length > Change.KEY_BYTES_MAX || !new String(utf8, StandardCharsets.UTF_8).equals(key)) {
            throw new IllegalArgumentException("not a key");
        }
    }

    static void requireDistinct(List<Change> changes) {
        boolean distinct = changes.size() <= FEW ? distinctFew(changes) : distinctMany(changes);
        if (!distinct) {
            throw new IllegalArgumentException("a unit names a row at most once");
        }
    }

    private static boolean distinctFew(List<Change> changes) {
        for (int i = 1; i < changes.size(); i++) {
            for (int j = 0; j < i; j++) {
                Change left = changes.get(i);
                Change right = changes.get(j);
                if (left.key().equals(right.key()) && left.collection().equals(right.collection())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean distinctMany(List<Change> changes) {
        Set<String> seen = new HashSet<>();
        return changes.stream().allMatch(change -> seen.add(change.collection() + '/' + change.key()));
    }
}
