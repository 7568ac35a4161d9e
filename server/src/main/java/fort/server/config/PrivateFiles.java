package fort.server.config;

import fort.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files and folders that nobody but their owner may open: made so from the first moment, and refused when they are
/// not.
public final class PrivateFiles {
    static final int SECRET_BYTES_MAX = 4096;
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private PrivateFiles() {}

    /// Makes a folder of mode 0700, with its parents; one that is there already must have that mode.
    public static void createFolder(Path folder) throws IOException {
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(FOLDER);
        if (Files.isDirectory(folder)) {
            require(folder);
        } else {
            Files.createDirectories(folder, mode);
        }
    }

    /// Replaces the file in one step: after a crash it is the old one or the new one, never half of it.
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (SeekableByteChannel channel = Files.newByteChannel(
                fresh,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            ((FileChannel) channel).force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /// The content of a small secret file without its final newline. The caller wipes it.
    ///
    /// @throws Fault with code CONFIGURATION when it cannot be read or others may
    public static byte[] readSecret(Path file) {
        require(file);
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(SECRET_BYTES_MAX);
            int length = bytes.length;
            while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
                length--;
            }
            byte[] secret = java.util.Arrays.copyOf(bytes, length);
            java.util.Arrays.fill(bytes, (byte) 0);
            return secret;
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the secret file cannot be read: " + file, e);
        }
    }

    /// @throws Fault with code CONFIGURATION when anyone but the owner may open it
    public static void require(Path path) {
        try {
            if (Files.exists(path)) {
                Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                mode.retainAll(OTHERS);
                if (!mode.isEmpty()) {
                    throw loose(path);
                }
            }
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "cannot tell who may open " + path, e);
        }
    }

    private static Fault loose(Path path) {
        String wanted = Files.isDirectory(path) ? "700" : "600";
        return new Fault(
                Fault.Code.CONFIGURATION,
                path + " can be opened by others; run: chmod " + wanted + " " + path,
                path.toString());
    }
}
