package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class PolicyTextTest {
    @Test
    void accepts_and_refuses_the_texts_that_openbao_does_but_for_listed_differences() {
        List<String> wrong = new ArrayList<>();
        for (String line : Lines.of("openbao-2.7.2-texts.tsv")) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t", 4);
            boolean accepted = Texts.error(unquoted(fields[3])).isEmpty();
            boolean expected = fields[1].equals("accepts") == fields[2].equals("-");
            if (accepted != expected) {
                wrong.add(fields[0] + ": " + Texts.error(unquoted(fields[3])));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String unquoted(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c == '\\') {
                c = json.charAt(++i);
                switch (c) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    case 't' -> text.append('\t');
                    case 'u' -> {
                        text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                        i += 4;
                    }
                    default -> text.append(c);
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @Test
    void keeps_the_text_byte_for_byte() {
        String text = "# c\r\npath \"a\"   {\tcapabilities = [ \"read\", ]\n}\n\n/* é */";
        assertThat(Texts.policy("p", text).text()).isSameAs(text);
    }

    @Test
    void an_error_names_the_line_and_what_is_wrong() {
        assertThat(Texts.error("path \"a\" {\n  capabilities = [\"reed\"]\n}"))
                .isEqualTo("failed to parse policy: line 2: path \"a\": invalid capability \"reed\"");
        assertThat(Texts.error("path \"a\" {\n\n  caps = 1\n}"))
                .contains("line 3")
                .contains("invalid key \"caps\"");
        assertThat(Texts.error("path \"a\" {")).contains("expected a name, found the end of the text");
        assertThat(Texts.error("{\n\"path\": {\n\"a\": ]}")).contains("line 3").contains("not valid JSON");
    }

    @Test
    void refuses_what_would_restrict_and_is_not_enforced() {
        for (String attribute : List.of(
                "control_group {}",
                "mfa_methods = [\"x\"]",
                "pagination_limit = 5",
                "list_scan_response_keys_filter_path = \"x\"")) {
            assertThat(Texts.error("path \"a\" { capabilities = [\"list\"]\n" + attribute + "\n}"))
                    .contains("line 2")
                    .contains("would restrict");
        }
    }

    @Test
    void reads_every_part_of_a_rule() {
        Rule rule = Texts.policy("p", """
                path "/secret/+/x*" {
                  capabilities = ["create", "update"]
                  allowed_parameters = { "Data" = ["a*", 5, true], "*" = [] }
                  denied_parameters { "options" = [] }
                  required_parameters = ["data"]
                  min_wrapping_ttl = "1m"
                  max_wrapping_ttl = "1h30m"
                  expiration = "2030-01-01T00:00:00Z"
                  comment = "x"
                }
                """).rules().getFirst();
        assertThat(rule.path()).isEqualTo("secret/+/x*");
        assertThat(rule.capabilities()).isEqualTo(Set.of(Capability.CREATE, Capability.UPDATE));
        assertThat(rule.constraints().allowed())
                .containsEntry("data", List.of("a*", 5L, true))
                .containsKey("*");
        assertThat(rule.constraints().denied()).containsEntry("options", List.of());
        assertThat(rule.constraints().required()).containsExactly("data");
        assertThat(rule.constraints().wrapMinSeconds()).isEqualTo(60);
        assertThat(rule.constraints().wrapMaxSeconds()).isEqualTo(5_400);
        assertThat(rule.expiration()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(rule.line()).isEqualTo(1);
    }

    @Test
    void json_and_hcl_give_the_same_rules() {
        Policy json = Texts.policy("p", "{\"path\":{\"a/*\":{\"capabilities\":[\"read\",\"list\"]}}}");
        Policy hcl = Texts.policy("p", "path \"a/*\" { capabilities = [\"read\", \"list\"] }");
        assertThat(json.rules()).isEqualTo(hcl.rules());
    }

    @Test
    @Tag("attack-109")
    void refuses_what_is_too_long_too_deep_or_too_many() {
        assertThat(Texts.error("#".repeat(Policy.TEXT_LENGTH_MAX + 1))).contains("at most");
        assertThat(Texts.error("path \"a\" { comment = " + "[".repeat(100_000))).contains("nested deeper");
        assertThat(Texts.error("{\"path\":" + "[".repeat(100_000))).contains("not valid JSON");
        assertThat(Texts.error("path \"a\" {}\n".repeat(Policy.RULES_MAX + 1))).contains("at most 5000 paths");
        assertThat(Texts.error("path \"a\" { comment = \"" + "${".repeat(50_000)))
                .contains("not closed");
    }
}
