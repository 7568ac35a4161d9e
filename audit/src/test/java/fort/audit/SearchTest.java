package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.store.Store;
import fort.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.1")
@Tag("R3.2")
final class SearchTest {
    private static final int SIZE = 1400;

    private final TestLog test = new TestLog(4);
    private final MemoryStore store = new MemoryStore();
    private final List<AuditRecord> written = new ArrayList<>();
    private AuditLog log = test.open(new MemoryStore());

    @BeforeEach
    void fill() {
        test.settings = test.settings.withSegmentSize(512);
        log = test.open(store);
        for (int i = 0; i < SIZE; i++) {
            test.clock.advance(Duration.ofSeconds(1));
            written.add(test.record(i, i % 50 == 0 ? "refused" : "ok"));
        }
        for (int i = 0; i < SIZE; i += 100) {
            log.append(List.of(), written.subList(i, i + 100));
        }
    }

    @Test
    void finds_the_same_records_before_and_after_indexing_and_rebuilding() {
        List<Query> queries = queries();
        List<List<Long>> expected = queries.stream().map(this::naive).toList();
        assertThat(queries.stream().map(query -> all(query, 1000)).toList()).isEqualTo(expected);
        assertThat(log.maintain()).isTrue();
        assertThat(queries.stream().map(query -> all(query, 7)).toList()).isEqualTo(expected);
        assertThat(log.maintain()).isTrue();
        assertThat(log.maintain()).isFalse();
        assertThat(queries.stream().map(query -> all(query, 33)).toList()).isEqualTo(expected);
        log.dropSearchIndex();
        assertThat(store.count(LogRows.INDEX) + store.count(LogRows.SEGMENT)).isZero();
        while (log.maintain()) {}
        assertThat(queries.stream().map(query -> all(query, 1000)).toList()).isEqualTo(expected);
        assertThat(log.verify(_ -> {}).findings()).isEmpty();
    }

    @Test
    void an_indexed_segment_is_searched_by_its_index_and_not_by_reading_it() {
        while (log.maintain()) {}
        store.scan(LogRows.INDEX, LogRows.key(0) + "/", "", 1000)
                .forEach(row ->
                        store.commit(List.of(), (accepted, base) -> List.of(LogRows.delete(LogRows.INDEX, row.key()))));
        assertThat(all(Query.ALL.withRequestId("request-5"), 10)).isEmpty();
        assertThat(all(Query.ALL.withRequestId("request-600"), 10)).containsExactly(600L);
    }

    @Test
    @Tag("R3.3")
    void the_index_shows_no_searchable_value() {
        while (log.maintain()) {}
        for (Store.Row row : store.scan(LogRows.INDEX, "", "", 10_000)) {
            assertThat(new String(row.bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("userpass", "secret", "request", "refused");
        }
    }

    @Test
    void an_index_for_another_segment_size_does_not_count() {
        while (log.maintain()) {}
        log.close();
        test.settings = test.settings.withSegmentSize(256);
        log = test.open(store);
        assertThat(all(Query.ALL.withRequestId("request-5"), 10)).containsExactly(5L);
        assertThat(log.maintain()).isTrue();
        assertThat(all(Query.ALL.withRequestId("request-5"), 10)).containsExactly(5L);
    }

    @Test
    void tail_gives_records_from_an_index_on() {
        assertThat(log.tail(SIZE - 3, 10)).extracting(LoggedRecord::index).containsExactly(1397L, 1398L, 1399L);
        assertThat(log.tail(0, 2)).extracting(LoggedRecord::record).isEqualTo(written.subList(0, 2));
        assertThat(log.tail(SIZE, 10)).isEmpty();
        assertThatThrownBy(() -> log.tail(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.search(Query.ALL, Long.MAX_VALUE, 1001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Query> queries() {
        List<Query> queries = new ArrayList<>(List.of(
                Query.ALL,
                Query.ALL.withPrincipal("userpass/user3"),
                Query.ALL.withPath("secret/data/app/4").withResult("refused"),
                Query.ALL.withOperation("secret.write").withPrincipal("userpass/user0"),
                Query.ALL.withRequestId("request-1399"),
                Query.ALL.withRequestId("request-1400"),
                Query.ALL.withPrincipal("userpass/user"),
                Query.ALL.withResult("refused").between(time(100), time(700))));
        Random random = new Random(6);
        for (int i = 0; i < 10; i++) {
            int start = random.nextInt(SIZE);
            queries.add(Query.ALL
                    .withPrincipal("userpass/user" + random.nextInt(8))
                    .between(time(start), random.nextBoolean() ? null : time(start + random.nextInt(400))));
        }
        return queries;
    }

    private static Instant time(int record) {
        return Instant.parse("2026-01-01T00:00:01Z").plusSeconds(record);
    }

    /// Newest first, by reading all.
    private List<Long> naive(Query query) {
        return LongStream.range(0, SIZE)
                .map(i -> SIZE - 1 - i)
                .filter(i -> query.matches(written.get((int) i)))
                .boxed()
                .toList();
    }

    private List<Long> all(Query query, int limit) {
        List<Long> found = new ArrayList<>();
        Long cursor = Long.MAX_VALUE;
        while (cursor != null) {
            Query.Page page = log.search(query, cursor, limit);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            page.records().forEach(record -> found.add(record.index()));
            cursor = page.cursor();
        }
        return found;
    }
}
