package fort.testkit;

import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A [Store] in memory: the plainest thing that keeps the port's promises, except durability. Other stores are
/// compared with it, so it shares no code with them.
public final class MemoryStore implements Store {
    private static final Comparator<String> UTF8_ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private NavigableMap<String, NavigableMap<String, Row>> rows = new TreeMap<>();
    private long revision;

    /// Empty.
    public MemoryStore() {}

    @Override
    public synchronized Optional<Row> get(String collection, String key) {
        return Optional.ofNullable(collection(collection).get(key)).map(MemoryStore::copy);
    }

    @Override
    public synchronized List<Row> scan(String collection, String prefix, String after, int limit) {
        return page(collection(collection).tailMap(after, false), prefix, limit);
    }

    @Override
    public synchronized List<Row> scanBackwards(String collection, String prefix, int limit) {
        return page(collection(collection).descendingMap(), prefix, limit);
    }

    @Override
    public synchronized long count(String collection) {
        return collection(collection).size();
    }

    @Override
    public synchronized List<String> collections() {
        return rows.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey())
                .toList();
    }

    @Override
    public synchronized List<Long> commit(List<Unit> units, Closing closing) {
        NavigableMap<String, NavigableMap<String, Row>> before = rows;
        long revisionBefore = revision;
        rows = snapshot();
        try {
            return apply(units, closing);
        } catch (RuntimeException | Error e) {
            rows = before;
            revision = revisionBefore;
            throw e;
        }
    }

    @Override
    public void recover() {
        // never in doubt
    }

    @Override
    public void verify() {
        // nothing can rot here
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public long sizeBytes() {
        return -1;
    }

    @Override
    public void close() {
        // the rows stay: a test may "reopen" the store by using it on
    }

    private List<Long> apply(List<Unit> units, Closing closing) {
        long base = revision;
        List<Long> results = new ArrayList<>();
        boolean[] accepted = new boolean[units.size()];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = units.get(i).changes().stream().allMatch(this::meets);
            if (accepted[i]) {
                apply(units.get(i).changes());
            }
            results.add(accepted[i] ? revision : Unit.REFUSED);
        }
        List<Change> last = closing.changes(accepted, base);
        if (!last.isEmpty()) {
            apply(last);
        }
        return results;
    }

    private boolean meets(Change change) {
        Row row = collection(change.collection()).get(change.key());
        return change.expectedRevision() == Change.ANY
                || change.expectedRevision() == (row == null ? Change.ABSENT : row.revision());
    }

    private void apply(List<Change> changes) {
        revision++;
        for (Change change : changes) {
            switch (change) {
                case Change.Put put ->
                    rows.computeIfAbsent(put.collection(), name -> new TreeMap<>(UTF8_ORDER))
                            .put(
                                    put.key(),
                                    new Row(put.key(), revision, put.bytes().clone()));
                case Change.Delete delete -> collection(delete.collection()).remove(delete.key());
                case Change.Check _ -> {}
            }
        }
    }

    private NavigableMap<String, Row> collection(String name) {
        NavigableMap<String, Row> found = rows.get(name);
        return found == null ? new TreeMap<>(UTF8_ORDER) : found;
    }

    private NavigableMap<String, NavigableMap<String, Row>> snapshot() {
        NavigableMap<String, NavigableMap<String, Row>> copy = new TreeMap<>();
        rows.forEach((name, collection) -> copy.put(name, new TreeMap<>(collection)));
        return copy;
    }

    private static List<Row> page(NavigableMap<String, Row> map, String prefix, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("a page has 1 to 10,000 rows");
        }
        return map.values().stream()
                .filter(row -> row.key().startsWith(prefix))
                .limit(limit)
                .map(MemoryStore::copy)
                .toList();
    }

    private static Row copy(Row row) {
        return new Row(row.key(), row.revision(), row.bytes().clone());
    }
}
