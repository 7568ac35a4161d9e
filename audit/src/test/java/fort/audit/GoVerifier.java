package fort.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The verifier that is not ours: a small Go program over `golang.org/x/mod/sumdb`, built once into `target/`.
final class GoVerifier {
    private static final List<String> PLACES = List.of("/usr/local/go/bin/go", "/usr/bin/go", "/usr/lib/go/bin/go");

    private final Path program;

    private GoVerifier(Path program) {
        this.program = program;
    }

    /// Empty when there is no Go, or it cannot build the program.
    static Optional<GoVerifier> build() {
        Optional<String> go = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        Path program = Path.of("target", "go", "verifier").toAbsolutePath();
        if (go.isEmpty()) {
            return Optional.empty();
        }
        Path source = Path.of("src", "test", "go", "verifier").toAbsolutePath();
        Output built = run(source, List.of(go.get(), "build", "-o", program.toString(), "."));
        if (built.status() != 0) {
            System.err.println("the Go verifier cannot be built: " + built.text());
            return Optional.empty();
        }
        return Optional.of(new GoVerifier(program));
    }

    /// @return for each folder `good` or `bad`, a tab, and the reason
    Map<String, String> verify(String verifierKey, List<Path> folders) {
        List<String> command = new ArrayList<>(List.of(program.toString(), verifierKey));
        folders.forEach(folder -> command.add(folder.toString()));
        Output output = run(Path.of("."), command);
        if (output.status() != 0) {
            throw new IllegalStateException("the Go verifier failed: " + output.text());
        }
        Map<String, String> verdicts = new HashMap<>();
        output.text().lines().forEach(line -> {
            int tab = line.indexOf('\t');
            verdicts.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return verdicts;
    }

    private static Output run(Path folder, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(120, TimeUnit.SECONDS)
                    ? new Output(process.exitValue(), text)
                    : new Output(-1, "took too long");
        } catch (IOException e) {
            return new Output(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Output(-1, e.toString());
        }
    }

    private record Output(int status, String text) {}
}
