package fort.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which tests carry which tag, read from the sources: `@Tag("R1.5")` on a method, or on a class for all its methods.
final class Tags {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]+)\"\\)");
    private static final Pattern CLASS = Pattern.compile("\\b(?:class|interface|record) (\\w+)");
    private static final Pattern TEST =
            Pattern.compile("^ {4,8}(?:public )?(?:void|Stream<DynamicTest>|Iterable<DynamicTest>) (\\w+)\\(");

    private final Map<String, Map<String, Integer>> testsByTag = new TreeMap<>();

    static Tags ofAllTests() {
        Tags tags = new Tags();
        House.sources().stream()
                .filter(source -> !source.shipped() && !source.room().equals("laws"))
                .forEach(tags::read);
        return tags;
    }

    /// The test files that show it, as Markdown links with the number of their tests.
    String links(String tag) {
        return String.join(
                ", ",
                testsByTag.getOrDefault(tag, Map.of()).entrySet().stream()
                        .map(file -> "[%s](../%s)%s"
                                .formatted(simpleName(file.getKey()), file.getKey(), times(file.getValue())))
                        .toList());
    }

    boolean has(String tag) {
        return testsByTag.containsKey(tag);
    }

    /// All tags that start so, for finding one that names nothing.
    List<String> startingWith(String prefix) {
        return testsByTag.keySet().stream()
                .filter(tag -> tag.startsWith(prefix))
                .toList();
    }

    private void read(House.Source source) {
        List<String> ofClass = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (String line : source.lines()) {
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                waiting.add(tag.group(1));
            }
            if (CLASS.matcher(line).find() && !line.strip().startsWith("///") && line.contains("{")) {
                ofClass.addAll(waiting);
                waiting.clear();
            }
            if (TEST.matcher(line).find()) {
                waiting.addAll(ofClass);
                waiting.stream().distinct().forEach(one -> count(one, source.path()));
                waiting.clear();
            }
        }
    }

    private void count(String tag, String path) {
        testsByTag.computeIfAbsent(tag, _ -> new TreeMap<>()).merge(path, 1, Integer::sum);
    }

    private static String times(int count) {
        return count == 1 ? "" : " ×" + count;
    }

    private static String simpleName(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }
}
