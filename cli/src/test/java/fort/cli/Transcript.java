package fort.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recorded session as a text file: `$ command` lines, what each wrote, and how it ended.
///
/// A command line may begin with `[environment]`, whose token is then used. Below it, lines as written; `!
/// ` before those of stderr; `? 3` for an exit code other than 0; `< text` before them gives stdin. In
/// expected lines `<...>` stands for anything on the line, and a line `...` for any lines. `#` begins a
/// comment.
///
/// @param environment whose token is used; empty for the first one
record Transcript(
        int line, String environment, String command, String stdin, List<String> out, List<String> err, int code) {
    static List<Transcript> read(Path file) throws IOException {
        List<Transcript> steps = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("$ ")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
                    end++;
                }
                steps.add(step(i + 1, lines.get(i).substring(2), lines.subList(i + 1, end)));
            }
        }
        return steps;
    }

    private static Transcript step(int line, String command, List<String> below) {
        StringBuilder stdin = new StringBuilder();
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int code = 0;
        for (String text : below) {
            if (text.startsWith("< ")) {
                stdin.append(text.substring(2)).append('\n');
            } else if (text.startsWith("! ")) {
                err.add(text.substring(2));
            } else if (text.startsWith("? ")) {
                code = Integer.parseInt(text.substring(2));
            } else if (!text.isBlank() && !text.startsWith("#")) {
                out.add(text);
            }
        }
        int bracket = command.startsWith("[") ? command.indexOf("] ") : -1;
        String environment = bracket < 0 ? "" : command.substring(1, bracket);
        return new Transcript(
                line,
                environment,
                bracket < 0 ? command : command.substring(bracket + 2),
                stdin.toString(),
                out,
                err,
                code);
    }

    /// Blank lines do not count.
    static boolean matches(List<String> expected, String actual) {
        List<String> lines = actual.lines().filter(line -> !line.isBlank()).toList();
        return matches(expected, lines);
    }

    private static boolean matches(List<String> expected, List<String> actual) {
        if (expected.isEmpty()) {
            return actual.isEmpty();
        }
        List<String> rest = expected.subList(1, expected.size());
        if (expected.getFirst().equals("...")) {
            for (int i = 0; i <= actual.size(); i++) {
                if (matches(rest, actual.subList(i, actual.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !actual.isEmpty()
                && fits(expected.getFirst(), actual.getFirst())
                && matches(rest, actual.subList(1, actual.size()));
    }

    private static boolean fits(String expected, String actual) {
        StringBuilder pattern = new StringBuilder();
        for (String part : expected.split("<\\.\\.\\.>", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
        }
        return actual.stripTrailing().matches(pattern.toString());
    }
}
