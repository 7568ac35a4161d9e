package fort.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs other programs, never without an end in time.
final class Programs {
    private static final int LINES_SHOWN = 8;

    private Programs() {}

    /// @return what the program wrote on stdout
    static String run(Path folder, Map<String, String> environment, Duration patience, List<String> command) {
        Path out = folder.resolve("out-" + System.nanoTime());
        Path err = folder.resolve("err-" + System.nanoTime());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            finish(process, patience, command.getFirst());
            if (process.exitValue() != 0) {
                throw new BenchFailure(command + " failed: " + Files.readString(err) + Files.readString(out));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new BenchFailure("cannot run " + command.getFirst(), broken);
        } finally {
            delete(out);
            delete(err);
        }
    }

    /// Starts a program that stays; its output goes to the log.
    static Process start(Path folder, Path log, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException broken) {
            throw new BenchFailure("cannot start " + command.getFirst(), broken);
        }
    }

    static void finish(Process process, Duration patience, String name) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new BenchFailure(name + " did not end in " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    static void stop(Process process, String name) {
        process.destroy();
        finish(process, Duration.ofSeconds(30), name);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    static String lastLines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException none) {
            return "(no log)";
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.toList().reversed()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            System.err.println("fort bench: " + folder + " could not be removed: " + left.getMessage());
        }
    }
}
