package fort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
/// process in a folder of its own.
@Tag("transcripts")
@Tag("slow")
class TranscriptsTest {
    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");
    private static final Path LAUNCHER = Path.of("../fort");

    @TempDir
    private static Path folder;

    private static final Map<String, String> TOKENS = new LinkedHashMap<>();
    private static final Map<String, String> VARIABLES = new HashMap<>();

    @BeforeAll
    static void up() throws IOException, InterruptedException {
        String port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = Integer.toString(free.getLocalPort());
        }
        JsonNode report = new JsonMapper()
                .readTree(launch(
                        "up",
                        "--detach",
                        "--json",
                        "--dir",
                        folder.resolve("fort").toString(),
                        "--port",
                        port));
        VARIABLES.put("FORT_ADDR", report.path("address").asString());
        VARIABLES.put("FORT_CACERT", report.path("ca_file").asString());
        report.path("environments")
                .forEach(environment -> TOKENS.put(
                        environment.path("name").asString(),
                        environment.path("token").asString()));
    }

    @AfterAll
    static void down() throws IOException, InterruptedException {
        launch("down", "--dir", folder.resolve("fort").toString());
    }

    private static byte[] launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("launcher.log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return out;
    }

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void goes_as_recorded(Path file) throws IOException {
        for (Transcript step : Transcript.read(file)) {
            play(file, step);
        }
    }

    private static void play(Path file, Transcript step) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new HashMap<>(VARIABLES);
        String environment =
                step.environment().isEmpty() ? TOKENS.keySet().iterator().next() : step.environment();
        variables.put("FORT_TOKEN", TOKENS.getOrDefault(environment, ""));
        Surroundings surroundings = new Surroundings(
                variables,
                folder,
                new ByteArrayInputStream(step.stdin().getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ProcessTerminal(),
                InstantSource.system(),
                time -> {});

        int code = Main.run(step.command().split(" "), surroundings);

        String where = file.getFileName() + ":" + step.line() + " $ " + step.command() + "\n" + out + "\n! " + err;
        assertThat(code).as(where).isEqualTo(step.code());
        assertThat(Transcript.matches(step.out(), out.toString(StandardCharsets.UTF_8)))
                .as(where)
                .isTrue();
        assertThat(Transcript.matches(step.err(), err.toString(StandardCharsets.UTF_8)))
                .as(where)
                .isTrue();
    }
}
