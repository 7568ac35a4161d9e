package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import fort.store.Store;
import fort.store.Stores;
import fort.store.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One byte of the store's files is changed: whoever reads gets the right value or a fault, never a wrong value;
/// and what is missing is noticed.
@Tag("attack-84")
class FlippedByteTest {
    private static final int ROWS = 120;
    private static final int FLIPS = 150;
    private static final Collection<String> SET = Collection.of("set", String.class);

    @TempDir
    Path directory;

    private int told;
    private int harmless;

    @Test
    void a_changed_byte_in_the_database_is_detected() throws IOException {
        Path original = directory.resolve("closed");
        try (Store store = Stores.sqlite(original)) {
            fill(store);
        }
        flip(original, "fort.db");
        report("flip-database");
        assertThat(told).isGreaterThan(FLIPS / 2);
    }

    @Test
    void a_changed_byte_in_the_write_ahead_file_is_detected() throws IOException {
        Path original = directory.resolve("killed");
        try (Store store = Stores.sqlite(directory.resolve("open"))) {
            fill(store);
            Folders.copyAsIfKilled(directory.resolve("open"), original);
        }
        flip(original, "fort.db-wal");
        report("flip-write-ahead");
        assertThat(told).isGreaterThan(FLIPS / 2);
    }

    private void report(String name) {
        String line = name + ": " + FLIPS + " runs, " + told + " detected, " + harmless
                + " in unused or superseded bytes, 0 wrong values";
        System.out.println(line);
        Evidence.write("crash-" + name, line);
    }

    private static void fill(Store store) {
        Rows rows = new Rows(store, new ToyCipher(), 10);
        for (int i = 0; i < ROWS; i++) {
            store.commit(
                    List.of(new Unit(List.of(rows.put(SET, "key" + i, value(i), Change.ANY)))), Store.Closing.NONE);
        }
        // What the last commit wrote may be taken for a torn write; see WalFile. A witness of the log notices
        // that.
        store.commit(
                List.of(new Unit(List.of(new Change.Put("other", "last", Change.ANY, new byte[9_000])))),
                Store.Closing.NONE);
    }

    private void flip(Path original, String file) throws IOException {
        Random random = new Random(84);
        for (int run = 0; run < FLIPS; run++) {
            Path copy = directory.resolve("copy-" + file + run);
            Folders.copyAsIfKilled(original, copy);
            change(copy.resolve(file), random);
            if (judge(copy)) {
                harmless++;
            } else {
                told++;
            }
            Folders.delete(copy);
        }
    }

    private static void change(Path file, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = random.nextLong(Files.size(file));
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(8)))).rewind();
            channel.write(one, at);
        }
    }

    /// @return whether nothing was noticed and everything is there
    private static boolean judge(Path folder) {
        boolean whole = true;
        try (Store store = Stores.sqlite(folder)) {
            Rows rows = new Rows(store, new ToyCipher(), 10);
            int missing = 0;
            for (int i = 0; i < ROWS; i++) {
                try {
                    Optional<Rows.Entry<String>> found = rows.get(SET, "key" + i);
                    missing += found.isEmpty() ? 1 : 0;
                    if (found.isPresent()) {
                        assertThat(found.get().value()).isEqualTo(value(i));
                    }
                } catch (Fault fault) {
                    whole = false;
                }
            }
            whole &= verifies(store);
            assertThat(whole && missing > 0).as("rows vanish without a word").isFalse();
            return whole;
        } catch (Fault fault) {
            return false;
        }
    }

    private static boolean verifies(Store store) {
        try {
            store.verify();
            return true;
        } catch (Fault fault) {
            return false;
        }
    }

    private static String value(int i) {
        return "value-" + i + "-" + "x".repeat(i % 50 * 10);
    }
}
