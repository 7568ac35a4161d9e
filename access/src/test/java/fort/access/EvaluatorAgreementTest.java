package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class EvaluatorAgreementTest {
    private static final long SEED = 20261124;
    private static final int CASES = 10_000;
    private static final List<String> SEGMENTS =
            List.of("a", "ab", "abc", "b", "data", "dat", "x+y", "+a", "", "é", "日本", "+", "+");
    private static final List<Capability> ASKED = List.of(
            Capability.CREATE,
            Capability.READ,
            Capability.UPDATE,
            Capability.PATCH,
            Capability.DELETE,
            Capability.LIST,
            Capability.SCAN);

    private final Random random = new Random(SEED);

    @Test
    @Tag("attack-21")
    @Tag("attack-32")
    void agrees_with_an_independent_evaluator_on_ten_thousand_random_cases() {
        List<String> wrong = new ArrayList<>();
        int permitted = 0;
        for (int i = 0; i < CASES; i++) {
            List<Map<String, Set<String>>> policies = new ArrayList<>();
            for (int p = random.nextInt(4); p >= 0; p--) {
                policies.add(policy());
            }
            Acl acl = Texts.acl(
                    policies.stream().map(EvaluatorAgreementTest::text).toList());
            ReferenceEvaluator reference = new ReferenceEvaluator(policies);
            String path = path(policies);
            Capability capability = ASKED.get(random.nextInt(ASKED.size()));
            boolean expected = reference.permits(capability.word(), path);
            permitted += expected ? 1 : 0;
            if (Texts.permits(acl, capability, path) != expected) {
                wrong.add(capability.word() + " " + path + " expected " + expected + " for " + policies);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(permitted).as("the cases are not all denials").isGreaterThan(CASES / 10);
    }

    private Map<String, Set<String>> policy() {
        Map<String, Set<String>> policy = new TreeMap<>();
        for (int r = random.nextInt(8); r >= 0; r--) {
            String path = randomPath(true);
            if (!path.contains("+*")) {
                policy.put(path, words());
            }
        }
        return policy;
    }

    private Set<String> words() {
        if (random.nextInt(12) == 0) {
            return Set.of("deny");
        }
        return ASKED.stream()
                .filter(c -> random.nextInt(3) > 0)
                .map(Capability::word)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String randomPath(boolean rule) {
        StringBuilder path = new StringBuilder("m");
        for (int s = random.nextInt(4); s >= 0; s--) {
            path.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size() - (rule ? 0 : 2))));
        }
        if (rule && random.nextInt(3) == 0) {
            path.append('*');
        }
        return path.toString();
    }

    /// Half of the paths are made from a rule, so that many match.
    private String path(List<Map<String, Set<String>>> policies) {
        Map<String, Set<String>> policy = policies.get(random.nextInt(policies.size()));
        if (policy.isEmpty() || random.nextBoolean()) {
            return randomPath(false);
        }
        List<String> rules = List.copyOf(policy.keySet());
        String made = rules.get(random.nextInt(rules.size()));
        made = made.replace("/+", "/" + SEGMENTS.get(random.nextInt(6)));
        return made.endsWith("*") ? made.substring(0, made.length() - 1) + "c/d" : made;
    }

    private static String text(Map<String, Set<String>> policy) {
        StringBuilder text = new StringBuilder();
        policy.forEach((path, words) -> text.append("path \"")
                .append(path)
                .append("\" { capabilities = [")
                .append(words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ")))
                .append("] }\n"));
        return text.toString();
    }
}
