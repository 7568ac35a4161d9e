package fort.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.testkit.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a house of cards: real `fort`, but a Java that only says how it was called, and a Maven that only
/// makes two jars.
final class LauncherTest {
    private static final List<String> ROOMS = List.of(
            "domain", "crypto", "store", "audit", "identity", "access", "gate", "wire", "server", "client", "cli");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Path house;
    private Path jdk;

    @BeforeEach
    void builds_the_house_of_cards() throws IOException {
        house = Files.createDirectories(folder.resolve("a house"));
        Files.copy(Parts.root().resolve("fort"), house.resolve("fort"));
        executable(house.resolve("fort"), Files.readString(house.resolve("fort")));
        for (String room : ROOMS) {
            Path source = Files.createDirectories(house.resolve(room).resolve("src/main/java"));
            Files.writeString(source.resolve("A.java"), "class A {}");
            Files.writeString(house.resolve(room).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(house.resolve("pom.xml"), "<project/>");
        executable(house.resolve("mvnw"), """
                #!/usr/bin/env bash
                echo "maven says something on stdout"
                echo "$*" >>maven.calls
                for program in server cli; do
                  mkdir -p "$program/target/lib"
                  touch "$program/target/lib/library.jar" "$program/target/fort-$program-1.jar"
                done
                """);
        jdk = jdk("jdk-25", "25.0.1");
        variables.put("FORT_JDK_FOLDERS", folder.resolve("nothing").toString());
        variables.put("FORT_AOT", "off");
        variables.put("HOME", folder.toString());
    }

    @Test
    void says_how_to_get_a_jdk_when_there_is_none() throws Exception {
        Said said = fort("secret", "list");
        assertThat(said.code).isEqualTo(3);
        assertThat(said.out).isEmpty();
        assertThat(said.err).contains("JDK 25", "JAVA_HOME", "apt-get", "sdk install", "brew");
    }

    @Test
    void takes_the_jdk_that_java_home_names() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        assertThat(fort("secret", "list").out).contains("fort.cli.Main secret list");
    }

    @Test
    void takes_a_jdk_from_the_usual_folders_and_skips_older_ones() throws Exception {
        variables.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
        variables.put("FORT_JDK_FOLDERS", jdk("jdk-21", "21.0.2") + "\n" + jdk);
        Said said = fort("status");
        assertThat(said.code).as(said.err).isZero();
        assertThat(said.out).startsWith("java of jdk-25: ");
    }

    @Test
    void takes_the_jdk_in_path() throws Exception {
        variables.put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
        assertThat(fort("status").out).startsWith("java of jdk-25: ");
    }

    @Test
    void builds_once_and_again_only_when_a_source_changes() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        fort("status");
        fort("status");
        assertThat(builds()).isEqualTo(1);
        later(house.resolve("gate/src/main/java/A.java"));
        fort("status");
        assertThat(builds()).isEqualTo(2);
        Files.delete(house.resolve("cli/src/main/java/A.java"));
        later(house.resolve("cli/src/main/java"));
        fort("status");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void leaves_standard_output_to_the_program() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        Said said = fort("up", "--detach", "--json", "--dir", "d", "--port", "0");
        assertThat(said.err).contains("building");
        assertThat(said.out.lines())
                .hasSize(1)
                .allMatch(line -> line.endsWith("fort.server.Main up --detach --json --dir d --port 0"));
    }

    @Test
    void hands_the_server_its_own_command_and_the_exit_code_back() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        variables.put("FORT_JAVA_OPTS", "-Xmx64m -Dsome=thing");
        assertThat(fort("server", "--config", "fort.toml").out)
                .contains("-Xmx64m -Dsome=thing fort.server.Main server --config fort.toml");
        assertThat(fort("server", "--fail").code).isEqualTo(7);
    }

    @Test
    void starts_from_any_folder_and_through_a_link() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        Path link = Files.createSymbolicLink(folder.resolve("link"), house.resolve("fort"));
        Said said = run(folder, link.toString(), "status");
        assertThat(said.code).as(said.err).isZero();
        assertThat(said.out).contains("fort.cli.Main status");
    }

    @Test
    void a_build_that_fails_is_told_and_stops_there() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        executable(house.resolve("mvnw"), "#!/usr/bin/env bash\necho 'A.java: does not compile'\nexit 1\n");
        Said said = fort("status");
        assertThat(said.code).isEqualTo(2);
        assertThat(said.out).isEmpty();
        assertThat(said.err).contains("A.java: does not compile", "the build failed");
    }

    @Test
    void says_what_it_can_do_without_an_argument() throws Exception {
        variables.put("JAVA_HOME", jdk.toString());
        Said said = fort();
        assertThat(said.out)
                .contains("./fort up", "./fort test", "fort.cli.Main help")
                .doesNotContain("\u001b");
    }

    private long builds() throws IOException {
        return Files.readAllLines(house.resolve("maven.calls")).size();
    }

    private static void later(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        Files.writeString(
                folder.resolve(name).resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(folder.resolve(name).resolve("bin/java"), """
                #!/usr/bin/env bash
                echo "java of %s: $*"
                [[ $* != *--fail ]] || exit 7
                """.formatted(name));
        executable(folder.resolve(name).resolve("bin/javac"), "#!/usr/bin/env bash\n");
        assertThat(home).isNotNull();
        return folder.resolve(name);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Said fort(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(house.resolve("fort").toString()));
        command.addAll(List.of(arguments));
        return run(house, command.toArray(String[]::new));
    }

    private Said run(Path where, String... command) throws Exception {
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FORT_") || name.equals("JAVA_HOME"));
        // Nothing but the system's own tools: a JDK of this machine must not be found by chance.
        builder.environment().put("PATH", tools().toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out, Files.readString(err));
    }

    private Path tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            for (String tool : List.of(
                    "bash",
                    "env",
                    "cat",
                    "find",
                    "touch",
                    "mkdir",
                    "cp",
                    "mv",
                    "rm",
                    "tail",
                    "flock",
                    "readlink",
                    "sed")) {
                for (String bin : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
                    Path real = Path.of(bin, tool);
                    if (Files.isExecutable(real) && !Files.exists(tools.resolve(tool))) {
                        executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                    }
                }
            }
        }
        return tools;
    }

    private record Said(int code, String out, String err) {}
}
