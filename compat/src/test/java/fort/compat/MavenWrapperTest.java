package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;

import fort.testkit.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./mvnw` on a machine that has a JDK and the system's own tools, and neither Maven nor curl nor wget.
final class MavenWrapperTest {
    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Path house;
    private Path tools;

    @BeforeEach
    void builds_the_house() throws IOException {
        house = folder.resolve("a house");
        Files.createDirectories(house.resolve("tools"));
        executable(house.resolve("mvnw"), Files.readString(Parts.root().resolve("mvnw")));
        Files.copy(Parts.root().resolve("tools/Fetch.java"), house.resolve("tools/Fetch.java"));
        tools = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of(
                "bash",
                "env",
                "mkdir",
                "mv",
                "rm",
                "sed",
                "head",
                "tar",
                "gzip",
                "sha512sum",
                "dirname",
                "shasum",
                "readlink")) {
            Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(real -> link(tools.resolve(tool), real));
        }
        variables.put("PATH", tools.toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private static void link(Path link, Path real) {
        try {
            Files.createSymbolicLink(link, real);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Program.Ran mvnw() {
        return Program.run(folder, variables, List.of(house.resolve("mvnw").toString(), "--version"));
    }

    /// A Maven that only says which it is.
    private void maven(String version) throws IOException {
        Path home = folder.resolve("maven-" + version);
        executable(home.resolve("bin/mvn"), "#!/bin/sh\necho \"this is maven " + version + ": $*\"\n");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/maven-core-" + version + ".jar"));
        Files.deleteIfExists(tools.resolve("mvn"));
        Files.createSymbolicLink(tools.resolve("mvn"), home.resolve("bin/mvn"));
    }

    @Test
    void takes_the_maven_in_path_when_it_is_new_enough() throws IOException {
        maven("3.8.7");
        assertThat(mvnw().output()).isEqualTo("this is maven 3.8.7: --version\n");
    }

    @Test
    void refuses_an_archive_that_is_not_the_one_expected_and_keeps_nothing_of_it() throws IOException {
        maven("3.6.3"); // too old, so it is passed over
        Path place = Files.createDirectories(folder.resolve("place"));
        String name = archiveName();
        Files.writeString(place.resolve(name), "not Maven");
        variables.put("FORT_MAVEN_ARCHIVE", place.toUri().toString());

        Program.Ran ran = mvnw();

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.output()).contains("what came is not the archive expected", "install Maven 3.8 or newer");
        try (Stream<Path> left = Files.list(house.resolve(".cache/maven"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void says_what_to_do_when_no_maven_is_to_be_had() {
        variables.put("FORT_MAVEN_ARCHIVE", folder.resolve("nowhere").toUri().toString());

        Program.Ran ran = mvnw();

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.output()).contains("not to be had there", "install Maven 3.8 or newer", "FORT_MAVEN_ARCHIVE");
    }

    private static String archiveName() throws IOException {
        String version = Files.readAllLines(Parts.root().resolve("mvnw")).stream()
                .filter(line -> line.startsWith("version="))
                .findFirst()
                .orElseThrow()
                .substring("version=".length());
        return "apache-maven-" + version + "-bin.tar.gz";
    }
}
