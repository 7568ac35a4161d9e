package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Stores;
import fort.store.Unit;
import fort.testkit.CrashWriter.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full or fails: a typed fault, nothing acknowledged that is not there, and on it goes when the
/// disk is good again.
class DiskFaultTest {
    private static final int WRITES = 60;

    @TempDir
    Path directory;

    @Test
    @Tag("attack-82")
    void a_full_disk_is_told_loses_nothing_and_recovers_without_restart() {
        try (Disk disk = Disk.tmpfs(directory, 2_048)) {
            Path folder = disk.folder().resolve("store");
            List<String> acknowledged = new ArrayList<>();
            try (Store store = Stores.sqlite(folder)) {
                Fault full = fill(store, acknowledged);
                assertThat(full.code()).isEqualTo(Fault.Code.STORE_FULL);
                assertThat(acknowledged).isNotEmpty();
                acknowledged.forEach(key -> assertThat(store.get("set", key)).isPresent());
                assertThat(store.count("set")).isEqualTo(acknowledged.size());

                disk.resize(16_384);
                commit(store, "after", 1_000);
                acknowledged.add("after");
            }
            try (Store store = Stores.sqlite(folder)) {
                store.verify();
                assertThat(store.count("set")).isEqualTo(acknowledged.size());
            }
            Evidence.write(
                    "crash-full-disk",
                    "full-disk: 1 run, " + acknowledged.size() + " acknowledged, 0 lost, went on without restart");
        }
    }

    private static Fault fill(Store store, List<String> acknowledged) {
        for (int i = 0; i < 1_000; i++) {
            try {
                commit(store, "key" + i, 20_000);
                acknowledged.add("key" + i);
            } catch (Fault fault) {
                assertThatThrownBy(() -> commit(store, "again", 20_000)).isInstanceOf(Fault.class);
                return fault;
            }
        }
        throw new AssertionError("the disk did not fill");
    }

    private static void commit(Store store, String key, int bytes) {
        store.commit(
                List.of(new Unit(List.of(new Change.Put("set", key, Change.ANY, new byte[bytes])))),
                Store.Closing.NONE);
    }

    @Test
    @Tag("attack-82")
    void a_failing_sync_or_write_is_told_and_nothing_acknowledged_is_lost() {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/strace")), "SKIPPED, not passed: strace is missing");
        CrashTally tally = new CrashTally("disk-fault");
        int faults = 0;
        for (String injection : injections()) {
            String location = directory.resolve("store" + tally.runs()).toString();
            Stores.sqlite(Path.of(location)).close();
            CrashChild child = CrashChild.start(strace(injection), Kind.SQLITE, location, 0, WRITES)
                    .awaitEnd();
            assertThat(child.ended())
                    .as("no crash of the process: %s", injection)
                    .isTrue();
            assertThat(child.faults())
                    .allMatch(line -> line.contains("STORE_FULL") || line.contains("STORE_UNAVAILABLE"));
            faults += child.faults().size();
            try (Store store = Kind.SQLITE.open(location)) {
                tally.judge(store, child.acknowledged(), child);
            }
        }
        tally.report();
        assertThat(tally.lost()).isZero();
        assertThat(faults).as("the injections hit").isPositive();
    }

    @Test
    @Tag("attack-83")
    void once_syncs_fail_nothing_is_acknowledged_any_more() {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/strace")), "SKIPPED, not passed: strace is missing");
        CrashChild lasting = synced("lasting", "fdatasync,fsync:error=EIO:when=6+");
        assertThat(lasting.acknowledged()).as("before the first failing sync").isNotEmpty();
        assertThat(lasting.faults()).isNotEmpty();
        assertThat(lasting.acknowledgedAfterFault()).isZero();
        CrashChild once = synced("once", "fdatasync,fsync:error=EIO:when=6");
        assertThat(once.acknowledgedAfterFault())
                .as("control: a disk that is good again")
                .isPositive();
    }

    private CrashChild synced(String name, String injection) {
        String location = directory.resolve(name).toString();
        Stores.sqlite(Path.of(location)).close();
        CrashChild child = CrashChild.start(strace(injection), Kind.SQLITE, location, 0, WRITES)
                .awaitEnd();
        assertThat(child.ended()).isTrue();
        return child;
    }

    /// Each names the call, the error and which of these calls fails: the n-th alone, or all from the n-th on.
    private static List<String> injections() {
        List<String> injections = new ArrayList<>();
        for (int n : new int[] {2, 5, 9}) {
            injections.add("fdatasync,fsync:error=EIO:when=" + n);
        }
        for (int n : new int[] {3, 14, 31}) {
            injections.add("pwrite64:error=ENOSPC:when=" + n);
        }
        injections.add("fdatasync,fsync:error=EIO:when=6+");
        injections.add("pwrite64:error=EIO:when=25+");
        return injections;
    }

    private static List<String> strace(String injection) {
        String calls = injection.substring(0, injection.indexOf(':'));
        return List.of(
                "/usr/bin/strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + injection);
    }
}
