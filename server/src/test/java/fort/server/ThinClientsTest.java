package fort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the tests of the clients in other languages against a whole Fort. Without the interpreter the test counts as
/// skipped and says so.
@Tag("R2.3")
class ThinClientsTest {
    private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void the_python_client_passes_its_tests() throws Exception {
        run(List.of("python3", "-B", "-m", "unittest", "discover", "-s", "tests"), "python", "PYTHONPATH");
    }

    @Test
    void the_node_client_passes_its_tests() throws Exception {
        run(List.of("node", "--test", "test/client.test.mjs"), "node", "NODE_FOLDER");
    }

    private void run(List<String> command, String client, String folderVariable) throws Exception {
        assumeTrue(isInstalled(command.getFirst()), command.getFirst() + " is not installed: its client is not tested");
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(CLIENTS.resolve(client).toFile())
                    .redirectErrorStream(true);
            builder.environment().put("FORT_ADDR", fort.address());
            builder.environment().put("FORT_TOKEN", fort.token("development"));
            builder.environment().put(folderVariable, CLIENTS.resolve(client).toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output).containsPattern("Ran [1-9]|# pass [1-9]|tests [1-9]");
        }
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
