package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Change;
import fort.testkit.MemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One log, appended by two committers that do not know each other.
class SharedLogTest {
    private final TestLog test = new TestLog(11);
    private final MemoryStore store = new MemoryStore();

    @Test
    void two_logs_append_in_turn_without_gap_or_duplicate() {
        Set<Long> indexes = new HashSet<>();
        Random random = new Random(5);
        try (AuditLog left = test.open(store);
                AuditLog right = test.open(store)) {
            for (int i = 0; i < 700; i++) {
                AuditLog log = random.nextInt(3) == 0 ? left : right;
                List<AuditRecord> records = new ArrayList<>();
                for (int n = 0; n <= random.nextInt(4); n++) {
                    records.add(test.record(i));
                }
                Appender.Appended appended = log.append(changes(random, i), records);
                for (Receipt receipt : ((Appender.Appended.Stored) appended).receipts()) {
                    assertThat(indexes.add(receipt.index())).isTrue();
                }
                if (random.nextInt(50) == 0) {
                    log.checkpointNow();
                }
            }
            assertThat(LogReader.size(store)).isEqualTo(indexes.size());
            left.append(List.of(), List.of(test.record(1)));
            VerificationReport report = left.verify(n -> {});
            assertThat(report.findings()).isEmpty();
        }
    }

    @Test
    void two_logs_append_at_the_same_time_and_the_tree_verifies() throws InterruptedException {
        try (AuditLog left = test.open(store);
                AuditLog right = test.open(store)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                AuditLog log = i % 2 == 0 ? left : right;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < 200; n++) {
                        log.append(List.of(), List.of(test.record(n)));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(LogReader.size(store)).isEqualTo(1200);
            left.append(List.of(), List.of(test.record(1)));
            assertThat(left.size()).isEqualTo(1201);
            assertThat(left.verify(n -> {}).findings()).isEmpty();
        }
        try (AuditLog again = test.open(store)) {
            assertThat(again.size()).isEqualTo(1201);
        }
    }

    private static List<Change> changes(Random random, int number) {
        return random.nextInt(4) == 0
                ? List.of(new Change.Put("set", "k" + number, Change.ANY, new byte[] {1}))
                : List.of();
    }
}
