package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.audit.Appender.Appended;
import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.1")
final class AuditLogTest {
    private final TestLog test = new TestLog(1);
    private final MemoryStore store = new MemoryStore();

    @Test
    void gives_a_receipt_for_each_record_and_reads_it_back() {
        try (AuditLog log = test.open(store)) {
            List<AuditRecord> written = List.of(test.record(0), test.record(1, "refused"));
            List<Receipt> receipts = stored(log.append(List.of(), written));
            assertThat(receipts).extracting(Receipt::index).containsExactly(0L, 1L);
            for (int i = 0; i < 2; i++) {
                LoggedRecord read = log.record(i).orElseThrow();
                assertThat(read.record()).isEqualTo(written.get(i));
                assertThat(read.node()).isEqualTo("node-1");
                assertThat(read.leafHash()).isEqualTo(receipts.get(i).leafHash());
            }
            assertThat(log.record(2)).isEmpty();
        }
    }

    @Test
    void changes_and_records_are_committed_together_and_reported_before_the_answer() {
        try (AuditLog log = test.open(store)) {
            Change change = new Change.Put("secret", "a", Change.ABSENT, new byte[] {1});
            log.append(List.of(change), List.of(test.record(0)));
            assertThat(store.get("secret", "a")).isPresent();
            assertThat(test.committed).containsExactly(change);
        }
    }

    @Test
    void a_conflict_changes_nothing_and_records_nothing() {
        try (AuditLog log = test.open(store)) {
            Change first = new Change.Put("secret", "a", Change.ABSENT, new byte[] {1});
            log.append(List.of(first), List.of(test.record(0)));
            Change again = new Change.Put("secret", "a", Change.ABSENT, new byte[] {2});
            Change other = new Change.Put("secret", "b", Change.ABSENT, new byte[] {2});
            assertThat(log.append(List.of(other, again), List.of(test.record(1))))
                    .isInstanceOf(Appended.Conflict.class);
            assertThat(log.size()).isEqualTo(1);
            assertThat(store.get("secret", "b")).isEmpty();
            assertThat(test.committed).containsExactly(first);
        }
    }

    @Test
    void changes_that_are_no_unit_fail_their_own_caller_and_never_reach_the_batch_of_others() {
        try (AuditLog log = test.open(store)) {
            Change twice = new Change.Put("secret", "a", Change.ANY, new byte[] {1});
            assertThatThrownBy(() -> log.append(List.of(twice, twice), List.of(test.record(0))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(stored(log.append(List.of(twice), List.of(test.record(1)))))
                    .hasSize(1);
        }
    }

    @Test
    void many_callers_get_consecutive_indexes_and_refused_ones_leave_no_gap() throws InterruptedException {
        test.settings = test.settings.withQueue(64, Duration.ofSeconds(60));
        ConcurrentLinkedQueue<Long> indexes = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> conflicts = new ConcurrentLinkedQueue<>();
        try (AuditLog log = test.open(store)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 24; t++) {
                int number = t;
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        Change race = new Change.Put("race", "key" + i, Change.ABSENT, new byte[] {1});
                        List<Change> changes = number % 3 == 0 ? List.of(race) : List.of();
                        switch (log.append(changes, List.of(test.record(i)))) {
                            case Appended.Stored s ->
                                indexes.add(s.receipts().getFirst().index());
                            case Appended.Conflict _ -> conflicts.add(i);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            Set<Long> distinct = new TreeSet<>(indexes);
            assertThat(conflicts).hasSize(7 * 20);
            assertThat(distinct).hasSize(24 * 20 - 7 * 20);
            assertThat(Collections.max(distinct)).isEqualTo(log.size() - 1);
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
            assertThat(log.waiting()).isZero();
        }
    }

    @Test
    @Tag("attack-72")
    void a_broken_store_answers_nobody_and_the_log_goes_on_when_the_store_does() {
        FaultyStore faulty = new FaultyStore(store);
        try (AuditLog log = test.open(faulty)) {
            test.fill(log, 300);
            for (FaultyStore.Breakage breakage : List.of(
                    FaultyStore.Breakage.BEFORE, FaultyStore.Breakage.AFTER_CLOSING, FaultyStore.Breakage.FULL)) {
                long before = log.size();
                faulty.breakage = breakage;
                for (int i = 0; i < 3; i++) {
                    Change change = new Change.Put("secret", "a", Change.ANY, new byte[] {1});
                    assertThatThrownBy(() -> log.append(List.of(change), List.of(test.record(0))))
                            .isInstanceOfSatisfying(
                                    Fault.class,
                                    fault -> assertThat(fault.code())
                                            .isEqualTo(
                                                    breakage == FaultyStore.Breakage.FULL
                                                            ? Fault.Code.STORE_FULL
                                                            : Fault.Code.AUDIT_UNAVAILABLE));
                }
                faulty.breakage = FaultyStore.Breakage.NONE;
                assertThat(store.get("secret", "a")).isEmpty();
                assertThat(stored(log.append(List.of(), List.of(test.record(1))))
                                .getFirst()
                                .index())
                        .isEqualTo(before);
            }
            test.fill(log, 300);
            log.checkpointNow();
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
        }
    }

    @Test
    @Tag("attack-72")
    void a_commit_whose_answer_was_lost_is_taken_over_from_the_store() {
        FaultyStore faulty = new FaultyStore(store);
        try (AuditLog log = test.open(faulty)) {
            test.fill(log, 10);
            faulty.breakage = FaultyStore.Breakage.AFTER_DURABLE;
            Change change = new Change.Put("secret", "a", Change.ABSENT, new byte[] {1});
            assertThatThrownBy(() -> log.append(List.of(change), List.of(test.record(10))))
                    .isInstanceOf(Fault.class);
            faulty.breakage = FaultyStore.Breakage.NONE;
            assertThat(stored(log.append(List.of(), List.of(test.record(11))))
                            .getFirst()
                            .index())
                    .isEqualTo(11);
            assertThat(test.committed).contains(change);
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
        }
    }

    @Test
    @Tag("attack-72")
    void a_hung_store_fails_callers_after_the_limit_and_the_queue_is_bounded() throws InterruptedException {
        FaultyStore faulty = new FaultyStore(store);
        test.settings = test.settings.withQueue(2, Duration.ofMillis(50));
        CountDownLatch latch = new CountDownLatch(1);
        ConcurrentLinkedQueue<Fault.Code> codes = new ConcurrentLinkedQueue<>();
        try (AuditLog log = test.open(faulty)) {
            faulty.hang = latch;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        log.append(List.of(), List.of(test.record(0)));
                    } catch (Fault e) {
                        codes.add(e.code());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(codes).hasSize(5).contains(Fault.Code.OVERLOADED, Fault.Code.AUDIT_UNAVAILABLE);
            faulty.hang = null;
            latch.countDown();
        }
        try (AuditLog log = test.open(store)) {
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
        }
    }

    @Test
    void opens_again_where_it_stopped_whatever_the_size() {
        int total = 0;
        for (int more : new int[] {0, 1, 254, 1, 1, 255, 256, 300, 1}) {
            total += more;
            try (AuditLog log = test.open(store)) {
                test.fill(log, more);
                assertThat(log.size()).isEqualTo(total);
                log.checkpointNow();
            }
        }
        try (AuditLog log = test.open(store)) {
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
            assertThat(store.count(LogRows.CHECKPOINT)).isGreaterThan(0);
        }
    }

    @Test
    void what_waits_at_closing_is_still_answered_and_later_callers_are_refused() {
        AuditLog log = test.open(store);
        test.fill(log, 5);
        log.close();
        assertThatThrownBy(() -> log.append(List.of(), List.of(test.record(0))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.AUDIT_UNAVAILABLE));
    }

    @Test
    @Tag("attack-71")
    void a_tick_writes_the_heartbeat_once_a_minute_and_signs_at_most_once_a_second() {
        try (AuditLog log = test.open(store)) {
            log.tick();
            assertThat(log.record(0).orElseThrow().record().operation()).isEqualTo("audit.heartbeat");
            byte[] first = log.checkpoint();
            test.fill(log, 3);
            test.clock.advance(Duration.ofMillis(500));
            log.tick();
            assertThat(log.checkpoint()).isEqualTo(first);
            test.clock.advance(Duration.ofMillis(500));
            log.tick();
            assertThat(Verification.signed(log.checkpoint(), test.verifierKey()).size())
                    .isEqualTo(4);
            test.clock.advance(Duration.ofSeconds(58));
            log.tick();
            assertThat(log.size()).isEqualTo(4);
            test.clock.advance(Duration.ofSeconds(1));
            log.tick();
            assertThat(log.size()).isEqualTo(5);
        }
    }

    @Test
    void one_checkpoint_is_kept_for_each_minute() {
        try (AuditLog log = test.open(store)) {
            for (int i = 0; i < 130; i++) {
                test.clock.advance(Duration.ofSeconds(1));
                test.fill(log, 1);
                log.tick();
            }
            assertThat(store.count(LogRows.CHECKPOINT)).isBetween(2L, 4L);
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
        }
    }

    @Test
    void a_receipt_leads_to_an_inclusion_proof_under_a_signed_checkpoint() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 700);
            Receipt receipt =
                    stored(log.append(List.of(), List.of(test.record(700)))).getFirst();
            test.fill(log, 20);
            InclusionProof proof = log.prove(receipt.text()).orElseThrow();
            Checkpoint checkpoint = Verification.signed(proof.checkpoint(), test.verifierKey());
            assertThat(proof.leadsTo(checkpoint)).isTrue();
            assertThat(log.prove(receipt.text().replace(":700:", ":701:"))).isEmpty();
            assertThat(log.prove(receipt.text().replace("production", "staging")))
                    .isEmpty();
            assertThat(log.prove(receipt.text() + "00")).isEmpty();
            assertThat(log.prove("x")).isEmpty();
            assertThat(log.prove(ReceiptText.at(receipt, 9_999))).isEmpty();
        }
    }

    @Test
    @Tag("R3.3")
    void proofs_from_tiles_verify_between_all_kinds_of_sizes() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 1100);
            LogReader reader = new LogReader(store);
            byte[] root = reader.root(1100);
            for (int from : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 700, 1023, 1024, 1025, 1099, 1100}) {
                assertThat(Merkle.verifyConsistency(from, 1100, reader.root(from), root, log.consistency(from, 1100)))
                        .as("from %d", from)
                        .isTrue();
            }
            for (int index : new int[] {0, 255, 256, 1023, 1024, 1099}) {
                byte[] leaf = log.record(index).orElseThrow().leafHash();
                assertThat(Merkle.verifyInclusion(index, 1100, leaf, log.inclusion(index, 1100), root))
                        .isTrue();
            }
        }
    }

    @Test
    @Tag("R3.3")
    void records_are_sealed_in_the_store_and_in_the_tiles() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 300);
            byte[] entries = log.resource("tile/entries/000").orElseThrow();
            assertThat(new String(entries, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("userpass", "secret/data", "request-");
        }
    }

    @Test
    @Tag("R3.3")
    void the_same_record_at_the_same_index_is_never_sealed_the_same_way_twice() {
        byte[] first = onlyEnvelope(new MemoryStore());
        byte[] second = onlyEnvelope(new MemoryStore());
        assertThat(first).hasSameSizeAs(second).isNotEqualTo(second);
        assertThat(java.util.Arrays.copyOfRange(first, 5, 21))
                .isNotEqualTo(java.util.Arrays.copyOfRange(second, 5, 21));
    }

    private byte[] onlyEnvelope(Store fresh) {
        try (AuditLog log = test.open(fresh)) {
            log.append(List.of(), List.of(test.record(0)));
            byte[] bundle = log.resource("tile/entries/000.p/1").orElseThrow();
            return java.util.Arrays.copyOfRange(bundle, 2, bundle.length);
        }
    }

    @Test
    void serves_the_files_of_the_tiles_layout_and_nothing_else() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 600);
            assertThat(log.resource("tile/0/000").orElseThrow()).hasSize(8192);
            assertThat(log.resource("tile/0/002.p/88").orElseThrow()).hasSize(88 * 32);
            assertThat(log.resource("tile/1/000.p/2").orElseThrow()).hasSize(64);
            assertThat(log.resource("tile/entries/002.p/88")).isPresent();
            assertThat(log.resource("checkpoint")).isPresent();
            for (String path : List.of(
                    "tile/0/003",
                    "tile/0/002",
                    "tile/0/002.p/89",
                    "tile/1/000",
                    "tile/0/0",
                    "tile/00/000",
                    "tile/0/x000/000",
                    "tile/0/000.p/0",
                    "tile/0/000.p/256",
                    "tile/0/000.p/01",
                    "tile/-1/000",
                    "tile/99/000",
                    "tile/0/../0/000",
                    "tile/0/000/",
                    "",
                    "Checkpoint",
                    "tile/entries/x999/999")) {
                assertThat(log.resource(path)).as(path).isEmpty();
            }
        }
    }

    @Test
    @Tag("attack-74")
    void a_record_that_is_too_large_is_refused_alone_and_long_fields_are_cut() {
        try (AuditLog log = test.open(store)) {
            AuditRecord base = test.record(0);
            AuditRecord long_ = new AuditRecord(
                    base.time(),
                    "",
                    "secret.read",
                    "ok",
                    "",
                    "p",
                    "",
                    "",
                    "",
                    "s".repeat(100_000),
                    "x".repeat(100_000),
                    1,
                    "",
                    Map.of());
            log.append(List.of(), List.of(long_));
            AuditRecord read = log.record(0).orElseThrow().record();
            assertThat(read.path()).hasSize(RecordWriter.PATH_MAX + 1).endsWith("…");
            assertThat(read.service()).hasSize(RecordWriter.FIELD_MAX + 1).endsWith("…");
        }
    }

    @Test
    @Tag("attack-70")
    void time_that_goes_backwards_is_flagged_and_order_stays_by_index() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 3);
            test.clock.advance(Duration.ofHours(-1));
            test.fill(log, 1);
            VerificationReport report = log.verify(_ -> {});
            assertThat(report.good()).isTrue();
            assertThat(report.notices()).singleElement().asString().contains("record 3");
        }
    }

    static List<Receipt> stored(Appended appended) {
        assertThat(appended).isInstanceOf(Appended.Stored.class);
        return ((Appended.Stored) appended).receipts();
    }

    private static final class ReceiptText {
        static String at(Receipt receipt, long index) {
            return new Receipt(receipt.origin(), index, receipt.leafHash()).text();
        }
    }
}
