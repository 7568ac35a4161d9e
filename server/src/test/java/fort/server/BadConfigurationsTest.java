package fort.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.testkit.Parts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person reads who got the configuration wrong: the file, the line, the key, what is wrong and what would be
/// right. `bad-configurations.txt` holds each case with all that is said of it.
class BadConfigurationsTest {
    private static final Path TABLE =
            Parts.root().resolve("server/src/test/resources/fort/server/bad-configurations.txt");
    private static final List<String> BASE =
            List.of("folder = \"data\"", "[[listener]]", "port = 8200", "[[environment]]", "name = \"development\"");
    /// A key or a table by its name, a sign of the language, or the whole file's lack.
    private static final Pattern NAMES_IT = Pattern.compile("`[^`]+`|\\[\\[?[a-z.]+]]?|text|line|number|array|escape");

    @TempDir
    Path folder;

    /// @param lines as they stand in the table
    /// @param expected what is said, without the file's name
    record Case(String name, List<String> lines, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }

        String text() {
            List<String> text = new ArrayList<>();
            lines.forEach(line -> text.addAll(line.equals("BASE") ? BASE : List.of(line)));
            return String.join("\n", text) + "\n";
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String part : Files.readString(TABLE).split("(?m)^== ")) {
            if (!part.startsWith("#")) {
                List<String> lines =
                        part.lines().filter(line -> !line.isBlank()).toList();
                cases.add(new Case(
                        lines.getFirst(),
                        lines.stream()
                                .skip(1)
                                .filter(line -> !line.startsWith("! "))
                                .toList(),
                        lines.stream()
                                .filter(line -> line.startsWith("! "))
                                .map(line -> line.substring(2))
                                .toList()));
            }
        }
        return cases;
    }

    private List<String> said(Case one) throws IOException {
        Path file = folder.resolve("fort.toml");
        Files.writeString(file, one.text());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new String[] {"config", "check", file.toString()},
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(code).as(one.name).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEmpty();
        List<String> lines = err.toString(UTF_8).lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith(file + ": "));
        return lines.stream()
                .map(line -> line.substring(file.toString().length() + 2).replace(folder + "/", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_with_its_line_and_what_to_do(Case one) throws IOException {
        List<String> said = said(one);
        if ("renew".equals(System.getProperty("goldens"))) {
            renew(one, said);
        } else {
            assertThat(said).isEqualTo(one.expected);
        }
        assertThat(said).isNotEmpty().allMatch(line -> NAMES_IT.matcher(line).find());
    }

    private static void renew(Case one, List<String> said) throws IOException {
        String table = Files.readString(TABLE);
        int start = table.indexOf("== " + one.name + "\n");
        int next = table.indexOf("\n== ", start);
        StringBuilder text = new StringBuilder("== " + one.name + "\n");
        one.lines.forEach(line -> text.append(line).append('\n'));
        said.forEach(line -> text.append("! ").append(line).append('\n'));
        Files.writeString(TABLE, table.substring(0, start) + text + (next < 0 ? "" : table.substring(next)));
    }

    @Test
    void a_file_that_is_not_there_or_not_readable_as_text_is_told() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        assertThat(Main.run(
                        new String[] {
                            "config", "check", folder.resolve("no.toml").toString()
                        },
                        stream,
                        stream))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("cannot be read", "no.toml");
        Path binary = Files.write(folder.resolve("binary.toml"), new byte[] {(byte) 0xff, 0, 1});
        err.reset();
        assertThat(Main.run(new String[] {"config", "check", binary.toString()}, stream, stream))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("binary.toml", "UTF-8");
    }

    @Test
    void what_the_check_refuses_does_not_start_either() throws IOException {
        Path file = folder.resolve("fort.toml");
        Files.writeString(file, "folder = \"data\"\nnode = 7\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        assertThat(Main.run(new String[] {"server", "--config", file.toString()}, stream, stream))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("line 2: `node` must be a text in quotes", file.toString());
    }
}
