package fort.server;

import fort.domain.Fault;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts a server as a process of its own that outlives this one, and waits until it serves.
final class Detached {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String LOG = "server.log";

    private Detached() {}

    static Running start(Path folder, Path file, ServerConfig config) throws IOException {
        Path log = folder.resolve(LOG);
        PrivateFiles.write(log, new byte[0]);
        List<String> command = new ArrayList<>();
        Path newSession = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(newSession)) {
            command.add(newSession.toString()); // so that the terminal's end is not the server's
        }
        command.addAll(serverCommand());
        command.addAll(List.of("server", "--config", file.toString()));
        command.addAll(
                List.of("--port", Integer.toString(config.listeners().getFirst().port())));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return await(process, config.folder(), log);
    }

    /// What the launcher says, or this process's own Java and class path.
    private static List<String> serverCommand() {
        String given = System.getenv("FORT_SERVER_COMMAND");
        if (given != null && !given.isBlank()) {
            return given.lines().filter(line -> !line.isBlank()).toList();
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }

    private static Running await(Process process, Path folder, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Running> running = Running.find(folder).filter(r -> r.pid() == process.pid());
            if (running.isPresent()) {
                return running.get();
            }
            try {
                if (process.waitFor(Duration.ofMillis(5))) {
                    throw new Fault(
                            Fault.Code.CONFIGURATION, "the server did not start: " + lastLines(log), log.toString());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        process.destroy();
        throw new Fault(Fault.Code.CONFIGURATION, "the server did not serve in time; see " + log, "");
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
