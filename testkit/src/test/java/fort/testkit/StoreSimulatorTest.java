package fort.testkit;

import fort.store.Store;
import fort.store.Stores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random batches with crashes in between, on a real store and on the model: results, rows, revisions and order
/// must be the same. A failing seed is in the test's message and repeats.
class StoreSimulatorTest {
    private static final int SEEDS = 500;
    private static final int SEEDS_SLOW = 5_000;
    private static final int STEPS = 12;

    @TempDir
    Path directory;

    @Test
    @Tag("attack-80")
    void sqlite_behaves_like_the_model_through_crashes() {
        simulate(SEEDS);
    }

    @Test
    @Tag("slow")
    void sqlite_behaves_like_the_model_through_many_crashes() {
        simulate(SEEDS_SLOW);
    }

    @Test
    void postgresql_behaves_like_the_model() throws SQLException {
        try (Postgres postgres = new Postgres();
                Store store = Postgres.open(postgres.createDatabase())) {
            MemoryStore model = new MemoryStore();
            RandomUnits units = new RandomUnits(7);
            for (int step = 0; step < 400; step++) {
                StoreComparison.commitToBoth(model, store, units.batch(model), units.closing());
            }
            StoreComparison.requireSame(model, store);
        }
    }

    private void simulate(int seeds) {
        Path template = directory.resolve("template");
        Stores.sqlite(template).close();
        for (int seed = 0; seed < seeds; seed++) {
            try {
                simulate(seed, template);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private void simulate(long seed, Path template) {
        Random random = new Random(seed);
        RandomUnits units = new RandomUnits(seed);
        MemoryStore model = new MemoryStore();
        Path folder = directory.resolve(seed + "-0");
        Folders.copyAsIfKilled(template, folder);
        Store store = Stores.sqlite(folder);
        try {
            for (int step = 1; step <= STEPS; step++) {
                StoreComparison.commitToBoth(model, store, units.batch(model), units.closing());
                if (random.nextInt(6) == 0) {
                    Path next = directory.resolve(seed + "-" + step);
                    Folders.copyAsIfKilled(folder, next);
                    store.close();
                    Folders.delete(folder);
                    folder = next;
                    store = Stores.sqlite(folder);
                }
            }
            StoreComparison.requireSame(model, store);
        } finally {
            store.close();
            Folders.delete(folder);
        }
    }
}
