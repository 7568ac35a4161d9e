package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mutated policy texts, HCL and JSON: the parser answers with a policy or a refusal, never with an exception, and
/// what it accepts compiles and decides. Seeded, so that a failure repeats.
@Tag("attack-109")
class PolicyFuzzTest {
    private static final long SEED = 42;
    private static final int ROUNDS = 20_000;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        "=",
        "path ",
        "\\",
        "/*",
        "*/",
        "#",
        "//",
        "<<EOT\n",
        "EOT\n",
        "${",
        "}}",
        "{{",
        "\n",
        "\r",
        "\0",
        "capabilities",
        "deny",
        "-",
        "1e9",
        "0x",
        "99999999999999999999",
        "null",
        "true",
        "\uD800",
        "é",
        "+*",
        "\\u12",
        "\\U00110000",
        ".",
        "<",
        ":",
        "\"path\":"
    };

    private final Random random = new Random(SEED);

    @Test
    void no_text_breaks_the_parser() {
        List<String> seeds = new ArrayList<>();
        for (String line : Lines.of("openbao-2.7.2-texts.tsv")) {
            seeds.add(line.substring(line.lastIndexOf('\t') + 1));
        }
        seeds.add(BuiltInPolicies.DEFAULT);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutated(
                    seeds.get(random.nextInt(seeds.size())).replace("\\n", "\n").replace("\\\"", "\""));
            if (Policy.parse("p", text) instanceof Outcome.Done<Policy>(Policy policy)) {
                accepted++;
                Acl acl = Acl.compile(List.of(policy), name -> "v", Texts.NOW);
                assertThat(acl.decide(Request.of(Capability.READ, "a/b/c"))).isNotNull();
                assertThat(acl.capabilities("a/b/")).isNotEmpty();
                assertThat(policy.text()).isSameAs(text);
            }
        }
        assertThat(accepted).as("some mutants still parse").isPositive();
    }

    private String mutated(String seed) {
        StringBuilder text = new StringBuilder(seed.startsWith("\"") ? seed.substring(1, seed.length() - 1) : seed);
        for (int m = random.nextInt(4); m >= 0; m--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
