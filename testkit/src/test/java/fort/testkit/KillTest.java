package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import fort.testkit.CrashWriter.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill −9 of a writing process, again and again on the same store.
@Tag("attack-80")
class KillTest {
    private static final int RUNS = 25;
    private static final int RUNS_SLOW = 200;

    @TempDir
    Path directory;

    @Test
    void kill_loses_nothing_acknowledged_on_sqlite() {
        loop("kill-sqlite", Kind.SQLITE, directory.resolve("store").toString(), RUNS);
    }

    @Test
    void kill_loses_nothing_acknowledged_on_postgresql() throws SQLException {
        try (Postgres postgres = new Postgres()) {
            loop("kill-postgresql", Kind.POSTGRES, postgres.createDatabase(), RUNS);
        }
    }

    @Test
    @Tag("slow")
    void many_kills_lose_nothing_acknowledged_on_sqlite() {
        loop("kill-sqlite-slow", Kind.SQLITE, directory.resolve("store").toString(), RUNS_SLOW);
    }

    @Test
    @Tag("slow")
    void many_kills_lose_nothing_acknowledged_on_postgresql() throws SQLException {
        try (Postgres postgres = new Postgres()) {
            loop("kill-postgresql-slow", Kind.POSTGRES, postgres.createDatabase(), RUNS_SLOW);
        }
    }

    private static void loop(String name, Kind kind, String location, int runs) {
        CrashTally tally = new CrashTally(name);
        Random random = new Random(80);
        List<Long> acknowledged = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            CrashChild child = CrashChild.start(List.of(), kind, location, run * 1_000_000L, 1_000_000)
                    .awaitAcknowledged(random.nextInt(300))
                    .kill();
            acknowledged.addAll(child.acknowledged());
            try (Store store = kind.open(location)) {
                tally.judge(store, acknowledged, child);
            }
        }
        tally.report();
        assertThat(tally.acknowledged()).isGreaterThan(runs * 20L);
        assertThat(tally.lost()).isZero();
    }
}
