package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Law 6: what Fort claims is tagged on the tests that show it. `docs/criteria.md` and `docs/attacks.md` are written
/// from those tags, and an old
/// table is a failing test. `./fort docs` writes them anew.
final class TablesLawTest {
    private static final boolean WRITE = Boolean.getBoolean("fort.docs.write");
    private static final Tags TAGS = Tags.ofAllTests();

    @Test
    void the_table_of_criteria_says_what_the_tests_say() throws IOException {
        check("docs/criteria.md", """
                # What Fort claims, and the tests that show it

                Written from the `@Tag("R1.1")` of the tests by `./fort docs`. A criterion without a test is not claimed.

                | criterion | what must hold | shown by |
                |---|---|---|
                """, "criteria.tsv", "");
    }

    @Test
    void the_table_of_attacks_says_what_the_tests_say() throws IOException {
        check("docs/attacks.md", """
                # Attacks and faults, and the tests that try them

                Written from the `@Tag("attack-18")` of the tests by `./fort docs`. The numbers are names, with gaps.

                | case | what is tried, and what must come of it | tried by |
                |---|---|---|
                """, "attacks.tsv", "attack-");
    }

    @Test
    void every_tag_names_something_that_exists() {
        assertThat(TAGS.startingWith("attack-"))
                .allSatisfy(tag -> assertThat(rows("attacks.tsv")).containsKey(tag.substring("attack-".length())));
        assertThat(TAGS.startingWith("R").stream()
                        .filter(tag -> tag.matches("R\\d.*"))
                        .toList())
                .allSatisfy(tag -> assertThat(rows("criteria.tsv")).containsKey(tag));
    }

    private static void check(String file, String head, String resource, String prefix) throws IOException {
        String table = head
                + rows(resource).entrySet().stream()
                        .map(row -> "| %s | %s | %s |\n"
                                .formatted(row.getKey(), row.getValue(), shown(prefix + row.getKey())))
                        .collect(Collectors.joining());
        Path path = House.ROOT.resolve(file);
        if (WRITE) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, table);
        }
        // Not `isEqualTo`: the whole table in a failure helps nobody.
        assertThat(Files.exists(path) && House.read(path).equals(table))
                .as(file + " is what the tests say (mend it with ./fort docs)")
                .isTrue();
    }

    private static String shown(String tag) {
        return TAGS.has(tag) ? TAGS.links(tag) : "–";
    }

    private static Map<String, String> rows(String resource) {
        List<String> lines = House.read(
                        House.ROOT.resolve("laws/src/test/resources/fort/laws").resolve(resource))
                .lines()
                .toList();
        Map<String, String> rows = new TreeMap<>(TablesLawTest::byNumber);
        lines.stream().map(line -> line.split("\t", 2)).forEach(cells -> rows.put(cells[0], cells[1]));
        return rows;
    }

    /// `R1.10` after `R1.9`, `18` after `9`.
    private static int byNumber(String left, String right) {
        return key(left).compareTo(key(right));
    }

    private static String key(String name) {
        return java.util.regex.Pattern.compile("\\d+")
                .matcher(name)
                .replaceAll(digits -> "%06d".formatted(Integer.parseInt(digits.group())));
    }
}
