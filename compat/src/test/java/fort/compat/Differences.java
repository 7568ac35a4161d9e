package fort.compat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The deliberate differences, as data (`differences.txt`), each with its argument. An entry that nothing shows any
/// more
/// is an error like a difference that nobody declared.
final class Differences {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Entry, Integer> seen = new LinkedHashMap<>();

    /// @param call which calls, `*` for anything
    /// @param finding which findings, `*` for anything
    record Entry(String call, String finding, String argument, Pattern pattern) {}

    Differences(String resource) {
        String argument = "";
        for (String line : Calls.lines(resource)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ")) {
                String[] parts = line.strip().split(" :: ", 2);
                entries.add(new Entry(parts[0], parts[1], argument, glob(line.strip())));
            } else {
                argument = line;
            }
        }
    }

    private static Pattern glob(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }

    /// Whether somebody argued for this difference.
    boolean declared(Calls.Call call, String finding) {
        String text = call.title() + (call.token().equals("root") ? "" : " as " + call.token()) + " :: " + finding;
        Optional<Entry> entry = entries.stream()
                .filter(one -> one.pattern().matcher(text).matches())
                .findFirst();
        entry.ifPresent(one -> seen.merge(one, 1, Integer::sum));
        return entry.isPresent();
    }

    List<Entry> unseen() {
        return entries.stream().filter(entry -> !seen.containsKey(entry)).toList();
    }

    /// Argument by argument: how often each was needed.
    List<String> report() {
        Map<String, List<Entry>> byArgument = entries.stream()
                .collect(Collectors.groupingBy(Entry::argument, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        byArgument.forEach((argument, of) -> {
            lines.add("* " + argument);
            of.forEach(entry -> lines.add(
                    "    " + entry.call() + " :: " + entry.finding() + "  (" + seen.getOrDefault(entry, 0) + ")"));
        });
        return lines;
    }

    int size() {
        return (int) entries.stream().map(Entry::argument).distinct().count();
    }
}
