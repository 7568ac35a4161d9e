package fort.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private final Parts parts = Parts.ofThisProject();

    @Test
    void brings_the_real_openbao() throws Exception {
        runs(parts.bao(), "bao", "version");
    }

    @Test
    void brings_a_python_that_knows_hvac() throws Exception {
        runs(parts.pythonWithHvac(), "Python with hvac", "-c", "import hvac");
    }

    @Test
    void brings_node_vault() {
        Optional<Path> folder = parts.nodeVault();
        assumeTrue(folder.isPresent(), "node-vault cannot be had here");
        assertThat(folder.orElseThrow().resolve("node_modules/node-vault/package.json"))
                .exists();
    }

    @Test
    void says_nothing_is_there_when_nothing_is() {
        assertThat(parts.inPath("no-program-has-this-name")).isEmpty();
    }

    private static void runs(Optional<Path> program, String name, String... arguments) throws Exception {
        assumeTrue(program.isPresent(), name + " cannot be had here");
        assertThat(program.orElseThrow()).matches(Files::isExecutable);
        ProcessBuilder builder = new ProcessBuilder(program.orElseThrow().toString());
        builder.command().addAll(java.util.List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
