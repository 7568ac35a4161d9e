package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.testkit.MemoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An attacker with the store: what `verify` names, and what refuses to open.
@Tag("R3.3")
final class StoredLogTest {
    private static final int SIZE = 700;

    private final TestLog test = new TestLog(51);

    @Test
    @Tag("attack-63")
    void an_edited_record_is_named() {
        for (int record : new int[] {0, 255, 256, 511, 640, 699}) {
            assertThat(verifyAfter(store -> edit(store, record)).firstBad())
                    .as("record %d", record)
                    .hasValue(record);
        }
    }

    @Test
    @Tag("attack-63")
    void an_edited_record_does_not_open() {
        MemoryStore store = filled();
        edit(store, 300);
        try (AuditLog log = test.open(store)) {
            assertThatThrownBy(() -> log.record(300))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INTEGRITY));
        }
    }

    @Test
    @Tag("attack-64")
    void a_deleted_bundle_is_named() {
        VerificationReport report = verifyAfter(store -> {
            Store.Row row = bundleOf(store, 300);
            apply(store, LogRows.delete(LogRows.BUNDLE, row.key()));
        });
        Bundle bundle = Bundle.of(bundleOf(filled(), 300));
        assertThat(report.firstBad()).hasValue(bundle.first());
    }

    @Test
    @Tag("attack-64")
    void two_exchanged_bundles_are_found() {
        VerificationReport report = verifyAfter(store -> {
            Store.Row left = bundleOf(store, 0);
            Store.Row right = bundleOf(store, 699);
            apply(store, LogRows.put(LogRows.BUNDLE, left.key(), right.bytes()));
            apply(store, LogRows.put(LogRows.BUNDLE, right.key(), left.bytes()));
        });
        assertThat(report.good()).isFalse();
    }

    @Test
    @Tag("attack-65")
    void a_tail_cut_below_the_last_checkpoint_refuses_to_open() {
        MemoryStore store = filled();
        apply(store, LogRows.delete(LogRows.BUNDLE, bundleOf(store, 699).key()));
        assertRefused(store);
    }

    @Test
    @Tag("attack-65")
    void an_unsigned_tail_that_was_cut_is_exposed_by_a_receipt() {
        MemoryStore store = filled();
        Receipt receipt;
        try (AuditLog log = test.open(store)) {
            receipt = AuditLogTest.stored(log.append(List.of(), List.of(test.record(SIZE))))
                    .getFirst();
        }
        apply(store, LogRows.delete(LogRows.BUNDLE, bundleOf(store, 700).key()));
        try (AuditLog log = test.open(store)) {
            assertThat(log.prove(receipt.text())).isEmpty();
            test.fill(log, 1);
            assertThat(log.prove(receipt.text())).isEmpty();
        }
    }

    @Test
    @Tag("attack-68")
    void a_log_rebuilt_without_the_key_refuses_to_open() {
        TestLog thief = new TestLog(52);
        MemoryStore store = new MemoryStore();
        AuditLog forged = AuditLog.open(
                thief.settings,
                store,
                new LogKeys(
                        thief.keys().sealingKeyOfMonth(),
                        TestLog.filled(77),
                        new TestLog.TestSigner(TestLog.ORIGIN, 9)),
                _ -> {},
                Witnesses.NONE,
                java.util.Optional.empty(),
                thief.clock,
                thief.random);
        try (forged) {
            thief.fill(forged, 10);
            forged.checkpointNow();
        }
        assertRefused(store);
    }

    @Test
    void a_forged_or_moved_checkpoint_is_found() {
        assertThat(verifyAfter(store -> {
                            Store.Row row =
                                    store.scan(LogRows.CHECKPOINT, "", "", 1).getFirst();
                            byte[] forged = row.bytes();
                            forged[forged.length - 20] ^= 1;
                            apply(store, LogRows.put(LogRows.CHECKPOINT, row.key(), forged));
                        })
                        .good())
                .isFalse();
        assertThat(verifyAfter(store -> {
                            Store.Row row =
                                    store.scan(LogRows.CHECKPOINT, "", "", 1).getFirst();
                            apply(store, LogRows.put(LogRows.CHECKPOINT, LogRows.key(1), row.bytes()));
                        })
                        .good())
                .isFalse();
    }

    @Test
    void a_damaged_tile_is_found() {
        for (Store.Row row : filled().scan(LogRows.TILE, "", "", 100)) {
            VerificationReport report = verifyAfter(store -> {
                byte[] damaged = row.bytes().clone();
                damaged[damaged.length - 1] ^= 1;
                apply(store, LogRows.put(LogRows.TILE, row.key(), damaged));
            });
            assertThat(report.good()).as(row.key()).isFalse();
        }
    }

    @Test
    @Tag("attack-27")
    void a_record_moved_to_another_environments_log_does_not_open() {
        MemoryStore store = filled();
        byte[] bundle = bundleOf(store, 0).bytes();
        int length = Bundle.length(bundle, 0);
        Opener here = new Opener(TestLog.ORIGIN, test.keys().sealingKeyOfMonth());
        Opener there = new Opener("fort.example/4f2a/staging", test.keys().sealingKeyOfMonth());
        assertThat(here.open(0, bundle, 2, length)).isNotNull();
        assertThat(here.open(1, bundle, 2, length)).isNull();
        assertThat(there.open(0, bundle, 2, length)).isNull();
    }

    @Test
    void a_record_without_its_months_key_does_not_open_but_the_tree_still_verifies() {
        MemoryStore store = filled();
        try (AuditLog log = test.open(store)) {
            LogTiles tiles = new LogTiles(store, SIZE);
            Checkpoint checkpoint = Verification.signed(log.checkpoint(), test.verifierKey());
            assertThat(new LogVerifier(tiles, SIZE, List.of(checkpoint), null, _ -> {})
                            .run()
                            .good())
                    .isTrue();
        }
        Opener shredded = new Opener(TestLog.ORIGIN, _ -> new byte[32]);
        byte[] bundle = bundleOf(store, 0).bytes();
        assertThat(shredded.open(0, bundle, 2, Bundle.length(bundle, 0))).isNull();
    }

    private MemoryStore filled() {
        TestLog writer = new TestLog(51);
        MemoryStore store = new MemoryStore();
        try (AuditLog log = writer.open(store)) {
            writer.fill(log, 400);
            log.checkpointNow();
            writer.clock.advance(java.time.Duration.ofMinutes(2));
            writer.fill(log, SIZE - 400);
            log.checkpointNow();
        }
        return store;
    }

    /// The attack happens while the log is open, so that opening does not find it first.
    private VerificationReport verifyAfter(Consumer<MemoryStore> attack) {
        MemoryStore store = filled();
        try (AuditLog log = test.open(store)) {
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
            attack.accept(store);
            return log.verify(_ -> {});
        }
    }

    private void assertRefused(Store store) {
        assertThatThrownBy(() -> test.open(store))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INTEGRITY));
    }

    private static void edit(Store store, long index) {
        Store.Row row = bundleOf(store, index);
        List<byte[]> entries = new ArrayList<>();
        Bundle bundle = Bundle.of(row);
        bundle.visit(
                bundle.first(),
                bundle.end(),
                (_, bytes, at, length) -> entries.add(Arrays.copyOfRange(bytes, at, at + length)));
        entries.get((int) (index - bundle.first()))[70] ^= 1;
        apply(store, LogRows.put(LogRows.BUNDLE, row.key(), LogFiles.bundle(entries)));
    }

    private static Store.Row bundleOf(Store store, long index) {
        return store.scan(LogRows.BUNDLE, "", LogRows.key(index), 1).getFirst();
    }

    private static void apply(Store store, Change change) {
        store.commit(List.of(), (accepted, base) -> List.of(change));
    }
}
