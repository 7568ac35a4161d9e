package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import fort.testkit.CrashWriter.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process killed while it creates the schema, at one write after another: the next start finishes the work.
@Tag("attack-86")
class MigrationKillTest {
    private static final int STEP = 4;
    private static final int STEP_SLOW = 1;
    private static final int WRITES_MAX = 200;

    @TempDir
    Path directory;

    @Test
    void a_migration_killed_half_way_is_finished_by_the_next_start() {
        assertThat(killAtEach(STEP))
                .as("kills that came before the schema was there")
                .isGreaterThan(2);
    }

    @Test
    @Tag("slow")
    void a_migration_killed_at_any_write_is_finished_by_the_next_start() {
        assertThat(killAtEach(STEP_SLOW)).isGreaterThan(10);
    }

    private int killAtEach(int step) {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/strace")), "SKIPPED, not passed: strace is missing");
        int kills = 0;
        for (int n = 1; n < WRITES_MAX; n += step) {
            String location = directory.resolve("store" + n).toString();
            CrashChild child = CrashChild.start(killAtWrite(n, location), Kind.SQLITE, location, 0, 1)
                    .awaitEnd();
            try (Store store = Kind.SQLITE.open(location)) {
                store.verify();
            }
            if (child.ended()) {
                return kills;
            }
            kills++;
        }
        return kills;
    }

    /// Counts only writes to the store's own files.
    private static List<String> killAtWrite(int n, String location) {
        return List.of(
                "/usr/bin/strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                location + "/fort.db",
                "-P",
                location + "/fort.db-wal",
                "-P",
                location + "/fort.db-journal",
                "-e",
                "trace=pwrite64",
                "-e",
                "inject=pwrite64:signal=KILL:when=" + n);
    }
}
