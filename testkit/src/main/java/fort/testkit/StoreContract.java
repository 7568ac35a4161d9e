package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What each [Store] promises, as tests. An adapter's test extends this class and says how to open its store.
public abstract class StoreContract {
    private static final String SET = "set";

    private Store store;

    /// Extended by each adapter's test.
    @SuppressWarnings("NullAway.Init") // JUnit calls open before each test
    protected StoreContract() {}

    /// Opens an empty store of this test.
    protected abstract Store create();

    /// Opens the store of this test again, after it was closed.
    protected abstract Store reopen();

    @BeforeEach
    final void open() {
        store = create();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    /// The store that is open now.
    protected final Store store() {
        return store;
    }

    @Test
    void a_new_store_is_empty() {
        assertThat(store.collections()).isEmpty();
        assertThat(store.get(SET, "a")).isEmpty();
        assertThat(store.scan(SET, "", "", 10)).isEmpty();
        assertThat(store.count(SET)).isZero();
        store.verify();
    }

    @Test
    void what_was_committed_is_there_after_reopening() {
        long revision = commit(put("a", Change.ANY, "1"));
        store.close();
        store = reopen();
        assertThat(text("a")).isEqualTo("1");
        assertThat(revision("a")).isEqualTo(revision);
        assertThat(store.collections()).containsExactly(SET);
        store.verify();
    }

    @Test
    void a_unit_is_refused_whole_and_alone() {
        List<Long> results = store.commit(
                List.of(
                        unit(put("a", Change.ANY, "1")),
                        unit(put("b", Change.ANY, "1"), put("a", Change.ABSENT, "2")),
                        unit(put("c", Change.ABSENT, "1"))),
                Store.Closing.NONE);
        assertThat(results).element(1).isEqualTo(Unit.REFUSED);
        assertThat(keys("")).containsExactly("a", "c");
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    @Tag("R1.2")
    void of_two_compare_and_sets_in_a_batch_the_first_wins() {
        long read = commit(put("a", Change.ABSENT, "0"));
        List<Long> results = store.commit(
                List.of(unit(put("a", read, "first")), unit(put("a", read, "second"))), Store.Closing.NONE);
        assertThat(results.getFirst()).isGreaterThan(read);
        assertThat(results.getLast()).isEqualTo(Unit.REFUSED);
        assertThat(text("a")).isEqualTo("first");
    }

    @Test
    void a_unit_sees_what_the_units_before_it_did() {
        List<Long> results = store.commit(
                List.of(
                        unit(put("a", Change.ABSENT, "1")),
                        unit(delete("a", Change.ANY)),
                        unit(put("a", Change.ABSENT, "2")),
                        unit(check("a", Change.ABSENT))),
                Store.Closing.NONE);
        assertThat(results.subList(0, 3)).doesNotContain(Unit.REFUSED);
        assertThat(results.getLast()).isEqualTo(Unit.REFUSED);
        assertThat(text("a")).isEqualTo("2");
        assertThat(revision("a")).isEqualTo(results.get(2));
    }

    @Test
    void a_check_writes_nothing_and_refuses_its_unit_when_it_fails() {
        long revision = commit(put("a", Change.ANY, "1"));
        assertThat(commit(check("a", revision), put("b", Change.ANY, "1"))).isGreaterThan(revision);
        assertThat(commit(check("a", revision + 1), put("c", Change.ANY, "1"))).isEqualTo(Unit.REFUSED);
        assertThat(revision("a")).isEqualTo(revision);
        assertThat(keys("")).containsExactly("a", "b");
    }

    @Test
    void revisions_never_repeat_across_delete_create_and_reopening() {
        long first = commit(put("a", Change.ANY, "1"));
        long deletion = commit(delete("a", first));
        store.close();
        store = reopen();
        long second = commit(put("a", Change.ABSENT, "2"));
        assertThat(deletion).isGreaterThan(first);
        assertThat(second).isGreaterThan(deletion);
        assertThat(commit(put("a", first, "3"))).isEqualTo(Unit.REFUSED);
    }

    @Test
    void deleting_an_absent_row_does_nothing_and_is_accepted() {
        assertThat(commit(delete("a", Change.ANY))).isPositive();
        assertThat(commit(delete("a", 1))).isEqualTo(Unit.REFUSED);
        assertThat(keys("")).isEmpty();
    }

    @Test
    void collections_are_apart() {
        commit(put("a", Change.ANY, "1"), new Change.Put("other", "a", Change.ABSENT, bytes("2")));
        commit(new Change.Delete("other", "a", Change.ANY), new Change.Put("third", "b", Change.ANY, bytes("3")));
        assertThat(text("a")).isEqualTo("1");
        assertThat(store.get("other", "a")).isEmpty();
        assertThat(store.collections()).containsExactlyInAnyOrder(SET, "third");
        assertThat(store.count(SET)).isEqualTo(1);
        assertThat(store.count("other")).isZero();
    }

    @Test
    void closing_learns_who_was_accepted_and_its_changes_are_part_of_the_batch() {
        commit(put("a", Change.ANY, "1"));
        List<Boolean> seen = new ArrayList<>();
        store.commit(
                List.of(unit(put("a", Change.ABSENT, "2")), unit(put("b", Change.ABSENT, "3"))), (accepted, base) -> {
                    seen.clear(); // a shared store may ask again
                    for (boolean one : accepted) {
                        seen.add(one);
                    }
                    return List.of(put("log", Change.ANY, "bundle"), put("b", Change.ANY, "overwritten"));
                });
        assertThat(seen).containsExactly(false, true);
        assertThat(text("log")).isEqualTo("bundle");
        assertThat(text("b")).isEqualTo("overwritten");
        assertThat(text("a")).isEqualTo("1");
    }

    @Test
    void closing_changes_count_even_when_every_unit_was_refused() {
        store.commit(List.of(unit(check("a", 7))), (accepted, base) -> List.of(put("log", Change.ANY, "refusal")));
        store.close();
        store = reopen();
        assertThat(text("log")).isEqualTo("refusal");
    }

    @Test
    void nothing_of_a_batch_remains_when_closing_fails() {
        List<Unit> units = List.of(unit(put("a", Change.ANY, "1")));
        assertThatThrownBy(() -> store.commit(units, (accepted, base) -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.get(SET, "a")).isEmpty();
        store.recover();
        assertThat(commit(put("b", Change.ANY, "2"))).isPositive();
        assertThat(keys("")).containsExactly("b");
    }

    @Test
    void keys_are_ordered_by_their_utf_8_bytes() {
        // In UTF-16 the last two are the other way round; in a locale's order the first four would be.
        List<String> ascending = List.of("A", "Z", "a", "z", "Ä", "中", "\uFF21", "😀");
        for (String key : ascending.reversed()) {
            commit(put(key, Change.ANY, key));
        }
        assertThat(keys("")).containsExactlyElementsOf(ascending);
        assertThat(store.scanBackwards(SET, "", 100).stream().map(Store.Row::key))
                .containsExactlyElementsOf(ascending.reversed());
        assertThat(store.scan(SET, "", "\uFF21", 100).stream().map(Store.Row::key))
                .containsExactly("😀");
    }

    @Test
    void a_prefix_is_taken_literally() {
        List<String> keys =
                List.of("a%", "a%b", "a_", "ab", "a\uDBFF\uDFFF", "a\uDBFF\uDFFFb", "b", "\uD7FF", "\uE000");
        keys.forEach(key -> commit(put(key, Change.ANY, "x")));
        assertThat(keys("a%")).containsExactly("a%", "a%b");
        assertThat(keys("a_")).containsExactly("a_");
        assertThat(keys("a\uDBFF\uDFFF")).containsExactly("a\uDBFF\uDFFF", "a\uDBFF\uDFFFb");
        assertThat(keys("\uD7FF")).containsExactly("\uD7FF");
        assertThat(keys("a")).hasSize(6);
        assertThat(store.scanBackwards(SET, "a", 2).stream().map(Store.Row::key))
                .containsExactly("a\uDBFF\uDFFFb", "a\uDBFF\uDFFF");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            changes.add(put("p/" + i, Change.ANY, "x"));
        }
        changes.add(put("o", Change.ANY, "x"));
        changes.add(put("q", Change.ANY, "x"));
        commit(changes.toArray(Change[]::new));
        List<String> seen = new ArrayList<>();
        String after = "";
        List<Store.Row> page = store.scan(SET, "p/", after, 7);
        while (!page.isEmpty()) {
            page.forEach(row -> seen.add(row.key()));
            page = store.scan(SET, "p/", page.getLast().key(), 7);
        }
        assertThat(seen).hasSize(250).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void after_may_lie_outside_of_the_prefix() {
        commit(put("a", Change.ANY, "x"), put("m/1", Change.ANY, "x"), put("z", Change.ANY, "x"));
        assertThat(store.scan(SET, "m/", "a", 10)).hasSize(1);
        assertThat(store.scan(SET, "m/", "z", 10)).isEmpty();
    }

    @Test
    void a_page_size_outside_its_limits_is_refused() {
        assertThatThrownBy(() -> store.scan(SET, "", "", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.scan(SET, "", "", 10_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.scanBackwards(SET, "", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void big_and_empty_values_come_back_as_they_were() {
        byte[] big = new byte[(5 << 20) + 1];
        new Random(7).nextBytes(big);
        commit(new Change.Put(SET, "big", Change.ANY, big), new Change.Put(SET, "empty", Change.ANY, new byte[0]));
        store.close();
        store = reopen();
        assertThat(store.get(SET, "big").orElseThrow().bytes()).isEqualTo(big);
        assertThat(store.get(SET, "empty").orElseThrow().bytes()).isEmpty();
        store.verify();
    }

    @Test
    void the_longest_keys_can_be_stored_found_and_listed() {
        StringBuilder key = new StringBuilder();
        Random random = new Random(11);
        while (key.length() < (Change.KEY_BYTES_MAX - 2) / 3) {
            key.appendCodePoint(0x4e00 + random.nextInt(0x5000)); // does not compress
        }
        String ascii = "k".repeat(Change.KEY_BYTES_MAX);
        commit(put(key.toString(), Change.ANY, "unicode"), put(ascii, Change.ANY, "ascii"));
        assertThat(text(key.toString())).isEqualTo("unicode");
        assertThat(keys("")).containsExactly(ascii, key.toString());
        assertThatThrownBy(() -> put(ascii + "k", Change.ANY, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_large_unit_and_a_large_batch_are_applied() {
        List<Change> changes = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            changes.add(put("unit/" + i, Change.ABSENT, "x"));
            units.add(unit(put("batch/" + i, Change.ABSENT, "x")));
        }
        units.add(new Unit(changes));
        assertThat(store.commit(units, Store.Closing.NONE))
                .doesNotContain(Unit.REFUSED)
                .isSorted();
        assertThat(store.count(SET)).isEqualTo(10_000);
    }

    @Test
    void an_empty_batch_is_nothing() {
        assertThat(store.commit(List.of(), Store.Closing.NONE)).isEmpty();
    }

    @Test
    @Tag("attack-85")
    void a_second_owner_is_refused() {
        assertThatThrownBy(() -> reopen().close())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.STORE_REFUSED));
        commit(put("a", Change.ANY, "the first owner goes on"));
    }

    @Test
    void readers_beside_commits_never_see_half_a_batch() throws InterruptedException, ExecutionException {
        commit(put("left", Change.ANY, "0"), put("right", Change.ANY, "0"));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                running.add(readers.submit(() -> {
                    while (!done.get()) {
                        List<Store.Row> rows = store.scan(SET, "", "", 10);
                        assertThat(rows).hasSize(2);
                        assertThat(rows.getFirst().bytes())
                                .isEqualTo(rows.getLast().bytes());
                    }
                }));
            }
            for (int i = 1; i <= 200; i++) {
                String value = Integer.toString(i);
                store.commit(
                        List.of(unit(put("left", Change.ANY, value)), unit(put("right", Change.ANY, value))),
                        Store.Closing.NONE);
                assertThat(text("left")).isEqualTo(value);
            }
            done.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private long commit(Change... changes) {
        return store.commit(List.of(unit(changes)), Store.Closing.NONE).getFirst();
    }

    private List<String> keys(String prefix) {
        return store.scan(SET, prefix, "", 10_000).stream().map(Store.Row::key).toList();
    }

    private String text(String key) {
        return new String(store.get(SET, key).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private long revision(String key) {
        return store.get(SET, key).orElseThrow().revision();
    }

    private static Unit unit(Change... changes) {
        return new Unit(List.of(changes));
    }

    private static Change put(String key, long expected, String value) {
        return new Change.Put(SET, key, expected, bytes(value));
    }

    private static Change delete(String key, long expected) {
        return new Change.Delete(SET, key, expected);
    }

    private static Change check(String key, long expected) {
        return new Change.Check(SET, key, expected);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
