package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a reader trips over: long lines, long files, things left for later, and output that nobody asked for.
final class TidyLawTest {
    private static final int LINE_MAX = 150;
    private static final int FILE_MAX = 500;
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern PRINTS = Pattern.compile("(?<!\")System\\.(out|err)\\b|\\.printStackTrace\\(");

    /// Programs a person starts: they talk on the terminal.
    private static final Set<String> TALKS = Set.of("Main", "Up", "Down", "Witness");

    @Test
    void no_line_is_longer_than_a_screen() {
        // A literal may be long: breaking an example of JSON or of a request helps nobody.
        assertThat(lines(line -> line.length() > LINE_MAX && !line.strip().matches("(\\+ )?\".*"), source -> true))
                .isEmpty();
    }

    @Test
    void no_file_is_longer_than_a_sitting() {
        assertThat(House.sources().stream()
                        .filter(source -> source.lines().size() > FILE_MAX)
                        .map(source -> source.path() + " has " + source.lines().size() + " lines"))
                .isEmpty();
    }

    @Test
    void nothing_is_left_for_later_in_a_comment() {
        assertThat(lines(line -> LEFT_FOR_LATER.matcher(line).find(), source -> true))
                .isEmpty();
    }

    @Test
    void the_server_prints_nothing_behind_the_loggers_back() {
        assertThat(lines(
                        line -> PRINTS.matcher(line).find(),
                        source -> source.shipped()
                                && !source.room().equals("cli")
                                && !TALKS.contains(source.simpleName())))
                .isEmpty();
    }

    @Test
    void methods_that_hand_out_a_value_have_no_get_prefix_of_ours() {
        Pattern declared = Pattern.compile(
                "^ {4}(public |protected |private |static |final )*[A-Za-z<>\\[\\]?, ]+ get[A-Z]\\w*\\(\\)");
        assertThat(lines(line -> declared.matcher(line).find(), House.Source::shipped))
                .isEmpty();
    }

    @Test
    void every_link_of_the_documents_leads_somewhere() {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
        List<String> dead = new ArrayList<>();
        for (Path document : House.documents()) {
            link.matcher(House.read(document))
                    .results()
                    .map(found -> found.group(1))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> dead.add(House.ROOT.relativize(document) + " → " + target));
        }
        assertThat(dead).isEmpty();
    }

    private static List<String> lines(Predicate<String> bad, Predicate<House.Source> where) {
        List<String> found = new ArrayList<>();
        for (House.Source source : House.sources()) {
            if (where.test(source)) {
                for (int i = 0; i < source.lines().size(); i++) {
                    if (bad.test(source.lines().get(i))) {
                        found.add(source.at(i) + " " + source.lines().get(i).strip());
                    }
                }
            }
        }
        return found;
    }
}
