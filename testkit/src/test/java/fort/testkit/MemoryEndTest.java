package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Store;
import fort.testkit.CrashWriter.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process whose memory ends while it writes, started with the server's own switches (which
/// `LauncherLawTest` finds in the launcher): it stops at once, loses nothing that it acknowledged, and leaves no
/// picture of its memory.
class MemoryEndTest {
    private static final String SWITCHES = "-XX:+ExitOnOutOfMemoryError -XX:-HeapDumpOnOutOfMemoryError"
            + " -XX:-CreateCoredumpOnCrash -XX:+DisableAttachMechanism";

    @TempDir
    Path directory;

    @Test
    @Tag("attack-88")
    void a_process_without_memory_stops_loses_nothing_and_leaves_no_dump() throws IOException {
        String location = directory.resolve("store").toString();
        List<String> wrapper =
                List.of("/usr/bin/env", "--chdir=" + directory, "JAVA_TOOL_OPTIONS=-Dfort.hoard=true " + SWITCHES);
        CrashChild child =
                CrashChild.start(wrapper, Kind.SQLITE, location, 0, 1_000_000).awaitEnd();
        assertThat(child.ended()).as("it stopped where its memory ended").isFalse();
        assertThat(child.acknowledged()).hasSizeGreaterThan(20);
        CrashTally tally = new CrashTally("memory-end");
        try (Store store = Kind.SQLITE.open(location)) {
            tally.judge(store, child.acknowledged(), child);
        }
        tally.report();
        assertThat(tally.lost()).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("store");
        }
    }
}
