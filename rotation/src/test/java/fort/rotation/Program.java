package fort.rotation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A server's process, with a folder of its own.
final class Program implements AutoCloseable {
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final Path log;
    private final Process process;

    private Program(Path folder, Path log, Process process) {
        this.folder = folder;
        this.log = log;
        this.process = process;
    }

    static Path folder(String name) {
        try {
            return Files.createTempDirectory("fort-" + name);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Runs to its end.
    ///
    /// @return what it printed
    static String run(Path folder, Map<String, String> environment, List<String> command) {
        Program program = start(folder, environment, command, "log-" + UUID.randomUUID());
        try {
            program.process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (program.process.exitValue() != 0) {
            throw new IllegalStateException(command.getFirst() + " failed: " + program.log());
        }
        return program.log();
    }

    static Program start(Path folder, Map<String, String> environment, List<String> command) {
        return start(folder, environment, command, "log");
    }

    private static Program start(Path folder, Map<String, String> environment, List<String> command, String logName) {
        Path log = folder.resolve(logName);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Program(folder, log, process);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Waits until something listens there.
    Program listeningOn(int port) {
        long until = System.nanoTime() + START_NANOS_MAX;
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return this;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    close();
                    throw new IllegalStateException("a target did not start: " + log());
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }
}
