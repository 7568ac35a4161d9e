package fort.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system of its own for one test. Needs root and loop devices; where they are missing, the test is
/// skipped and says so.
final class Disk implements AutoCloseable {
    /// EXT4_IOC_SHUTDOWN, and its flag that drops the journal's memory too (fs/ext4/ext4.h).
    private static final long SHUTDOWN = 0x8004587DL;

    private static final int WITHOUT_FLUSHING_THE_JOURNAL = 2;

    private final Path folder;
    private final List<String> mount;

    private Disk(Path folder, List<String> mount) {
        this.folder = folder;
        this.mount = mount;
    }

    static Disk ext4(Path directory, int mebibytes) {
        Path image = directory.resolve("disk.img");
        Path folder = directory.resolve("disk");
        assume(List.of("truncate", "-s", mebibytes + "M", image.toString()));
        assume(List.of("mkfs.ext4", "-q", "-F", image.toString()));
        return mounted(folder, List.of("mount", "-o", "loop", image.toString(), folder.toString()));
    }

    /// In memory, of a fixed size: for a full disk.
    static Disk tmpfs(Path directory, int kibibytes) {
        Path folder = directory.resolve("disk");
        return mounted(
                folder, List.of("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString()));
    }

    private static Disk mounted(Path folder, List<String> mount) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assume(mount);
        return new Disk(folder, mount);
    }

    Path folder() {
        return folder;
    }

    /// Nothing that was not synced survives; every later call fails.
    void cutPower() {
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) function("open", false, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                    .invokeExact(arena.allocateFrom(folder.toString()), 0);
            MemorySegment flag = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_FLUSHING_THE_JOURNAL);
            int result = (int) function("ioctl", true, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS)
                    .invokeExact(file, SHUTDOWN, flag);
            int closed = (int) function("close", false, ValueLayout.JAVA_INT).invokeExact(file);
            if (file < 0 || result != 0 || closed != 0) {
                throw new IllegalStateException("the file system cannot be shut down");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // the system's own functions, with the signatures of their manual pages
    private static MethodHandle function(String name, boolean variadic, java.lang.foreign.MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] options =
                variadic ? new Linker.Option[] {Linker.Option.firstVariadicArg(2)} : new Linker.Option[0];
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                options);
    }

    void remount() {
        run(List.of("umount", folder.toString()));
        run(mount);
    }

    void resize(int kibibytes) {
        run(List.of("mount", "-o", "remount,size=" + kibibytes + "k", folder.toString()));
    }

    void makeReadOnly() {
        run(List.of("mount", "-o", "remount,ro", folder.toString()));
    }

    void delete(String location) {
        run(List.of("rm", "-rf", location));
    }

    @Override
    public void close() {
        run(List.of("umount", folder.toString()));
    }

    private static void assume(List<String> command) {
        String trouble = trouble(command);
        if (!trouble.isEmpty()) {
            String reason =
                    "SKIPPED, not passed: no file system of its own here (needs root and loop devices): " + trouble;
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    private static void run(List<String> command) {
        String trouble = trouble(command);
        if (!trouble.isEmpty()) {
            throw new IllegalStateException(trouble);
        }
    }

    /// @return empty when the command did its work
    private static String trouble(List<String> command) {
        List<String> words = new ArrayList<>(command);
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : command + ": " + output;
        } catch (IOException e) {
            return command + ": " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return command + ": interrupted";
        }
    }
}
