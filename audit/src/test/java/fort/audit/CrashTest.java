package fort.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fort.store.Change;
import fort.store.Store;
import fort.store.Stores;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that appends, with SIGKILL, and looks whether each acknowledged record and change is there.
@Tag("attack-76")
@Tag("R3.1")
final class CrashTest {
    private static final String WHOLE = ".";

    @TempDir
    Path folder;

    @Test
    void nothing_acknowledged_is_lost_when_the_process_is_killed() throws Exception {
        kills(5);
    }

    @Test
    @Tag("slow")
    void nothing_acknowledged_is_lost_in_a_hundred_kills() throws Exception {
        kills(100);
    }

    private void kills(int times) throws Exception {
        Random random = new Random(times);
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            List<String> lines = killAfter(1 + random.nextInt(2000));
            acknowledged.addAll(lines);
            try (Store store = Stores.sqlite(folder.resolve("store"));
                    AuditLog log = new TestLog(i).open(store)) {
                for (String line : lines) {
                    String[] words = line.split(" ", -1);
                    assertThat(log.prove(words[0])).as("record of %s", line).isPresent();
                    assertThat(store.get("secret", words[1]))
                            .as("change of %s", line)
                            .isPresent();
                }
                assertThat(log.verify(_ -> {}).findings()).isEmpty();
                assertThat(store.count("secret")).isEqualTo(log.size());
            }
        }
        assertThat(acknowledged).doesNotHaveDuplicates();
    }

    /// @return the receipts the process gave out, each on a whole line
    private List<String> killAfter(int receipts) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        folder.resolve("store").toString())
                .redirectError(new File("/dev/null"))
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                if (line.endsWith(WHOLE)) { // the last line may be cut
                    lines.add(line);
                }
                if (lines.size() == receipts) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines.size()).isGreaterThanOrEqualTo(receipts);
        return lines;
    }

    /// The process that is killed: eight callers, each with a change and a record, who print their receipts.
    static final class Appending {
        private Appending() {}

        public static void main(String[] arguments) throws InterruptedException {
            Store store = Stores.sqlite(Path.of(arguments[0]));
            TestLog test = new TestLog(System.nanoTime());
            AuditLog log = test.open(store);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String caller = log.size() + "-" + i;
                threads.add(Thread.ofVirtual().start(() -> append(log, test, caller)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void append(AuditLog log, TestLog test, String caller) {
            for (int i = 0; ; i++) {
                String key = caller + "-" + i;
                Change change = new Change.Put("secret", key, Change.ABSENT, new byte[] {1});
                switch (log.append(List.of(change), List.of(test.record(i)))) {
                    case Appender.Appended.Stored stored ->
                        System.out.println(stored.receipts().getFirst().text() + " " + key + " " + WHOLE);
                    case Appender.Appended.Conflict _ -> throw new IllegalStateException("each key is written once");
                }
            }
        }
    }
}
