package fort.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recorded session as a text file: `$ command` lines, what each wrote, and how it ended.
///
/// A command line may begin with `[environment]`, whose token is then used, with `[name]` of a token that was
/// caught before, or with `[@environment]`, which sends no token but what `login` remembered there. Below it,
/// lines as written; `! ` before those of stderr; `? 3` for an exit code other than 0; `< text` before them
/// gives stdin. In expected lines `<...>` stands for anything on the line, `<name=...>` catches it, and a line
/// `...` stands for any lines; `{name}` is what was caught. `$ (file NAME)` writes its stdin into a file, and
/// `$ ./fort ...` goes through the launcher. `#` begins a comment.
///
/// @param who whose token is used; empty for the first environment
record Transcript(int line, String who, String command, String stdin, List<String> out, List<String> err, int code) {
    private static final Pattern HOLE = Pattern.compile("<(?:([a-z0-9]+)=)?\\.\\.\\.>");

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
        String who = bracket < 0 ? "" : command.substring(1, bracket);
        return new Transcript(
                line, who, bracket < 0 ? command : command.substring(bracket + 2), stdin.toString(), out, err, code);
    }

    /// Blank lines do not count.
    ///
    /// @param caught gains what `<name=...>` caught
    static boolean matches(List<String> expected, String actual, Map<String, String> caught) {
        List<String> lines = actual.lines().filter(line -> !line.isBlank()).toList();
        List<String> wanted =
                expected.stream().map(line -> filled(line, caught)).toList();
        return matches(wanted, lines, caught);
    }

    private static boolean matches(List<String> expected, List<String> actual, Map<String, String> caught) {
        if (expected.isEmpty()) {
            return actual.isEmpty();
        }
        List<String> rest = expected.subList(1, expected.size());
        if (expected.getFirst().equals("...")) {
            for (int i = 0; i <= actual.size(); i++) {
                if (matches(rest, actual.subList(i, actual.size()), caught)) {
                    return true;
                }
            }
            return false;
        }
        return !actual.isEmpty()
                && fits(expected.getFirst(), actual.getFirst(), caught)
                && matches(rest, actual.subList(1, actual.size()), caught);
    }

    /// `{name}` replaced by what was caught under that name.
    static String filled(String text, Map<String, String> caught) {
        String filled = text;
        for (Map.Entry<String, String> one : caught.entrySet()) {
            filled = filled.replace("{" + one.getKey() + "}", one.getValue());
        }
        return filled;
    }

    private static boolean fits(String expected, String actual, Map<String, String> caught) {
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher holes = HOLE.matcher(expected);
        int end = 0;
        while (holes.find()) {
            pattern.append(Pattern.quote(expected.substring(end, holes.start())))
                    .append("(.*)");
            names.add(holes.group(1) == null ? "" : holes.group(1));
            end = holes.end();
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        Matcher found = Pattern.compile(pattern.toString()).matcher(actual.stripTrailing());
        if (!found.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                caught.put(names.get(i), found.group(i + 1).strip());
            }
        }
        return true;
    }
}
