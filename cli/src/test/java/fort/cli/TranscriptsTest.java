package fort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays the recorded sessions of `transcripts/` against a real server, which `./fort up` starts as its own
/// process in a folder of its own. The environment `shares` is sealed with shares and begins uninitialised.
@Tag("transcripts")
@Tag("slow")
class TranscriptsTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    @TempDir
    private static Path folder;

    /// What is known by name: the tokens of the environments, and what earlier steps caught.
    private static final Map<String, String> CAUGHT = new LinkedHashMap<>();
    private static final Map<String, String> VARIABLES = new HashMap<>();

    @BeforeAll
    static void up() throws IOException {
        Launcher launcher = new Launcher(folder);
        Launcher.Said said = launcher.run(
                "up",
                "--detach",
                "--json",
                "--dir",
                launcher.prepared().toString(),
                "--port",
                Integer.toString(FreePort.find()));
        assertThat(said.code()).as(said.err()).isZero();
        Files.writeString(folder.resolve("up.json"), said.out());
        JsonNode report = new JsonMapper().readTree(said.out());
        VARIABLES.put("FORT_ADDR", report.path("address").asString());
        VARIABLES.put("FORT_CACERT", report.path("ca_file").asString());
        CAUGHT.put("folder", folder.toString());
        report.path("environments")
                .forEach(environment -> CAUGHT.put(
                        environment.path("name").asString(),
                        environment.path("token").asString()));
    }

    @AfterAll
    static void down() {
        Launcher.Said said =
                new Launcher(folder).run("down", "--dir", folder.resolve("fort").toString());
        assertThat(said.code()).as(said.err()).isZero();
    }

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goes_as_recorded(Path file) throws IOException {
        if (Files.readString(file).contains("{bao}")) {
            try (OtherVault vault = OtherVault.start(folder)) {
                CAUGHT.put("bao", vault.address());
                CAUGHT.put("baotoken", OtherVault.TOKEN);
                playAll(file);
            }
        } else {
            playAll(file);
        }
    }

    private static void playAll(Path file) throws IOException {
        for (Transcript step : Transcript.read(file)) {
            String stdin = Transcript.filled(step.stdin(), CAUGHT);
            String[] words = Stream.of(step.command().split(" "))
                    .map(word -> Transcript.filled(word, CAUGHT))
                    .toArray(String[]::new);
            if (words[0].equals("(file")) {
                Files.writeString(folder.resolve(words[1].replace(")", "")), stdin);
            } else {
                check(file, step, words[0].equals("./fort") ? launch(words) : play(step, words, stdin));
            }
        }
    }

    private static Launcher.Said launch(String... words) {
        return new Launcher(folder).run(List.of(words).subList(1, words.length).toArray(String[]::new));
    }

    private static Launcher.Said play(Transcript step, String[] words, String stdin) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(VARIABLES);
        String who = step.who().isEmpty() ? "development" : step.who();
        if (who.startsWith("@")) {
            variables.put("FORT_ENVIRONMENT", who.substring(1));
        } else {
            variables.put("FORT_TOKEN", CAUGHT.getOrDefault(who, ""));
        }
        Surroundings surroundings = new Surroundings(
                variables,
                folder,
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ProcessTerminal(),
                InstantSource.system(),
                time -> {});
        int code = Main.run(words, surroundings);
        return new Launcher.Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void check(Path file, Transcript step, Launcher.Said said) {
        String where = file.getFileName() + ":" + step.line() + " $ " + step.command() + "\n" + said.out() + "\n! "
                + said.err();
        assertThat(said.code()).as(where).isEqualTo(step.code());
        assertThat(Transcript.matches(step.out(), said.out(), CAUGHT)).as(where).isTrue();
        assertThat(Transcript.matches(step.err(), said.err(), CAUGHT)).as(where).isTrue();
    }
}
