package fort.audit;

import fort.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/// What a witness remembers of one log: a small file with the text of the largest checkpoint it cosigned,
/// replaced atomically and synced.
final class WitnessState {
    private final Path file;

    WitnessState(Path folder, String origin) {
        byte[] hash = Merkle.sha256().digest(origin.getBytes(StandardCharsets.UTF_8));
        file = folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".checkpoint");
    }

    /// @throws Fault INTEGRITY when the file is not a checkpoint: a witness that forgot must not start at zero
    ///     by itself
    Optional<Checkpoint> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(Checkpoint.parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Fault(Fault.Code.INTEGRITY, "the witness cannot read what it knows of a log", e);
        }
    }

    /// Durable when it returns.
    void write(Checkpoint checkpoint) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            synced(next, checkpoint.text(), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the witness cannot remember", e);
        }
    }

    /// Moves what is known aside, with the reason in the witness's journal.
    void forget(String journalLine) {
        try {
            synced(file.resolveSibling("journal"), journalLine, StandardOpenOption.APPEND);
            Files.deleteIfExists(file);
            syncFolder();
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the witness cannot forget", e);
        }
    }

    private static void synced(Path path, String text, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
