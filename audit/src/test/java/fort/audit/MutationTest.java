package fort.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fort.audit.TestLog.TestSigner;
import fort.testkit.Evidence;
import fort.testkit.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes an exported log in every way we could think of, and asks three verifiers that share no code: this
/// room's, the client's (`fort audit verify`), and a Go program over the checksum database's libraries. Each
/// change must be found by all, and each good log accepted by all.
@Tag("R3.3")
@Tag("attack-63")
@Tag("attack-64")
@Tag("attack-65")
@Tag("attack-67")
@Tag("attack-68")
@Tag("attack-78")
final class MutationTest {
    private static final int SIZE = 1400;
    private static final int EARLIER = 1000;
    private static final String GOOD = "good";
    private static final String BAD = "bad";

    @TempDir
    Path folder;

    private final TestLog test = new TestLog(21);
    private final TestSigner thief = new TestSigner(TestLog.ORIGIN, 9);
    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Map<String, Integer> named = new LinkedHashMap<>();
    private LogFiles base = new LogFiles(Path.of("."));
    private byte[] earlier = {};

    @BeforeEach
    void write_a_log() {
        base = new LogFiles(folder.resolve("base"));
        try (AuditLog log = test.open(new MemoryStore())) {
            test.fill(log, EARLIER);
            earlier = log.checkpointNow();
            log.export(folder.resolve("yesterday"));
            test.fill(log, SIZE - EARLIER);
            log.export(base.folder());
        }
    }

    @Test
    void three_verifiers_agree_on_every_good_and_every_mutated_log() {
        goodLogs();
        editedRecords();
        reorderedRecords();
        cutRecords();
        wholeLogs();
        forgedCheckpoints();
        damagedTiles();
        randomBytes();
        assertThat(expected.values().stream().filter(BAD::equals).count()).isGreaterThanOrEqualTo(100);

        Map<String, VerificationReport> ours = new LinkedHashMap<>();
        expected.keySet().forEach(name -> ours.put(name, ours(name)));
        Map<String, List<String>> clients = new LinkedHashMap<>();
        expected.keySet()
                .forEach(name -> clients.put(
                        name, ClientVerifier.problems(new LogFiles(folderOf(name)), test.signer.verifierKey())));
        Optional<GoVerifier> go = GoVerifier.build();
        Map<String, String> theirs = go.map(verifier -> verifier.verify(
                        test.signer.verifierKey(),
                        expected.keySet().stream().map(this::folderOf).toList()))
                .orElse(Map.of());
        writeEvidence(ours, clients, theirs);
        expected.forEach((name, verdict) -> {
            assertThat(requireNonNull(ours.get(name)).good() ? GOOD : BAD)
                    .as("our verdict on %s: %s", name, requireNonNull(ours.get(name)))
                    .isEqualTo(verdict);
            assertThat(requireNonNull(clients.get(name)).isEmpty() ? GOOD : BAD)
                    .as("the client's verdict on %s: %s", name, clients.get(name))
                    .isEqualTo(verdict);
            if (go.isPresent()) {
                assertThat(theirs.get(folderOf(name).toString()))
                        .as("Go's verdict on %s", name)
                        .startsWith(verdict);
            }
        });
        named.forEach(
                (name, record) -> assertThat(requireNonNull(ours.get(name)).firstBad())
                        .as("first bad record of %s", name)
                        .hasValue(record));
        if (go.isEmpty()) {
            System.err.println("SKIPPED: there is no Go here, so no verifier but ours judged the mutated logs");
        }
        Assumptions.assumeTrue(go.isPresent(), "there is no Go here");
    }

    private void goodLogs() {
        good("unchanged", _ -> {});
        good("an earlier checkpoint is remembered", log -> log.write("remembered/a", earlier));
        good("its own checkpoint is remembered", log -> log.write("remembered/a", log.read("checkpoint")));
        good(
                "an unknown signature beside ours",
                log -> log.write(
                        "checkpoint",
                        concat(
                                log.read("checkpoint"),
                                Note.line(NoteSignature.cosign("text", 5, new TestSigner("witness.example/w", 4))))));
        good("a file that belongs to nothing", log -> log.write("tile/0/999", new byte[8192]));
        good("written anew from the same records", log -> log.write(log.entries(SIZE)));
        good("the log as it was yesterday, nothing remembered", log -> replace(log, folder.resolve("yesterday")));
    }

    private void editedRecords() {
        for (int record : new int[] {0, 1, 255, 256, 700, 1279, 1280, 1399}) {
            names("one bit of record " + record, record, log -> edit(log, record, 60, 1));
        }
        names("the format of record 3", 3, log -> edit(log, 3, 0, 2));
        names("the month of record 4", 4, log -> edit(log, 4, 4, 1));
        names("the run of record 5", 5, log -> edit(log, 5, 9, 1));
        names("the commitment of record 6", 6, log -> edit(log, 6, 30, 1));
        names("the last byte of record 7", 7, log -> edit(log, 7, -1, 1));
        bad("record 700 edited and its tile with it", log -> {
            edit(log, 700, 60, 1);
            List<byte[]> leaves =
                    log.entries(SIZE).stream().map(Merkle::leafHash).toList();
            log.write("tile/0/002", join(leaves.subList(512, 768)));
        });
        bad("record 700 edited and all tiles with it", log -> {
            List<byte[]> entries = log.entries(SIZE);
            entries.get(700)[60] ^= 1;
            log.write(entries);
        });
        bad("record 0 replaced by an empty one, all tiles anew", log -> {
            List<byte[]> entries = log.entries(SIZE);
            entries.set(0, new byte[0]);
            log.write(entries);
        });
        names("the length of record 256, high byte", 256, log -> flip(log, "tile/entries/001", 0, 1));
        names("the length of record 256, low byte", 256, log -> flip(log, "tile/entries/001", 1, 1));
    }

    private void reorderedRecords() {
        names("records 10 and 11 exchanged", 10, log -> rewriteBundle(log, 0, e -> Collections.swap(e, 10, 11)));
        names("the first bundle turned round", 0, log -> rewriteBundle(log, 0, Collections::reverse));
        names("record 20 deleted", 20, log -> rewriteBundle(log, 0, e -> e.remove(20)));
        names("the last record deleted", 1399, log -> rewriteBundle(log, 5, List::removeLast));
        names("record 20 twice", 21, log -> rewriteBundle(log, 0, e -> e.add(21, e.get(20))));
        bad("a record inserted at the front", log -> rewriteBundle(log, 0, e -> e.addFirst(e.get(9))));
        bad("a record more at the end of a full bundle", log -> rewriteBundle(log, 1, e -> e.add(e.get(0))));
        bad("a record more at the end", log -> rewriteBundle(log, 5, e -> e.add(e.get(0))));
        names("bundles 1 and 2 exchanged", 256, log -> swap(log, "tile/entries/001", "tile/entries/002"));
        bad("record 30 deleted, all tiles anew", log -> rebuild(log, e -> e.remove(30)));
        bad("records 30 and 900 exchanged, all tiles anew", log -> rebuild(log, e -> Collections.swap(e, 30, 900)));
        bad("a record inserted, all tiles anew", log -> rebuild(log, e -> e.add(3, e.get(2))));
        bad("a record appended, all tiles anew", log -> rebuild(log, e -> e.add(e.get(2))));
        bad("the last record deleted, all tiles anew", log -> rebuild(log, List::removeLast));
        bad(
                "records 0 to 255 replaced by 256 to 511, all tiles anew",
                log -> rebuild(log, e -> {
                    for (int i = 0; i < 256; i++) {
                        e.set(i, e.get(256 + i));
                    }
                }));
    }

    private void cutRecords() {
        names("the last bundle missing", 1280, log -> log.delete("tile/entries/005.p/120"));
        names("the first bundle missing", 0, log -> log.delete("tile/entries/000"));
        names("a bundle empty", 512, log -> log.write("tile/entries/002", new byte[0]));
        bad("a bundle cut by one byte", log -> cut(log, "tile/entries/002", 1));
        bad("the last bundle cut by one byte", log -> cut(log, "tile/entries/005.p/120", 1));
        bad("a bundle with one byte more", log -> append(log, "tile/entries/002", new byte[1]));
        bad("the last bundle with two bytes more", log -> append(log, "tile/entries/005.p/120", new byte[2]));
        bad(
                "cut to 1,300 records, old checkpoint",
                log -> rebuild(log, e -> e.subList(1300, SIZE).clear()));
        bad(
                "cut to 1,280 records, old checkpoint",
                log -> rebuild(log, e -> e.subList(1280, SIZE).clear()));
        bad("no records at all", log -> rebuild(log, List::clear));
    }

    private void wholeLogs() {
        bad("the log as it was yesterday, today remembered", log -> {
            byte[] today = log.read("checkpoint");
            replace(log, folder.resolve("yesterday"));
            log.write("remembered/a", today);
        });
        bad("cut and signed again, the old size remembered", log -> {
            log.write("remembered/a", log.read("checkpoint"));
            resign(log, test.signer, e -> e.subList(1300, SIZE).clear());
        });
        bad("a fork of the same size, signed by the same key", log -> {
            log.write("remembered/a", log.read("checkpoint"));
            resign(log, test.signer, e -> e.get(40)[60] ^= 1);
        });
        bad("a longer fork, signed by the same key", log -> {
            log.write("remembered/a", log.read("checkpoint"));
            resign(log, test.signer, e -> {
                e.get(1399)[60] ^= 1;
                e.add(e.get(5));
            });
        });
        bad("a fork before the remembered size", log -> {
            log.write("remembered/a", earlier);
            resign(log, test.signer, e -> e.get(999)[60] ^= 1);
        });
        bad("a clean log rebuilt with another key", log -> resign(log, thief, e -> e.get(40)[60] ^= 1));
        bad("the same log signed by another key", log -> resign(log, thief, _ -> {}));
        bad("another log of the same key", log -> {
            TestSigner other = new TestSigner("fort.example/4f2a/staging", 1);
            log.write("checkpoint", note(other, other.name(), SIZE, LogFiles.root(leaves(log))));
        });
        bad(
                "a checkpoint of another origin under the log's key name",
                log -> log.write(
                        "checkpoint",
                        note(test.signer, "fort.example/4f2a/staging", SIZE, LogFiles.root(leaves(log)))));
        bad(
                "a remembered note that is not signed by the log",
                log -> log.write("remembered/a", note(thief, TestLog.ORIGIN, SIZE, LogFiles.root(leaves(log)))));
        bad("a remembered note that is no note", log -> log.write("remembered/a", "x".getBytes(UTF_8)));
    }

    private void forgedCheckpoints() {
        bad("no checkpoint", log -> log.delete("checkpoint"));
        bad("an empty checkpoint", log -> log.write("checkpoint", new byte[0]));
        bad("yesterday's checkpoint over today's partial files", log -> log.write("checkpoint", earlier));
        text("size raised by one", "\n1400\n", "\n1401\n");
        text("size lowered by one", "\n1400\n", "\n1399\n");
        text("size with a leading zero", "\n1400\n", "\n01400\n");
        text("size with a sign", "\n1400\n", "\n+1400\n");
        text("size negative", "\n1400\n", "\n-1400\n");
        text("size zero", "\n1400\n", "\n0\n");
        text("size huge", "\n1400\n", "\n99999999999999999999\n");
        text("an extension line", "=\n\n", "=\nextension\n\n");
        text("the origin changed", TestLog.ORIGIN + "\n1400", "fort.example/4f2a/staging\n1400");
        text("CR LF", "\n1400\n", "\r\n1400\r\n");
        text("a space after the size", "\n1400\n", "\n1400 \n");
        text("no empty line", "\n\n", "\n");
        text("a hyphen for the dash", "— ", "- ");
        text("the signer's name changed", "— " + TestLog.ORIGIN, "— " + TestLog.ORIGIN + "x");
        bad("no last line end", log -> cut(log, "checkpoint", 1));
        bad("cut in the signature", log -> cut(log, "checkpoint", 30));
        bad("the signature removed", log -> log.write("checkpoint", unsigned(log)));
        bad("NUL in the text", log -> log.write("checkpoint", concat(new byte[1], log.read("checkpoint"))));
        bad("not UTF-8", log -> log.write("checkpoint", concat(new byte[] {(byte) 0xff}, log.read("checkpoint"))));
        bad("a bit of the root", log -> flip(log, "checkpoint", TestLog.ORIGIN.length() + 8, 1));
        for (int back : new int[] {10, 40, 70, 85}) {
            bad("a character of the signature, " + back + " from the end", log -> replaceBase64(log, back));
        }
        bad("a false signature of the same key first", log -> {
            Note note = Note.parse(log.read("checkpoint"));
            NoteSignature right = note.signatures().getFirst();
            NoteSignature wrong = new NoteSignature(right.name(), right.keyHash(), new byte[64]);
            log.write("checkpoint", new Note(note.text(), List.of(wrong, right)).bytes());
        });
        bad("101 signatures", log -> {
            byte[] line = Note.line(NoteSignature.cosign("text", 5, new TestSigner("witness.example/w", 4)));
            for (int i = 0; i < 100; i++) {
                append(log, "checkpoint", line);
            }
        });
        bad("the thief's signature under the log's key hash", log -> {
            Note note = Note.parse(log.read("checkpoint"));
            NoteSignature right = note.signatures().getFirst();
            byte[] forged = thief.sign(note.text().getBytes(UTF_8));
            log.write(
                    "checkpoint",
                    new Note(note.text(), List.of(new NoteSignature(right.name(), right.keyHash(), forged))).bytes());
        });
        bad(
                "right root, signed for another size",
                log -> log.write(
                        "checkpoint", note(test.signer, TestLog.ORIGIN, SIZE - 1, LogFiles.root(leaves(log)))));
        bad(
                "signed by the right key, wrong root",
                log -> log.write("checkpoint", note(test.signer, TestLog.ORIGIN, SIZE, Merkle.emptyRoot())));
    }

    private void damagedTiles() {
        for (String tile : List.of("tile/0/000", "tile/0/004", "tile/0/005.p/120", "tile/1/000.p/5")) {
            bad(tile + " missing", log -> log.delete(tile));
            bad(tile + " empty", log -> log.write(tile, new byte[0]));
            bad(tile + " with one bit turned at the start", log -> flip(log, tile, 0, 1));
            bad(tile + " with one bit turned at the end", log -> flip(log, tile, -1, 128));
            bad(tile + " cut by one hash", log -> cut(log, tile, 32));
            bad(tile + " with one hash more", log -> append(log, tile, new byte[32]));
        }
        bad("tiles 0/000 and 0/001 exchanged", log -> swap(log, "tile/0/000", "tile/0/001"));
        bad("tiles and bundles 0 and 1 exchanged", log -> {
            swap(log, "tile/0/000", "tile/0/001");
            swap(log, "tile/entries/000", "tile/entries/001");
        });
        bad("a bundle and its tile duplicated over the next", log -> {
            log.write("tile/0/001", log.read("tile/0/000"));
            log.write("tile/entries/001", log.read("tile/entries/000"));
        });
    }

    /// One random bit of one random file: nothing in the folder is without meaning.
    private void randomBytes() {
        Random random = new Random(7);
        List<String> files = List.of(
                "tile/0/000",
                "tile/0/001",
                "tile/0/002",
                "tile/0/003",
                "tile/0/004",
                "tile/0/005.p/120",
                "tile/1/000.p/5",
                "tile/entries/000",
                "tile/entries/001",
                "tile/entries/002",
                "tile/entries/003",
                "tile/entries/004",
                "tile/entries/005.p/120",
                "checkpoint");
        for (int i = 0; i < 60; i++) {
            String file = files.get(random.nextInt(files.size()));
            int at = random.nextInt(base.read(file).length);
            int bit = 1 << random.nextInt(8);
            bad("bit %d of byte %d of %s".formatted(bit, at, file), log -> flip(log, file, at, bit));
        }
    }

    private void good(String name, Consumer<LogFiles> mutation) {
        mutate(name, GOOD, mutation);
    }

    private void bad(String name, Consumer<LogFiles> mutation) {
        mutate(name, BAD, mutation);
    }

    private void names(String name, int record, Consumer<LogFiles> mutation) {
        named.put(name, record);
        bad(name, mutation);
    }

    private void text(String name, String from, String to) {
        bad("checkpoint: " + name, log -> {
            String text = new String(log.read("checkpoint"), UTF_8);
            assertThat(text).contains(from);
            log.write("checkpoint", text.replace(from, to).getBytes(UTF_8));
        });
    }

    private void mutate(String name, String verdict, Consumer<LogFiles> mutation) {
        if (expected.putIfAbsent(name, verdict) == null) {
            LogFiles copy = new LogFiles(folderOf(name));
            base.copyTo(copy.folder());
            mutation.accept(copy);
        }
    }

    private Path folderOf(String name) {
        return folder.resolve("mutated")
                .resolve(name.replaceAll("[^a-zA-Z0-9]+", "-") + "-" + Integer.toHexString(name.hashCode()));
    }

    private VerificationReport ours(String name) {
        LogFiles log = new LogFiles(folderOf(name));
        return Verification.verify(log.folder(), test.verifierKey(), log.remembered(), _ -> {});
    }

    private void writeEvidence(
            Map<String, VerificationReport> ours, Map<String, List<String>> clients, Map<String, String> theirs) {
        StringBuilder table = new StringBuilder(
                "audit log: %d logs of %d records, %d of them changed, judged by the server's verifier, by that of `fort audit verify` and %s%n%nserver client Go%n"
                        .formatted(
                                expected.size(),
                                SIZE,
                                expected.values().stream().filter(BAD::equals).count(),
                                theirs.isEmpty() ? "NO OTHER (no Go here)" : "by Go's sumdb/note and sumdb/tlog"));
        expected.forEach((name, _) -> {
            VerificationReport report = requireNonNull(ours.get(name));
            String go = theirs.getOrDefault(folderOf(name).toString(), "not run\t");
            List<String> client = requireNonNull(clients.get(name));
            table.append("%-6s %-6s %-7s %s | %s | %s | %s%n"
                    .formatted(
                            report.good() ? GOOD : BAD,
                            client.isEmpty() ? GOOD : BAD,
                            go.substring(0, go.indexOf('\t')),
                            name,
                            String.join("; ", report.findings()),
                            String.join("; ", client),
                            go.substring(go.indexOf('\t') + 1).replace(folderOf(name) + "/", "")));
        });
        Evidence.write("audit-mutations", table.toString());
    }

    private static void edit(LogFiles log, int record, int at, int bit) {
        rewriteBundle(log, record / 256, entries -> {
            byte[] entry = entries.get(record % 256);
            entry[at < 0 ? entry.length + at : at] ^= (byte) bit;
        });
    }

    private static void rewriteBundle(LogFiles log, int number, Consumer<List<byte[]>> mutation) {
        List<byte[]> all = log.entries(SIZE);
        List<byte[]> some = new ArrayList<>(all.subList(number * 256, Math.min(SIZE, number * 256 + 256)));
        mutation.accept(some);
        log.write(LogFiles.bundleName(number, SIZE), LogFiles.bundle(some));
    }

    private static void rebuild(LogFiles log, Consumer<List<byte[]>> mutation) {
        List<byte[]> entries = log.entries(SIZE);
        mutation.accept(entries);
        log.write(entries);
    }

    private static void resign(LogFiles log, TestSigner signer, Consumer<List<byte[]>> mutation) {
        List<byte[]> entries = log.entries(SIZE);
        mutation.accept(entries);
        log.write("checkpoint", note(signer, TestLog.ORIGIN, entries.size(), log.write(entries)));
    }

    private static byte[] note(TestSigner signer, String origin, int size, byte[] root) {
        return Note.sign(new Checkpoint(origin, size, root).text(), signer).bytes();
    }

    private static List<byte[]> leaves(LogFiles log) {
        return log.entries(SIZE).stream().map(Merkle::leafHash).toList();
    }

    private static byte[] unsigned(LogFiles log) {
        String text = new String(log.read("checkpoint"), UTF_8);
        return text.substring(0, text.indexOf("\n\n") + 2).getBytes(UTF_8);
    }

    private static void replaceBase64(LogFiles log, int back) {
        byte[] note = log.read("checkpoint");
        int at = note.length - back;
        note[at] = (byte) (note[at] == 'A' ? 'B' : 'A');
        log.write("checkpoint", note);
    }

    private static void replace(LogFiles log, Path other) {
        LogFiles source = new LogFiles(other);
        log.write(source.entries(EARLIER));
        log.write("checkpoint", source.read("checkpoint"));
    }

    private static void flip(LogFiles log, String name, int at, int bit) {
        byte[] bytes = log.read(name);
        bytes[at < 0 ? bytes.length + at : at] ^= (byte) bit;
        log.write(name, bytes);
    }

    private static void cut(LogFiles log, String name, int count) {
        byte[] bytes = log.read(name);
        log.write(name, Arrays.copyOf(bytes, bytes.length - count));
    }

    private static void append(LogFiles log, String name, byte[] more) {
        log.write(name, concat(log.read(name), more));
    }

    private static void swap(LogFiles log, String left, String right) {
        byte[] bytes = log.read(left);
        log.write(left, log.read(right));
        log.write(right, bytes);
    }

    private static byte[] join(List<byte[]> hashes) {
        return hashes.stream().reduce(new byte[0], MutationTest::concat);
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
