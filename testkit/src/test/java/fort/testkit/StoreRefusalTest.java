package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Stores;
import fort.store.Unit;
import fort.testkit.CrashWriter.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the embedded store does not start on, and that it says why and what to do.
class StoreRefusalTest {
    @TempDir
    Path directory;

    private Path folder = Path.of("");

    @BeforeEach
    void createStore() {
        folder = directory.resolve("store");
        try (Store store = Stores.sqlite(folder)) {
            commit(store, "a");
        }
    }

    @Test
    @Tag("R1.1")
    void creates_its_folder_and_files_for_the_owner_alone() throws IOException {
        try (Store store = Stores.sqlite(folder)) {
            commit(store, "b");
            assertThat(mode(folder)).isEqualTo("rwx------");
            for (String name : List.of("fort.db", "fort.db-wal", "fort.db-shm", "fort.lock")) {
                assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    @Tag("attack-85")
    void refuses_a_folder_or_file_that_others_may_use() throws IOException {
        for (String name : List.of("", "fort.db", "fort.lock")) {
            Path file = name.isEmpty() ? folder : folder.resolve(name);
            String before = mode(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(refusal()).contains("chmod").contains(file.toString());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
        }
        Stores.sqlite(folder).close();
    }

    @Test
    @Tag("attack-85")
    void refuses_a_folder_that_another_process_uses_until_that_process_is_gone() {
        CrashChild child = CrashChild.start(List.of(), Kind.SQLITE, folder.toString(), 0, 1_000_000)
                .awaitAcknowledged(1);
        assertThat(refusal()).contains("in use by process").contains("stop it first");
        child.kill();
        assertThat(Files.exists(folder.resolve("fort.lock")))
                .as("a stale lock file")
                .isTrue();
        Stores.sqlite(folder).close();
    }

    @Test
    @Tag("attack-85")
    void refuses_a_read_only_file_system() {
        try (Disk disk = Disk.tmpfs(directory, 4_096)) {
            Path there = disk.folder().resolve("store");
            Stores.sqlite(there).close();
            disk.makeReadOnly();
            folder = there;
            assertThat(refusal()).contains("cannot be written");
        }
    }

    @Test
    @Tag("attack-86")
    void refuses_a_schema_that_is_newer_than_this_program() throws SQLException {
        alter("INSERT INTO fort_schema SELECT 99, '7', 'later', 'SQL', 'V7__later.sql', 1, 'x', installed_on, 1, 1"
                + " FROM fort_schema WHERE version = '1'");
        assertThat(refusal()).contains("newer");
    }

    @Test
    @Tag("attack-86")
    void refuses_a_schema_whose_migration_failed() throws SQLException {
        alter("UPDATE fort_schema SET success = 0");
        assertThat(refusal()).contains("migration failed");
    }

    @Test
    @Tag("attack-86")
    void refuses_a_database_of_somebody_else() throws SQLException {
        alter("DROP TABLE fort_schema");
        assertThat(refusal()).contains("schema");
    }

    @Test
    @Tag("attack-84")
    void tells_a_file_that_is_no_database() throws IOException {
        Files.writeString(
                folder.resolve("fort.db"), "not a database, and long enough to have a header of one. ".repeat(99));
        assertThatThrownBy(() -> Stores.sqlite(folder).close())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INTEGRITY));
    }

    @Test
    @Tag("attack-85")
    void a_write_ahead_file_cut_anywhere_gives_a_state_that_once_was() throws IOException {
        Path killed = directory.resolve("killed");
        try (Store store = Stores.sqlite(folder)) {
            for (char key = 'b'; key <= 'j'; key++) {
                commit(store, String.valueOf(key));
            }
            Folders.copyAsIfKilled(folder, killed);
        }
        long size = Files.size(killed.resolve("fort.db-wal"));
        for (long length = 0; length < size; length += size / 23) {
            Path copy = directory.resolve("cut" + length);
            Folders.copyAsIfKilled(killed, copy);
            try (FileChannel log = FileChannel.open(copy.resolve("fort.db-wal"), StandardOpenOption.WRITE)) {
                log.truncate(length);
            }
            try (Store store = Stores.sqlite(copy)) {
                store.verify();
                List<String> keys = store.scan("set", "", "", 100).stream()
                        .map(Store.Row::key)
                        .toList();
                assertThat("abcdefghij").startsWith(String.join("", keys));
            }
        }
    }

    private void alter(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fort.db"));
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private String refusal() {
        try {
            Stores.sqlite(folder).close();
        } catch (Fault fault) {
            assertThat(fault.code()).isEqualTo(Fault.Code.STORE_REFUSED);
            return fault.getMessage() + " " + fault.detail();
        }
        throw new AssertionError("not refused");
    }

    private static void commit(Store store, String key) {
        store.commit(
                List.of(new Unit(List.of(new Change.Put("set", key, Change.ANY, new byte[100])))), Store.Closing.NONE);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
