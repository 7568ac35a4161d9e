package fort.server;

import fort.domain.Fault;
import fort.server.config.ConfigFile;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `fort down`: asks the process of a folder to end, and waits until it has.
final class Down {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Down() {}

    static int run(Options options, PrintStream err) {
        Path folder = Up.folder(options);
        Path file = folder.resolve(Up.CONFIG);
        if (!Files.exists(file)) {
            throw new Fault(Fault.Code.CONFIGURATION, "there is no fort in " + folder, "");
        }
        Path data = ConfigFile.load(file).folder();
        Optional<ProcessHandle> process = Running.find(data).flatMap(Running::process);
        if (process.isEmpty()) {
            err.println("fort: nothing is running in " + folder);
            return 0;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            err.println("fort: stopped");
            return 0;
        } catch (TimeoutException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the server did not end in " + PATIENCE.toSeconds() + " s", "");
        } catch (ExecutionException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the server could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
