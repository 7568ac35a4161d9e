package fort.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.toml.TomlMapper;

class TomlParserTest {
    /// What a full TOML reader, not ours, makes of the same text.
    private static final TomlMapper REFERENCE = new TomlMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "a = 1\nb = \"two\"\nc = true\nd = [1, 2]\ne = 'l\\i'",
                "a = \"q\\\"uote \\u00e9 \\U0001F600 \\t\\n\"  # comment",
                "[t]\nx = 1\n[t.u]\ny = 2\n[v]\nz = [\"a\", # one\n  \"b\",\n]",
                "[[l]]\nn = 1\n[l.sub]\nk = \"v\"\n[[l]]\nn = 2",
                "a-b_c = +1_000\n[a.b.c]\nd = []",
                "a = 1\r\n[b]\r\nc = 2\r\n",
            })
    void reads_what_a_full_reader_reads(String text) {
        assertThat(plain(TomlParser.parse(text))).isEqualTo(REFERENCE.readValue(text, Map.class));
    }

    @Test
    void reads_the_template_like_a_full_reader() {
        assertThat(plain(TomlParser.parse(ConfigTemplate.text())))
                .isEqualTo(REFERENCE.readValue(ConfigTemplate.text(), Map.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a =",
                "a = 1 b = 2",
                "a = 1\na = 2",
                "[t]\n[t]",
                "a = \"open",
                "a = [1, 2",
                "a = 01",
                "a = 1.5",
                "a = \"\\q\"",
                "a = 1979-05-27",
                "= 1",
                "[a",
                "a = 1\n[a]",
                "a = \"\"\"x\"\"\"",
                "a = \"\u0001\"",
                "a = \"\\ud800\"",
                "a = tru",
                "[[a]]\n[a]",
                "a = 99999999999999999999"
            })
    void refuses_what_is_not_toml_or_not_known_here(String text) {
        assertThatThrownBy(() -> TomlParser.parse(text)).isInstanceOf(TomlParser.TomlException.class);
    }

    @Test
    void says_on_which_line() {
        assertThatThrownBy(() -> TomlParser.parse("a = 1\n\nb = [\n 1,\n ?\n]"))
                .isInstanceOfSatisfying(
                        TomlParser.TomlException.class, e -> assertThat(e.line).isEqualTo(5));
    }

    @Test
    void refuses_deep_nesting_without_a_stack_overflow() {
        assertThatThrownBy(() -> TomlParser.parse("a = " + "[".repeat(100_000)))
                .isInstanceOf(TomlParser.TomlException.class);
    }

    private static Object plain(Toml value) {
        return switch (value) {
            case Toml.Text text -> text.value();
            case Toml.Whole whole -> (Object) (int) whole.value();
            case Toml.Flag flag -> flag.value();
            case Toml.Items items -> {
                List<Object> list = new ArrayList<>();
                items.values().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case Toml.Table table -> {
                Map<String, Object> map = new LinkedHashMap<>();
                table.values().forEach((key, item) -> map.put(key, plain(item)));
                yield map;
            }
        };
    }
}
