package fort.rotation;

import fort.testkit.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// Writes `target/evidence/rotators.txt`: which rotator passed its contract, against which real target. A line of a
/// kind is
/// taken away before its suite runs and comes back when all of it passed.
public final class RotatorTable implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            Files.createDirectories(folder());
            Files.deleteIfExists(line(context));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        passed.incrementAndGet();
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        failed.incrementAndGet();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            if (passed.get() > 0
                    && failed.get() == 0
                    && context.getRequiredTestInstance() instanceof RotatorContract contract) {
                Files.writeString(line(context), contract.describe() + " | passed (" + passed.get() + " tests)\n");
            }
            Evidence.write("rotators", table());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String table() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> lines = files.sorted().map(RotatorTable::read).toList();
            return "Rotators: the contract passed against " + lines.size() + " real targets.\n\n"
                    + "kind | real target | contract\n" + String.join("", lines);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path folder() {
        return Evidence.folder().resolve("rotators");
    }

    private static Path line(ExtensionContext context) {
        return folder().resolve(context.getRequiredTestClass().getSimpleName());
    }
}
