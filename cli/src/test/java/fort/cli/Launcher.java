package fort.cli;

import fort.testkit.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./fort` as a person calls it.
///
/// @param folder where its output is kept meanwhile, and the fort in `fort` below it
record Launcher(Path folder) {
    private static final int MINUTES_MAX = 10;

    record Said(int code, String out, String err) {}

    /// A folder with a configuration that `up` finds there: three environments, one of them sealed with shares.
    Path prepared() throws IOException {
        Path fort = Files.createDirectory(folder.resolve("fort"));
        Files.setPosixFilePermissions(fort, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.writeString(fort.resolve("fort.toml"), """
                folder = "."
                default_environment = "development"
                [[listener]]
                port = 8200
                [[environment]]
                name = "development"
                [[environment]]
                name = "production"
                [[environment]]
                name = "shares"
                [environment.seal]
                kind = "shamir"
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return fort;
    }

    Said run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Parts.root().resolve("fort").toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "launcher", ".out");
            Path err = Files.createTempFile(folder, "launcher", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("the launcher does not end");
            }
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
