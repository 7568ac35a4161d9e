package fort.audit;

import fort.store.Change;
import fort.store.Store;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds records: in closed segments by their blind index, in the open tail by reading it.
final class Search {
    /// Index rows that go into one transaction, so that building an index never holds up the appends for long.
    private static final int PARTS_PER_COMMIT = 32;

    private static final int BLOCK = 1024;
    private static final int MARKER_LENGTH = 20;

    private final Store store;
    private final LogSettings settings;
    private final LogKeys keys;

    Search(Store store, LogSettings settings, LogKeys keys) {
        this.store = store;
        this.settings = settings;
        this.keys = keys;
    }

    /// Builds the index of the first closed segment that has none. Takes its time: see [Pace].
    ///
    /// @param commit makes changes durable
    /// @return whether there was one
    boolean build(long size, Consumer<List<Change>> commit) {
        long segment = 0;
        while (segment(segment).isPresent()) {
            segment++;
        }
        long first = segment * settings.segmentSize();
        if (first + settings.segmentSize() > size) {
            return false;
        }
        BlindIndex index = new BlindIndex(keys.searchKey());
        Segment times = collect(first, index);
        if (times == null) {
            return false; // interrupted: the server stops, the next one builds it
        }
        List<Change> parts = index.parts(segment);
        for (int i = 0; i < parts.size(); i += PARTS_PER_COMMIT) {
            commit.accept(parts.subList(i, Math.min(parts.size(), i + PARTS_PER_COMMIT)));
        }
        byte[] marker = ByteBuffer.allocate(MARKER_LENGTH)
                .putInt(settings.segmentSize())
                .putLong(times.earliest().toEpochMilli())
                .putLong(times.latest().toEpochMilli())
                .array();
        commit.accept(List.of(LogRows.put(LogRows.SEGMENT, LogRows.key(segment), marker)));
        return true;
    }

    /// @return null when interrupted
    private @Nullable Segment collect(long first, BlindIndex index) {
        Pace pace = new Pace();
        Opener opener = new Opener(settings.origin(), keys.sealingKeyOfMonth());
        Instant[] times = {Instant.MAX, Instant.MIN};
        new LogReader(store).entries(first, first + settings.segmentSize(), (number, bytes, at, length) -> {
            AuditRecord record = opener.record(number, bytes, at, length);
            if (record != null) { // a month whose key was thrown away cannot be searched any more
                index.add((int) (number - first), record);
                Instant time = record.time();
                times[0] = time.isBefore(times[0]) ? time : times[0];
                times[1] = time.isAfter(times[1]) ? time : times[1];
            }
            return pace.goOn();
        });
        if (pace.interrupted()) {
            return null;
        }
        return times[0].isAfter(times[1]) ? new Segment(Instant.EPOCH, Instant.EPOCH) : new Segment(times[0], times[1]);
    }

    /// The marker of an indexed segment. One that was built for another segment size does not count and is
    /// built again.
    private Optional<Segment> segment(long segment) {
        return store.get(LogRows.SEGMENT, LogRows.key(segment))
                .map(row -> ByteBuffer.wrap(row.bytes()))
                .filter(marker -> marker.capacity() == MARKER_LENGTH && marker.getInt(0) == settings.segmentSize())
                .map(marker ->
                        new Segment(Instant.ofEpochMilli(marker.getLong(4)), Instant.ofEpochMilli(marker.getLong(12))));
    }

    /// Newest first, below `before`.
    Query.Page find(Query query, long before, int limit, long size) {
        List<LoggedRecord> found = new ArrayList<>();
        List<byte[]> terms = new BlindIndex(keys.searchKey()).terms(query);
        long end = Math.min(before, size);
        while (end > 0 && found.size() < limit) {
            long segment = (end - 1) / settings.segmentSize();
            long first = segment * settings.segmentSize();
            Optional<Segment> indexed = segment(segment);
            if (indexed.isPresent() && !indexed.get().overlaps(query)) {
                end = first;
            } else if (indexed.isPresent() && !terms.isEmpty()) {
                probe(query, segment, candidates(segment, terms), end, limit, found);
                end = first;
            } else {
                long start = Math.max(first, end - BLOCK);
                block(query, start, end, limit, found);
                end = start;
            }
        }
        boolean more = found.size() >= limit && found.getLast().index() > 0;
        return new Query.Page(List.copyOf(found), more ? found.getLast().index() : null);
    }

    private int[] candidates(long segment, List<byte[]> terms) {
        int[] common = null;
        for (byte[] term : terms) {
            int[] numbers = store.get(LogRows.INDEX, BlindIndex.partKey(segment, term))
                    .map(row -> BlindIndex.find(row.bytes(), term))
                    .orElseGet(() -> new int[0]);
            common = common == null ? numbers : intersection(common, numbers);
            if (common.length == 0) {
                return common;
            }
        }
        return common == null ? new int[0] : common;
    }

    private static int[] intersection(int[] left, int[] right) {
        return Arrays.stream(left)
                .filter(number -> Arrays.binarySearch(right, number) >= 0)
                .toArray();
    }

    private void probe(Query query, long segment, int[] candidates, long end, int limit, List<LoggedRecord> found) {
        long first = segment * settings.segmentSize();
        for (int i = candidates.length - 1; i >= 0 && found.size() < limit; i--) {
            long index = first + candidates[i];
            if (index < end) {
                block(query, index, index + 1, limit, found);
            }
        }
    }

    private void block(Query query, long from, long to, int limit, List<LoggedRecord> found) {
        List<LoggedRecord> records = read(from, to, query);
        for (int i = records.size() - 1; i >= 0 && found.size() < limit; i--) {
            found.add(records.get(i));
        }
    }

    /// Records that can be opened and match, oldest first.
    List<LoggedRecord> read(long from, long to, Query query) {
        Opener opener = new Opener(settings.origin(), keys.sealingKeyOfMonth());
        List<LoggedRecord> records = new ArrayList<>();
        new LogReader(store).entries(from, to, (index, bytes, at, length) -> {
            LoggedRecord record = opener.open(index, bytes, at, length);
            if (record != null && query.matches(record.record())) {
                records.add(record);
            }
            return true;
        });
        return records;
    }

    /// Forgets the index; [#build] makes it again from the log.
    void drop(Consumer<List<Change>> commit) {
        for (String collection : List.of(LogRows.SEGMENT, LogRows.INDEX)) {
            List<Store.Row> rows = store.scan(collection, "", "", PARTS_PER_COMMIT);
            while (!rows.isEmpty()) {
                commit.accept(rows.stream()
                        .map(row -> LogRows.delete(collection, row.key()))
                        .toList());
                rows = store.scan(collection, "", "", PARTS_PER_COMMIT);
            }
        }
    }

    private record Segment(Instant earliest, Instant latest) {
        /// The marker's times are cut to milliseconds.
        boolean overlaps(Query query) {
            Instant from = query.from();
            Instant until = query.until();
            return (from == null || !latest.plusMillis(1).isBefore(from))
                    && (until == null || earliest.isBefore(until));
        }
    }
}
