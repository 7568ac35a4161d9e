package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How processes are started: a process that runs out of memory stops at once, which is a crash like any other, and
/// leaves no picture of its memory behind.
final class LauncherLawTest {
    @Test
    @Tag("attack-88")
    void the_server_stops_when_memory_ends_and_never_writes_its_memory_to_disk() {
        String launcher = House.read(House.ROOT.resolve("fort"));
        String server = launcher.substring(launcher.indexOf("write_arguments server"));
        assertThat(server.substring(0, 500))
                .contains(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-HeapDumpOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+DisableAttachMechanism");
    }
}
