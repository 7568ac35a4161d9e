package fort.testkit;

import fort.testkit.CrashWriter.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running [CrashWriter] and what it said.
final class CrashChild {
    private final Process process;
    private final BufferedReader output;
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int acknowledgedAfterFault;
    private boolean ended;

    private CrashChild(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param wrapper a program and its arguments that starts the writer: empty, or strace
    static CrashChild start(List<String> wrapper, Kind kind, String location, long first, long count) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrashWriter.class.getName(),
                kind.name(),
                location,
                Long.toString(first),
                Long.toString(count)));
        try {
            return new CrashChild(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Listens until so many units are acknowledged, or the writer ends.
    CrashChild awaitAcknowledged(int count) {
        while (acknowledged.size() < count && listen()) {
            // one line after the other
        }
        return this;
    }

    /// kill −9. What was said before counts.
    CrashChild kill() {
        process.destroyForcibly();
        return awaitEnd();
    }

    CrashChild awaitEnd() {
        while (listen()) {
            // until the pipe is empty
        }
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    private boolean listen() {
        @Nullable String line = null;
        try {
            line = output.readLine();
        } catch (IOException e) {
            return false; // the pipe broke with its process
        }
        if (line == null) {
            return false;
        }
        if (line.startsWith("ACK ")) {
            acknowledged.add(Long.parseLong(line.substring(4)));
            acknowledgedAfterFault += faults.isEmpty() ? 0 : 1;
        } else if (line.startsWith("FAULT ") || line.startsWith("STILL ")) {
            faults.add(line);
        } else if (line.equals("END")) {
            ended = true;
        }
        return true;
    }

    List<Long> acknowledged() {
        return acknowledged;
    }

    /// Units that were acknowledged after the first fault was told.
    int acknowledgedAfterFault() {
        return acknowledgedAfterFault;
    }

    List<String> faults() {
        return faults;
    }

    /// Whether the writer came to its own end.
    boolean ended() {
        return ended;
    }
}
