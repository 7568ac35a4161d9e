package fort.rotation.command;

import fort.rotation.RotationContext;
import fort.rotation.RotationFailure;
import fort.rotation.support.Deadline;
import fort.rotation.support.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Runs one program of one folder: no shell, no arguments, no environment but `PATH`, another user when Fort is
/// root, no
/// new privileges, a session of its own that is killed as a whole, limits on time, input and output. What it writes
/// to
/// its standard error is thrown away: it might be a value.
///
/// Waits by looking every few milliseconds, because it has no thread of its own to read with.
final class Sandbox {
    /// What fits into a pipe, so that writing never waits for a program that does not read.
    private static final int INPUT_BYTES_MAX = 60 << 10;

    private static final int OUTPUT_BYTES_MAX = 64 << 10;
    private static final long LOOK_MILLIS = 4;
    private static final List<Path> TOOLS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    private final Path folder;
    private final int userNumber;

    Sandbox(Path folder, int userNumber) {
        this.folder = folder;
        this.userNumber = userNumber;
    }

    /// @param changes whether a program that is stopped may have changed something
    /// @return what it wrote; the caller wipes it
    byte[] run(String name, byte[] input, boolean changes, RotationContext context) {
        Deadline deadline = Deadline.of(context);
        if (input.length > INPUT_BYTES_MAX) {
            throw Failures.permanent("the value is too long for a rotator that is a program", null);
        }
        Process process = start(program(name), input);
        try {
            byte[] output = output(process, deadline, name);
            if (process.exitValue() != 0) {
                throw failed("ended with " + process.exitValue(), name, changes, null);
            }
            return output;
        } catch (IOException lost) {
            throw failed("could not be talked to", name, changes, lost);
        } catch (Late late) {
            throw failed("did not end in time", name, changes, late);
        } finally {
            kill(process);
        }
    }

    private static RotationFailure failed(
            String what, String name, boolean changes, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence = "the rotator " + name + " " + what;
        return changes ? Failures.unknown(sentence, cause) : Failures.transientFailure(sentence, cause);
    }

    private static final class Late extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// A plain file of the folder itself that nobody but its owner may change.
    private Path program(String name) {
        Path program = folder.resolve(name.isEmpty() ? "-" : name);
        boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") && Files.isRegularFile(program);
        if (!plain || !Files.isExecutable(program)) {
            throw Failures.permanent("there is no rotator of the name that option \"program\" says", null);
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(program);
            if (rights.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw Failures.permanent("the rotator " + name + " may be changed by anybody; it is not run", null);
            }
        } catch (IOException unreadable) {
            throw Failures.transientFailure("the rotator " + name + " cannot be looked at", unreadable);
        }
        return program;
    }

    private Process start(Path program, byte[] input) {
        List<String> command = new ArrayList<>();
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            String setpriv = tool("setpriv")
                    .orElseThrow(() ->
                            Failures.permanent("Fort runs as root and has no setpriv to run rotators as others", null));
            command.addAll(List.of(
                    setpriv,
                    "--reuid=" + userNumber,
                    "--regid=" + userNumber,
                    "--clear-groups",
                    "--no-new-privs",
                    "--"));
        }
        tool("setsid").ifPresent(command::add);
        command.add(program.toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        try {
            Process process = builder.start();
            feed(process, input);
            return process;
        } catch (IOException cannot) {
            throw Failures.transientFailure("the rotator " + program.getFileName() + " cannot be started", cannot);
        }
    }

    /// A program that ends without reading is judged by what it says, not by this.
    private static void feed(Process process, byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException deaf) {
            // it did not want to hear it
        }
    }

    private static byte[] output(Process process, Deadline deadline, String name) throws IOException, Late {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        InputStream from = process.getInputStream();
        byte[] piece = new byte[4 << 10];
        while (true) {
            boolean ended = !process.isAlive();
            while (from.available() > 0) {
                output.write(piece, 0, from.read(piece, 0, Math.min(piece.length, from.available())));
                if (output.size() > OUTPUT_BYTES_MAX) {
                    throw Failures.permanent("the rotator " + name + " writes too much", null);
                }
            }
            if (ended) {
                return output.toByteArray();
            }
            if (deadline.isOver()) {
                throw new Late();
            }
            pause(process);
        }
    }

    private static void pause(Process process) throws IOException {
        try {
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    /// The program and whatever it started. Its children first: once it is gone nobody knows them but its session.
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        tool("kill").ifPresent(kill -> {
            try {
                new ProcessBuilder(kill, "-KILL", "--", "-" + process.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor(1, TimeUnit.SECONDS);
            } catch (IOException cannot) {
                // its known descendants are gone
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Optional<String> tool(String name) {
        return TOOLS.stream()
                .map(each -> each.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
