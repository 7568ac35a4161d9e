package fort.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.wire.Audit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R3.3")
class LogVerifierTest {
    @Test
    void a_true_log_of_any_size_is_sound() throws GeneralSecurityException {
        for (int size : List.of(0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 1000)) {
            TestLog log = new TestLog(TestLog.records(size));

            LogReport report = verify(log, null);

            assertThat(report.problems()).as("size " + size).isEmpty();
            assertThat(report.size()).isEqualTo(size);
            assertThat(report.root()).isEqualTo(log.root);
        }
    }

    @Test
    void a_log_with_three_levels_of_tiles_is_sound() throws GeneralSecurityException {
        assertThat(verify(new TestLog(TestLog.records(256 * 256 + 300)), null).problems())
                .isEmpty();
    }

    @Test
    @Tag("attack-78")
    void finds_every_record_that_was_edited() throws GeneralSecurityException {
        for (int index : List.of(0, 1, 255, 256, 599)) {
            TestLog log = new TestLog(TestLog.records(600));
            replaceEntries(log, records -> records.set(index, "edited".getBytes(StandardCharsets.UTF_8)));

            assertThat(verify(log, null).problems())
                    .anyMatch(problem -> problem.startsWith("record " + index + " is not"))
                    .contains("the records do not give the checkpoint's root");
        }
    }

    @Test
    @Tag("attack-78")
    void finds_records_that_were_removed_or_moved() throws GeneralSecurityException {
        TestLog removed = new TestLog(TestLog.records(600));
        replaceEntries(removed, records -> records.remove(300));
        TestLog moved = new TestLog(TestLog.records(600));
        replaceEntries(moved, records -> Collections.swap(records, 4, 5));

        assertThat(verify(removed, null).isSound()).isFalse();
        assertThat(verify(moved, null).problems()).anyMatch(problem -> problem.startsWith("record 4 is not"));
    }

    @Test
    @Tag("attack-78")
    void finds_tiles_that_were_changed_or_are_gone() throws GeneralSecurityException {
        TestLog original = new TestLog(TestLog.records(600));
        for (String name : List.copyOf(original.files.keySet())) {
            TestLog changed = new TestLog(TestLog.records(600));
            changed.files.computeIfPresent(name, (path, bytes) -> flipped(bytes, bytes.length / 2));
            TestLog gone = new TestLog(TestLog.records(600));
            gone.files.remove(name);
            TestLog cut = new TestLog(TestLog.records(600));
            cut.files.computeIfPresent(name, (path, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));

            assertThat(verify(changed, null).isSound()).as("changed " + name).isFalse();
            assertThat(verify(gone, null).isSound()).as("without " + name).isFalse();
            assertThat(verify(cut, null).isSound()).as("cut " + name).isFalse();
        }
    }

    @Test
    @Tag("attack-78")
    void finds_a_roll_back() throws GeneralSecurityException {
        TestLog long0 = new TestLog(TestLog.records(600));
        TestLog shorter = new TestLog(TestLog.records(500), long0.keys());

        assertThat(verify(shorter, seen(long0, 600)).problems())
                .containsExactly("the log was rolled back: it had 600 records and now has 500");
    }

    @Test
    @Tag("attack-78")
    void finds_a_fork() throws GeneralSecurityException {
        TestLog first = new TestLog(TestLog.records(300));
        List<byte[]> other = TestLog.records(700);
        other.set(17, "another past".getBytes(StandardCharsets.UTF_8));
        TestLog fork = new TestLog(other, first.keys());

        assertThat(verify(fork, seen(first, 300)).problems())
                .containsExactly("the log was forked: its first 300 records are not those checked before");
        assertThat(verify(new TestLog(TestLog.records(700), first.keys()), seen(first, 300))
                        .problems())
                .isEmpty();
    }

    @Test
    @Tag("attack-78")
    void finds_bytes_that_belong_to_no_record_and_hashes_that_belong_to_no_node() throws GeneralSecurityException {
        for (String name : List.copyOf(new TestLog(TestLog.records(600)).files.keySet())) {
            TestLog longer = new TestLog(TestLog.records(600));
            longer.files.computeIfPresent(name, (path, bytes) -> Arrays.copyOf(bytes, bytes.length + Tree.HASH_BYTES));

            assertThat(verify(longer, null).isSound()).as("longer " + name).isFalse();
        }
    }

    @Test
    void a_full_file_stands_in_for_a_partial_one_that_was_dropped() throws GeneralSecurityException {
        TestLog early = new TestLog(TestLog.records(500));
        TestLog late = new TestLog(TestLog.records(600), early.keys());
        early.files.keySet().removeIf(name -> name.endsWith(".p/244"));
        early.files.put("tile/0/001", late.files.get("tile/0/001"));
        early.files.put("tile/entries/001", late.files.get("tile/entries/001"));

        assertThat(verify(early, null).problems()).isEmpty();
    }

    @Test
    void a_checkpoint_that_was_kept_counts_only_when_the_log_signed_it() throws GeneralSecurityException {
        TestLog log = new TestLog(TestLog.records(300));
        TestLog other = new TestLog(TestLog.records(300));
        byte[] note = Objects.requireNonNull(log.files.get("checkpoint"));

        KnownCheckpoint kept = KnownCheckpoint.of(note, List.of(log.verifierKey()));

        assertThat(verify(new TestLog(TestLog.records(200), log.keys()), kept).problems())
                .containsExactly("the log was rolled back: it had 300 records and now has 200");
        assertThatThrownBy(() -> KnownCheckpoint.of(note, List.of(other.verifierKey())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not signed by the log's key");
        assertThatThrownBy(() -> KnownCheckpoint.of(new byte[3], List.of(log.verifierKey())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finds_a_checkpoint_that_another_key_signed() throws GeneralSecurityException {
        TestLog log = new TestLog(TestLog.records(10));
        String otherKey = new TestLog(TestLog.records(10)).verifierKey();

        assertThat(new LogVerifier(log.files::get, List.of(otherKey), List.of(), count -> {})
                        .verify()
                        .problems())
                .containsExactly("the checkpoint is not signed by the log's key");
        assertThat(new LogVerifier(log.files::get, List.of(), List.of(), count -> {})
                        .verify()
                        .isSound())
                .isFalse();
    }

    @Test
    void a_malformed_checkpoint_is_a_finding_and_not_a_crash() throws GeneralSecurityException {
        TestLog log = new TestLog(TestLog.records(10));
        for (String note : List.of("", "\n\n", "a\n1\nAAAA\n\nx\n", "o\n-1\n\n\n", "o\n01\n\n\n", "\u0000\n\n\n\n\n")) {
            log.files.put("checkpoint", note.getBytes(StandardCharsets.UTF_8));

            assertThat(verify(log, null).isSound()).isFalse();
        }
    }

    @Test
    void a_receipt_is_proved_and_no_other() throws GeneralSecurityException {
        List<byte[]> records = TestLog.records(600);
        List<byte[]> hashes = new ArrayList<>();
        for (byte[] record : records) {
            hashes.add(TestLog.hash(new byte[] {0}, record, new byte[0]));
        }
        TestLog log = new TestLog(records);
        String checkpoint = new String(log.files.get("checkpoint"), StandardCharsets.UTF_8);
        for (int index : List.of(0, 1, 255, 256, 511, 512, 598, 599)) {
            String receipt = TestLog.ORIGIN + ":" + index + ":" + HexFormat.of().formatHex(hashes.get(index));
            Audit.Proof proof = new Audit.Proof(
                    receipt,
                    new Audit.Inclusion(index, 600, hashes.get(index), TestLog.path(index, hashes)),
                    checkpoint);
            String other =
                    TestLog.ORIGIN + ":" + (index ^ 1) + ":" + HexFormat.of().formatHex(hashes.get(index));

            assertThat(LogVerifier.check(receipt, proof, List.of(log.verifierKey())))
                    .isEmpty();
            assertThat(LogVerifier.check(other, proof, List.of(log.verifierKey())))
                    .isNotEmpty();
            assertThat(LogVerifier.check(receipt, proof, List.of())).isNotEmpty();
        }
        assertThat(LogVerifier.check(
                        "nonsense",
                        new Audit.Proof("", new Audit.Inclusion(0, 1, new byte[32], List.of()), checkpoint),
                        List.of()))
                .isNotEmpty();
    }

    @Test
    void a_copied_log_is_as_sound_as_the_original(@TempDir Path folder) throws GeneralSecurityException {
        TestLog log = new TestLog(TestLog.records(600));
        Path copy = folder.resolve("copy");

        assertThat(new LogArchive(log.files::get, copy).write(count -> {})).isEqualTo(600);
        assertThat(new LogVerifier(LogSource.folder(copy), List.of(log.verifierKey()), List.of(), count -> {})
                        .verify()
                        .problems())
                .isEmpty();
    }

    @Test
    void names_of_tiles_are_those_of_c2sp() {
        assertThat(Tiles.name(0)).isEqualTo("000");
        assertThat(Tiles.name(1_234_067)).isEqualTo("x001/x234/067");
    }

    private static LogReport verify(TestLog log, @Nullable KnownCheckpoint known) throws GeneralSecurityException {
        return new LogVerifier(
                        log.files::get,
                        List.of(log.verifierKey()),
                        known == null ? List.of() : List.of(known),
                        count -> {})
                .verify();
    }

    private static KnownCheckpoint seen(TestLog log, long size) {
        return new KnownCheckpoint(TestLog.ORIGIN, size, log.root);
    }

    private static byte[] flipped(byte[] bytes, int position) {
        byte[] copy = bytes.clone();
        copy[position] ^= 1;
        return copy;
    }

    /// Changes the sealed records and leaves checkpoint and tiles: what an editor of the store can do.
    private static void replaceEntries(TestLog log, java.util.function.Consumer<List<byte[]>> change)
            throws GeneralSecurityException {
        List<byte[]> records = TestLog.records(600);
        change.accept(records);
        TestLog edited = new TestLog(records, log.keys());
        log.files.keySet().removeIf(name -> name.startsWith("tile/entries/"));
        edited.files.forEach((name, bytes) -> {
            if (name.startsWith("tile/entries/")) {
                log.files.put(name, bytes);
            }
        });
    }
}
