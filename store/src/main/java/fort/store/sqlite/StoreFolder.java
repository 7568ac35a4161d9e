package fort.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of one embedded store: its modes and its owner.
///
/// The lock is one of the operating system's on `fort.lock`, so it dies with its process and a file left behind
/// means nothing.
final class StoreFolder implements AutoCloseable {
    static final String DATABASE = "fort.db";
    static final String LOG = "fort.db-wal";
    private static final String LOCK = "fort.lock";
    private static final int OWNER_LENGTH_MAX = 20;

    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path path;
    private final FileChannel channel;

    private StoreFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Creates what is absent, refuses what is loose, and takes the lock.
    static StoreFolder own(Path path) {
        try {
            create(path);
            for (String name : List.of(DATABASE, LOG, "fort.db-shm", LOCK)) {
                requireOwnersOnly(path.resolve(name), "600");
            }
            FileChannel channel = lock(path);
            createFile(path.resolve(DATABASE));
            return new StoreFolder(path, channel);
        } catch (IOException e) {
            throw SqliteFaults.refused("the folder " + path + " cannot be written (" + e
                    + "); give it to the user that runs Fort, on a file system that can be written");
        }
    }

    Path database() {
        return path.resolve(DATABASE);
    }

    Path log() {
        return path.resolve(LOG);
    }

    long sizeBytes() {
        try {
            return Files.size(database()) + (Files.exists(log()) ? Files.size(log()) : 0);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
        }
        requireOwnersOnly(path, "700");
    }

    private static void requireOwnersOnly(Path file, String mode) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            throw SqliteFaults.refused(file + " can be used by others than its owner; run: chmod " + mode + " " + file);
        }
    }

    private static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE_MODE));
        } catch (FileAlreadyExistsException e) {
            // from an earlier start; its mode was judged above
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        createFile(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw SqliteFaults.refused("the folder " + path + " is in use by process " + owner(channel)
                        + "; stop it first, or name another folder");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it already
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(OWNER_LENGTH_MAX);
        int length = channel.read(buffer, 0);
        return length <= 0 ? "(unknown)" : new String(buffer.array(), 0, length, StandardCharsets.US_ASCII);
    }
}
