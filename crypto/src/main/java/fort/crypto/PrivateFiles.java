package fort.crypto;

import fort.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Small files that only their owner may read: mode 0600 in a folder of mode 0700. Looser modes are refused,
/// not repaired: a key that others could read may have been read.
final class PrivateFiles {
    /// The largest file read.
    static final int LENGTH_MAX = 4096;

    private static final Set<PosixFilePermission> FILE_MODE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> FOLDER_MODE = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFiles() {}

    static byte[] read(Path file) {
        try {
            requireOwnerOnly(folderOf(file), FOLDER_MODE, "0700");
            requireOwnerOnly(file, FILE_MODE, "0600");
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw refused("a key file is a regular file, not a link", file);
            }
            if (Files.size(file) > LENGTH_MAX) {
                throw new Fault(Fault.Code.INTEGRITY, "a key file is damaged", "too long: " + file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "a key file cannot be read", e);
        }
    }

    /// Writes beside the target, syncs, renames, syncs the folder: after a crash there is the old file or the
    /// new one, never a part.
    static void write(Path file, byte[] bytes) {
        Path folder = folderOf(file);
        Path draft = folder.resolve(file.getFileName() + ".new");
        try {
            createFolder(folder);
            requireOwnerOnly(folder, FOLDER_MODE, "0700");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(FILE_MODE));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "a key file cannot be written", e);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
        }
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw refused("a key file lies in a folder", file);
        }
        return parent;
    }

    private static void requireOwnerOnly(Path path, Set<PosixFilePermission> allowed, String mode) throws IOException {
        Set<PosixFilePermission> actual = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!allowed.containsAll(actual)) {
            throw refused("others may open a key file or its folder; make its mode " + mode, path);
        }
    }

    private static Fault refused(String message, Path path) {
        return new Fault(Fault.Code.STORE_REFUSED, message, path.toString());
    }
}
