package fort.server;

import fort.domain.Fault;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a serving process tells about itself in its data folder: `running` holds its process id, its first listener's
/// address and the authority
/// to trust, a line each. Removed when it ends; a stale one is recognised by its process id.
record Running(Path folder, long pid, String address, Optional<Path> authority) implements AutoCloseable {
    private static final String FILE = "running";

    static Running announce(Path folder, List<Assembly.Served> served) {
        Assembly.Served first = served.getFirst();
        Running running = new Running(folder, ProcessHandle.current().pid(), first.address(), first.authority());
        String text = running.pid + "\n" + running.address + "\n"
                + first.authority().map(Path::toString).orElse("") + "\n";
        try {
            PrivateFiles.write(folder.resolve(FILE), text.getBytes(StandardCharsets.UTF_8));
            return running;
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "cannot write into " + folder, e);
        }
    }

    /// The process that serves this folder now.
    static Optional<Running> find(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 3) {
                return Optional.empty();
            }
            Optional<Path> authority = lines.get(2).isEmpty() ? Optional.empty() : Optional.of(Path.of(lines.get(2)));
            Running running = new Running(folder, Long.parseLong(lines.get(0)), lines.get(1), authority);
            return running.process().isPresent() ? Optional.of(running) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "cannot remove " + folder.resolve(FILE), e);
        }
    }
}
