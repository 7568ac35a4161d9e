package fort.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.audit.TestLog.TestSigner;
import fort.domain.Fault;
import fort.testkit.MemoryStore;
import fort.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R3.3")
@Tag("attack-67")
final class WitnessTest {
    @TempDir
    Path folder;

    private final TestLog test = new TestLog(31);
    private final TestSigner signer = new TestSigner("witness.example/w1", 40);
    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private Witness witness = open(Path.of("target", "unused-witness"));

    @BeforeEach
    void open_a_witness() {
        witness = open(folder);
    }

    private Witness open(Path where) {
        return Witness.open(where, Map.of(TestLog.ORIGIN, test.verifierKey()), signer, clock);
    }

    @Test
    void cosigns_what_grows_and_remembers_it_over_a_restart() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 10);
            WitnessAnswer first = submit(log, 0);
            assertThat(first.status()).isEqualTo(200);
            Note cosigned = Note.parse(concat(log.checkpoint(), first.body()));
            assertThat(cosigned.cosignedAt(VerifierKey.parse(witness.verifierKey())))
                    .contains(clock.instant().getEpochSecond());
            test.fill(log, 300);
            witness = open(folder);
            WitnessAnswer conflict = submit(log, 0);
            assertThat(conflict.status()).isEqualTo(409);
            assertThat(conflict.contentType()).isEqualTo("text/x.tlog.size");
            assertThat(new String(conflict.body(), UTF_8)).isEqualTo("10\n");
            assertThat(submit(log, 10).status()).isEqualTo(200);
            assertThat(submit(log, 310).status()).isEqualTo(200);
            assertThat(witness.known(TestLog.ORIGIN).orElseThrow().size()).isEqualTo(310);
        }
    }

    @Test
    void answers_what_the_specification_says() {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 10);
            assertThat(submit(log, 0).status()).isEqualTo(200);
            test.fill(log, 10);
            byte[] note = log.checkpointNow();
            List<byte[]> proof = log.consistency(10, 20);
            assertThat(answer(10, List.of(), note)).isEqualTo(422);
            assertThat(answer(10, log.consistency(9, 20), note)).isEqualTo(422);
            assertThat(answer(21, proof, note)).isEqualTo(400);
            assertThat(answer(11, proof, note)).isEqualTo(409);
            Checkpoint checkpoint = Verification.signed(note, test.verifierKey());
            TestSigner thief = new TestSigner(TestLog.ORIGIN, 9);
            assertThat(answer(10, proof, Note.sign(checkpoint.text(), thief).bytes()))
                    .isEqualTo(403);
            Checkpoint unknown = new Checkpoint("other.example/log", 20, checkpoint.root());
            assertThat(answer(10, proof, Note.sign(unknown.text(), test.signer).bytes()))
                    .isEqualTo(404);
            for (String bad :
                    List.of("", "old 10", "old 10\n", "old x\n\nx", "new 1\n\n", "old 010\n\n", "old 1\nAAAA\n\n")) {
                assertThat(witness.addCheckpoint(bad.getBytes(UTF_8)).status())
                        .as(bad)
                        .isEqualTo(400);
            }
            assertThat(witness.addCheckpoint(new byte[100_000]).status()).isEqualTo(400);
            assertThat(answer(10, proof, note)).isEqualTo(200);
            Checkpoint fork = new Checkpoint(TestLog.ORIGIN, 20, Merkle.emptyRoot());
            assertThat(answer(20, List.of(), Note.sign(fork.text(), test.signer).bytes()))
                    .isEqualTo(409);
        }
    }

    @Test
    void does_not_cosign_what_it_could_not_remember() throws Exception {
        try (AuditLog log = test.open(store)) {
            test.fill(log, 10);
            Path state = onlyFileAfter(log);
            test.fill(log, 10);
            Files.writeString(state, "damaged");
            assertThat(submit(log, 10).status()).isEqualTo(500);
            assertThatThrownBy(() -> open(folder)).isInstanceOf(Fault.class);
            Files.delete(state);
            Files.createDirectory(state);
            Files.createDirectory(state.resolve("full"));
            assertThat(submit(log, 0).status()).isEqualTo(500);
        }
    }

    private Path onlyFileAfter(AuditLog log) throws Exception {
        assertThat(submit(log, 0).status()).isEqualTo(200);
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_log_is_cosigned_at_each_tick_and_serves_the_cosignature() {
        test.witnesses = new Witnesses(List.of(new Local(witness)), 1);
        try (AuditLog log = test.open(store)) {
            for (int i = 0; i < 5; i++) {
                test.fill(log, 100);
                test.clock.advance(Duration.ofSeconds(1));
                log.tick();
                assertThat(log.cosigned()).isEqualTo(1);
                assertThat(Note.parse(log.checkpoint()).cosignedAt(VerifierKey.parse(witness.verifierKey())))
                        .isPresent();
            }
            assertThat(log.verify(_ -> {}).findings()).isEmpty();
        }
    }

    @Test
    void a_store_that_is_older_than_the_witness_is_refused_until_both_operators_say_otherwise() {
        test.witnesses = new Witnesses(List.of(new Local(witness)), 1);
        MemoryStore backup = new MemoryStore();
        try (AuditLog log = test.open(store)) {
            test.fill(log, 100);
            log.tick();
            copy(store, backup);
            test.fill(log, 100);
            test.clock.advance(Duration.ofSeconds(1));
            log.tick();
        }
        assertThatThrownBy(() -> test.open(backup))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.ROLLED_BACK));
        assertThatThrownBy(() -> test.open(new MemoryStore())).isInstanceOf(Fault.class);

        test.restoration = Optional.of(new Restoration("userpass/carol", "disk lost, backup of today"));
        try (AuditLog log = test.open(backup)) {
            LoggedRecord last = log.tail(log.size() - 1, 1).getFirst();
            assertThat(last.record().operation()).isEqualTo("audit.restored");
            assertThat(last.record().details())
                    .containsEntry("approver", "userpass/carol")
                    .containsEntry("records_now", "101")
                    .containsEntry("witnessed_size", "201");
            test.fill(log, 1);
            test.clock.advance(Duration.ofSeconds(5));
            log.tick();
            assertThat(log.witnessRefused()).isTrue();
            witness.forget(TestLog.ORIGIN, "restore\nof today");
            test.fill(log, 1);
            test.clock.advance(Duration.ofSeconds(5));
            log.tick();
        }
        test.restoration = Optional.empty();
        try (AuditLog log = test.open(backup)) {
            assertThat(log.cosigned()).isEqualTo(1);
        }
        assertThat(folder.resolve("journal"))
                .content()
                .contains("forgot " + TestLog.ORIGIN + " at 201: restore of today\n");
    }

    @Test
    void a_fork_of_the_same_size_is_refused() {
        test.witnesses = new Witnesses(List.of(new Local(witness)), 1);
        try (AuditLog log = test.open(store)) {
            test.fill(log, 99);
            log.tick();
        }
        MemoryStore fork = new MemoryStore();
        TestLog alone = new TestLog(32);
        try (AuditLog log = alone.open(fork)) {
            alone.fill(log, 100);
            log.checkpointNow();
        }
        assertThatThrownBy(() -> test.open(fork))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.ROLLED_BACK));
    }

    @Test
    void too_few_witnesses_refuse_the_start_but_not_the_running_log() {
        Local first = new Local(witness);
        Local second = new Local(Witness.open(
                folder.resolve("second"),
                Map.of(TestLog.ORIGIN, test.verifierKey()),
                new TestSigner("witness.example/w2", 41),
                clock));
        test.witnesses = new Witnesses(List.of(first, second), 2);
        try (AuditLog log = test.open(store)) {
            test.fill(log, 5);
            second.reachable = false;
            test.clock.advance(Duration.ofSeconds(1));
            log.tick();
            assertThat(log.cosigned()).isEqualTo(1);
        }
        assertThatThrownBy(() -> test.open(store))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.AUDIT_UNAVAILABLE));
        test.witnesses = new Witnesses(List.of(first, second), 1);
        test.open(store).close();
    }

    private WitnessAnswer submit(AuditLog log, long old) {
        byte[] note = log.checkpointNow();
        return witness.addCheckpoint(new AddCheckpoint(old, log.consistency(old, log.size()), note).bytes());
    }

    private int answer(long old, List<byte[]> proof, byte[] note) {
        return witness.addCheckpoint(new AddCheckpoint(old, proof, note).bytes())
                .status();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        return (new String(left, UTF_8) + new String(right, UTF_8)).getBytes(UTF_8);
    }

    private static void copy(MemoryStore from, MemoryStore to) {
        to.commit(List.of(), (accepted, base) -> {
            List<fort.store.Change> rows = new ArrayList<>();
            for (String collection : from.collections()) {
                from.scan(collection, "", "", 10_000)
                        .forEach(row -> rows.add(LogRows.put(collection, row.key(), row.bytes())));
            }
            return rows;
        });
    }

    private static final class Local implements WitnessClient {
        private final Witness witness;
        private boolean reachable = true;

        Local(Witness witness) {
            this.witness = witness;
        }

        @Override
        public String verifierKey() {
            return witness.verifierKey();
        }

        @Override
        public WitnessAnswer addCheckpoint(byte[] body) {
            if (!reachable) {
                throw new Fault(Fault.Code.STORE_UNAVAILABLE, "unreachable", "test");
            }
            return witness.addCheckpoint(body);
        }
    }
}
