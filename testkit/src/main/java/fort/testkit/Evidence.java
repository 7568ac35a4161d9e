package fort.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a suite proved, and against what, kept where a person finds it: `target/evidence/NAME.txt`.
///
/// `./fort test` prints the first line of each such file, so it says in one sentence what took part and how much was
/// done. No values in here.
public final class Evidence {
    private Evidence() {}

    public static Path folder() {
        return Parts.root().resolve("target").resolve("evidence");
    }

    /// Replaces what an earlier run said.
    ///
    /// @param name short, as a file name: `differential`
    /// @param text first line: a sentence; then whatever helps to look closer
    public static void write(String name, String text) {
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve(name + ".txt"), text.endsWith("\n") ? text : text + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
