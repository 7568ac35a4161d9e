package fort.cli;

import fort.client.KnownCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The logs that were found sound on this machine: origin, size, root and key of each, so that a later
/// roll-back, fork or change of key is found.
final class SeenLogs {
    private final Path file;

    SeenLogs(Path home) {
        this.file = home.resolve(".fort").resolve("logs");
    }

    /// @param key the log's own verifier key
    record Seen(KnownCheckpoint checkpoint, String key) {}

    /// The log that the first key names; empty without one.
    static String origin(List<String> verifierKeys) {
        String key = verifierKeys.isEmpty() ? "" : verifierKeys.getFirst();
        int plus = key.indexOf('+');
        return plus < 0 ? "" : key.substring(0, plus);
    }

    @Nullable
    Seen find(String origin) {
        for (String line : lines()) {
            String[] parts = line.split(" ", 4);
            if (parts.length == 4 && parts[0].equals(origin)) {
                byte[] root = Base64.getDecoder().decode(parts[2]);
                return new Seen(new KnownCheckpoint(origin, Long.parseLong(parts[1]), root), parts[3]);
            }
        }
        return null;
    }

    void put(KnownCheckpoint checkpoint, List<String> verifierKeys) {
        List<String> kept = new ArrayList<>(lines());
        kept.removeIf(line -> line.startsWith(checkpoint.origin() + " "));
        kept.add(checkpoint.origin() + " " + checkpoint.size() + " "
                + Base64.getEncoder().encodeToString(checkpoint.root()) + " " + verifierKeys.getFirst());
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        PrivateFiles.replace(file, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
