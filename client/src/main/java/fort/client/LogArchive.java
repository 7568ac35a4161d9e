package fort.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// Copies a published log into a folder in the layout of C2SP tlog-tiles: what other people's tools verify.
///
/// Copies as it is and judges nothing; see [LogVerifier].
public final class LogArchive {
    private final LogSource source;
    private final Path folder;

    /// @param folder must not exist
    public LogArchive(LogSource source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /// @param progress hears how many records were copied
    /// @return how many there are
    public long write(LongConsumer progress) {
        try {
            Files.createDirectory(folder);
            byte[] note = required("checkpoint");
            long size = SignedCheckpoint.parse(note).size();
            for (long first = 0; first < size; first += Tiles.WIDTH) {
                copy("tile/entries/", first / Tiles.WIDTH, size - first);
                progress.accept(Math.min(size, first + Tiles.WIDTH));
            }
            int level = 0;
            for (long nodes = size; nodes > 0; nodes /= Tiles.WIDTH) {
                for (long first = 0; first < nodes; first += Tiles.WIDTH) {
                    copy("tile/" + level + "/", first / Tiles.WIDTH, nodes - first);
                }
                level++;
            }
            // Last, so that a folder with a checkpoint is complete.
            Files.write(folder.resolve("checkpoint"), note);
            return size;
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(folder + " is there already", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private void copy(String kind, long number, long left) throws IOException {
        String path = kind + Tiles.name(number) + (left < Tiles.WIDTH ? ".p/" + left : "");
        Path file = folder.resolve(path);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.write(file, required(path));
    }

    private byte[] required(String path) {
        byte[] file = source.file(path);
        if (file == null) {
            throw FortException.badAnswer("the log has no " + path);
        }
        return file;
    }
}
