package fort.server.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Any text is a configuration, or it is told what is wrong with it and where: never both, never neither, and never a
/// crash.
final class ConfigFileFuzzTest {
    private static final Path NOWHERE = Path.of("/nowhere");

    @FuzzTest
    void reads_or_says_what_is_wrong(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        ConfigFile.Checked checked = ConfigFile.check(text, NOWHERE);
        if (checked.config().isPresent() != checked.problems().isEmpty()) {
            throw new IllegalStateException("read although something is wrong, or the other way round");
        }
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        for (Problem problem : checked.problems()) {
            if (problem.line() < 0
                    || problem.line() > lines
                    || problem.message().isBlank()) {
                throw new IllegalStateException("there is no line " + problem.line());
            }
        }
    }
}
