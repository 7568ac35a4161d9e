package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import fort.testkit.CrashWriter.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power cuts: a file system of its own is shut down without writing back what it holds in memory, in the middle
/// of commits.
@Tag("attack-81")
class PowerCutTest {
    private static final int RUNS = 20;
    private static final int RUNS_CONTROL = 4;
    private static final int RUNS_SLOW = 200;

    @TempDir
    Path directory;

    @Test
    void a_power_cut_loses_nothing_acknowledged_and_would_without_sync() {
        assertThat(loop("power-cut", Kind.SQLITE, RUNS)).isZero();
        assertThat(loop("power-cut-control", Kind.SQLITE_WITHOUT_SYNC, RUNS_CONTROL))
                .as("the control run must lose: otherwise these cuts prove nothing")
                .isPositive();
    }

    @Test
    @Tag("slow")
    void many_power_cuts_lose_nothing_acknowledged() {
        assertThat(loop("power-cut-slow", Kind.SQLITE, RUNS_SLOW)).isZero();
    }

    private long loop(String name, Kind kind, int runs) {
        CrashTally tally = new CrashTally(name);
        Random random = new Random(81);
        try (Disk disk = Disk.ext4(directory, 64)) {
            for (int run = 0; run < runs; run++) {
                // a new store each time: a control store that lost its tail could not be judged further
                String location = disk.folder().resolve("store-" + run).toString();
                kind.open(location).close();
                CrashChild child = CrashChild.start(List.of(), kind, location, 0, 1_000_000)
                        .awaitAcknowledged(100 + random.nextInt(300));
                disk.cutPower();
                child.kill();
                disk.remount();
                try (Store store = kind.open(location)) {
                    tally.judge(store, child.acknowledged(), child);
                }
                disk.delete(location);
            }
        }
        tally.report();
        assertThat(tally.acknowledged()).isGreaterThan(runs * 100L);
        return tally.lost();
    }
}
