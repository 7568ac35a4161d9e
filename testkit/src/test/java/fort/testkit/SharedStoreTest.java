package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Feed;
import fort.store.Reads;
import fort.store.RowName;
import fort.store.Store;
import fort.store.Unit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two handles on one database, as two processes have them.
class SharedStoreTest {
    private static Postgres postgres;

    private String url = "";
    private Store left;
    private Store right;

    @BeforeAll
    static void startServer() {
        postgres = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        url = postgres.createDatabase();
        left = Postgres.open(url);
        right = Postgres.open(url);
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    @Test
    void what_one_committed_the_other_reads_at_once() {
        assertThat(put(left, "a", Change.ABSENT, "1")).isPositive();
        assertThat(text(right, "a")).isEqualTo("1");
        assertThat(put(right, "b", Change.ABSENT, "2")).isPositive();
        assertThat(text(left, "b")).isEqualTo("2");
    }

    @Test
    void revisions_of_both_never_repeat() {
        List<Long> revisions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            revisions.add(put(i % 3 == 0 ? left : right, "k" + i, Change.ABSENT, "x"));
        }
        assertThat(revisions).doesNotHaveDuplicates().isSorted().doesNotContain(Unit.REFUSED);
    }

    @Test
    @Tag("R1.2")
    void of_two_compare_and_sets_by_two_handles_the_first_wins() {
        long read = put(left, "a", Change.ABSENT, "0");
        assertThat(put(right, "a", read, "right")).isGreaterThan(read);
        assertThat(put(left, "a", read, "left")).isEqualTo(Unit.REFUSED);
        assertThat(text(left, "a")).isEqualTo("right");
        assertThat(put(left, "a", Change.ABSENT, "left")).isEqualTo(Unit.REFUSED);
    }

    @Test
    void a_refused_unit_of_a_batch_does_not_harm_the_others_when_the_other_handle_was_quicker() {
        long read = put(left, "a", Change.ABSENT, "0");
        put(right, "a", read, "1");
        List<Long> results =
                left.commit(List.of(unit("a", read, "lost"), unit("b", Change.ABSENT, "kept")), Store.Closing.NONE);
        assertThat(results).element(0).isEqualTo(Unit.REFUSED);
        assertThat(text(right, "b")).isEqualTo("kept");
        assertThat(text(right, "a")).isEqualTo("1");
    }

    @Test
    void the_closing_is_told_on_which_revision_the_batch_builds() {
        long[] bases = new long[2];
        left.commit(List.of(unit("a", Change.ANY, "1")), (accepted, base) -> {
            bases[0] = base;
            return List.of();
        });
        right.commit(List.of(unit("b", Change.ANY, "1")), (accepted, base) -> {
            bases[1] = base;
            return List.of(new Change.Put("set", "c", Change.ANY, new byte[0]));
        });
        assertThat(bases[1]).isEqualTo(bases[0] + 1);
        left.commit(List.of(), (accepted, base) -> {
            bases[0] = base;
            return List.of();
        });
        assertThat(put(left, "d", Change.ANY, "1")).isEqualTo(bases[1] + 3);
    }

    /// Each of four threads adds one to a counter, by compare-and-set on any of the handles.
    @Test
    @Tag("R1.2")
    void no_increment_is_lost_between_handles() throws InterruptedException, ExecutionException {
        put(left, "counter", Change.ABSENT, "0");
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        while (!increment(random.nextBoolean() ? left : right)) {
                            refused.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(text(left, "counter")).isEqualTo("160");
        assertThat(refused.get()).isPositive();
    }

    /// The connection is lost while a batch waits for the counter that another session holds.
    @Test
    @Tag("attack-82")
    void a_batch_cut_off_while_it_waits_is_either_applied_or_reported() throws Exception {
        put(left, "a", Change.ABSENT, "0");
        try (java.sql.Connection other = java.sql.DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            try (java.sql.Statement statement = other.createStatement()) {
                statement.execute("SELECT revision FROM fort_head FOR UPDATE");
                Future<Long> waiting = thread.submit(() -> put(left, "b", Change.ABSENT, "1"));
                while (postgres.waitingForLocks() == 0) {
                    Thread.onSpinWait();
                }
                postgres.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
                other.rollback();
                boolean reported = false;
                try {
                    waiting.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(Fault.class);
                    reported = true;
                }
                assertThat(right.get("set", "b").isPresent()).isEqualTo(!reported);
            }
        }
        left.recover();
        assertThat(put(left, "c", Change.ABSENT, "1")).isPositive();
    }

    @Test
    @Tag("R10.1")
    void a_change_is_heard_on_the_other_handle_within_a_second() {
        Heard heard = new Heard();
        right.feed().listen(heard);
        put(left, "a", Change.ANY, "1");
        long began = System.nanoTime();
        while (!heard.names.contains(new RowName("set", "a"))) {
            assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
            Thread.onSpinWait();
        }
        put(right, "b", Change.ANY, "1");
        assertThat(heard.names).doesNotContain(new RowName("set", "b"));
    }

    @Test
    void what_a_handle_did_not_hear_it_learns_when_it_commits() {
        Heard heard = new Heard();
        right.feed().listen(heard);
        put(left, "a", Change.ANY, "1");
        put(right, "b", Change.ANY, "1");
        assertThat(heard.names).contains(new RowName("set", "a"));
        assertThat(right.feed().known()).isGreaterThan(1);
    }

    @Test
    @Tag("attack-89")
    void a_unit_whose_reads_the_other_handle_changed_is_refused_alone() {
        put(left, "a", Change.ANY, "1");
        put(right, "x", Change.ANY, "1");
        long since = right.feed().known();
        put(left, "a", Change.ANY, "2");
        List<Long> results = right.commit(
                List.of(
                        new Unit(List.of(), reads(since, "a")),
                        new Unit(List.of(), reads(since, "x")),
                        new Unit(List.of(), reads(since, Reads.ANY_KEY)),
                        unit("b", Change.ABSENT, "kept")),
                Store.Closing.NONE);
        assertThat(results).element(0).isEqualTo(Unit.REFUSED);
        assertThat(results).element(1).isNotEqualTo(Unit.REFUSED);
        assertThat(results).element(2).isEqualTo(Unit.REFUSED);
        assertThat(text(left, "b")).isEqualTo("kept");
        long now = right.feed().known();
        assertThat(right.commit(List.of(new Unit(List.of(), reads(now, "a"))), Store.Closing.NONE))
                .doesNotContain(Unit.REFUSED);
    }

    @Test
    void changes_of_the_log_are_nobodys_news() {
        Heard heard = new Heard();
        right.feed().listen(heard);
        left.commit(List.of(), (accepted, base) -> List.of(new Change.Put("log_x", "a", Change.ANY, new byte[0])));
        right.feed().catchUp();
        assertThat(heard.names).isEmpty();
    }

    @Test
    @Tag("attack-89")
    void when_the_others_cannot_be_heard_nothing_is_current_until_they_can_again() throws SQLException {
        assertThat(right.feed().current()).isTrue();
        postgres.execute("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS false");
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name()
                + "' AND application_name = 'fort-follower'");
        long began = System.nanoTime();
        while (right.feed().current()) {
            assertThat(System.nanoTime() - began).isLessThan(1_500_000_000L);
            Thread.onSpinWait();
        }
        put(left, "a", Change.ANY, "1");
        Heard heard = new Heard();
        right.feed().listen(heard);
        postgres.execute("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS true");
        while (!right.feed().current()) {
            assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
            Thread.onSpinWait();
        }
        assertThat(heard.names).contains(new RowName("set", "a"));
    }

    @Test
    void what_was_dropped_from_the_changes_is_answered_by_forgetting_everything() throws SQLException {
        Heard heard = new Heard();
        right.feed().listen(heard);
        long since = right.feed().known();
        put(left, "a", Change.ANY, "1");
        try (java.sql.Connection other = java.sql.DriverManager.getConnection(url, Postgres.USER, Postgres.PASSWORD);
                java.sql.Statement statement = other.createStatement()) {
            statement.execute("UPDATE fort_head SET pruned = revision + 100");
        }
        put(left, "b", Change.ANY, "1");
        assertThat(right.commit(List.of(new Unit(List.of(), reads(since, "z"))), Store.Closing.NONE))
                .containsExactly(Unit.REFUSED);
        assertThat(heard.anything).isPositive();
    }

    @Test
    void a_third_handle_may_come_and_go() {
        put(left, "a", Change.ANY, "1");
        Store third = Postgres.open(url);
        assertThat(put(third, "b", Change.ABSENT, "1")).isPositive();
        third.close();
        assertThat(put(right, "c", Change.ABSENT, "1")).isPositive();
        assertThat(left.count("set")).isEqualTo(3);
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Reads reads(long since, String key) {
        return new Reads(since, List.of(new RowName("set", key)));
    }

    private static final class Heard implements Feed.Listener {
        private final List<RowName> names = new CopyOnWriteArrayList<>();
        private volatile int anything;

        @Override
        public void changed(List<RowName> rows) {
            names.addAll(rows);
        }

        @Override
        public void changedAnything() {
            anything = 1;
        }
    }

    private static boolean increment(Store store) {
        Store.Row row = store.get("set", "counter").orElseThrow();
        int value = Integer.parseInt(new String(row.bytes(), StandardCharsets.UTF_8));
        return put(store, "counter", row.revision(), Integer.toString(value + 1)) != Unit.REFUSED;
    }

    private static long put(Store store, String key, long expected, String value) {
        return store.commit(List.of(unit(key, expected, value)), Store.Closing.NONE)
                .getFirst();
    }

    private static Unit unit(String key, long expected, String value) {
        return new Unit(List.of(new Change.Put("set", key, expected, value.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(Store store, String key) {
        return new String(store.get("set", key).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
