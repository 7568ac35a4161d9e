package fort.cli;

import fort.wire.WireJson;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes results for people: aligned, without control characters from elsewhere, coloured on terminals
/// only. With `--json` it writes the API's own messages instead.
final class Output {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final Surroundings surroundings;
    private final boolean json;

    Output(Surroundings surroundings, boolean json) {
        this.surroundings = surroundings;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    PrintStream stream() {
        return surroundings.out();
    }

    /// Either the message as JSON, or what `people` writes.
    void show(Object message, Runnable people) {
        if (json) {
            surroundings.out().print(new WireJson().writeIndented(message));
        } else {
            people.run();
        }
    }

    void line(String text) {
        surroundings.out().println(printable(text));
    }

    /// A remark beside the result: to stderr, so that the result can be piped.
    void note(String text) {
        surroundings.err().println(printable(text));
    }

    /// Names and texts alternate; a pair whose text is null or empty is left out.
    void fields(@Nullable Object... namesAndTexts) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            String text = text(namesAndTexts[i + 1]);
            if (!text.isEmpty()) {
                rows.add(List.of(text(namesAndTexts[i]), text));
            }
        }
        columns(rows, false);
    }

    /// A table with a heading; says so when it is empty.
    void table(List<String> heading, List<List<String>> rows) {
        if (rows.isEmpty()) {
            note("(none)");
            return;
        }
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        all.addAll(rows);
        columns(all, true);
    }

    private void columns(List<List<String>> rows, boolean heading) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], printable(row.get(i)).length());
            }
        }
        boolean coloured = isColoured();
        for (int i = 0; i < rows.size(); i++) {
            String line = aligned(rows.get(i), widths);
            surroundings.out().println(coloured && heading && i == 0 ? BOLD + line + PLAIN : line);
        }
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = printable(row.get(i));
            line.append(cell);
            if (i < widths.length - 1) {
                line.repeat(' ', widths[i] - cell.length() + 2);
            }
        }
        return line.toString().stripTrailing();
    }

    private boolean isColoured() {
        String noColour = surroundings.variables().get("NO_COLOR");
        return (noColour == null || noColour.isEmpty())
                && !"dumb".equals(surroundings.variables().get("TERM"))
                && surroundings.terminal().isPresent();
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> items ->
                String.join(", ", items.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }

    static List<String> row(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Output::text).toList();
    }

    static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    /// `2h 5m`; empty for 0, which means no limit.
    static String time(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        StringBuilder text = new StringBuilder();
        append(text, time.toDaysPart(), "d");
        append(text, time.toHoursPart(), "h");
        append(text, time.toMinutesPart(), "m");
        append(text, time.toSecondsPart(), "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
        }
    }

    /// Names come from other people: an escape sequence in one must not reach the terminal.
    static String printable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '\ufffd');
            }
        }
        return clean == null ? text : clean.toString();
    }
}
