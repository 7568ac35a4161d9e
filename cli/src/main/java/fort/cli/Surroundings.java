package fort.cli;

import fort.wire.SecretText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Everything of the process that a command may use. Commands read no environment variable, file descriptor
/// or clock past it, so that tests can stand in for all of them.
///
/// @param home where `.fort` is
/// @param terminal asked only when it matters: finding out costs start-up time
record Surroundings(
        Map<String, String> variables,
        Path home,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        InstantSource clock,
        Pause pause) {
    /// Waits: a test does not.
    interface Pause {
        void during(Duration time);
    }

    interface Terminal {
        /// Whether a person sits in front of it.
        boolean isPresent();

        /// Asks without showing what is typed.
        ///
        /// @throws Misuse when there is no terminal
        SecretText askSecret(String question);

        /// Asks, showing what is typed; an empty answer when there is no terminal.
        String ask(String question);
    }

    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                new ProcessTerminal(),
                InstantSource.system(),
                Surroundings::sleep);
    }

    /// Names and values are UTF-8 whatever the locale says.
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
