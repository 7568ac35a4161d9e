package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.1")
class GeneratorTest {
    private final Generator generator = new Generator(new SecureRandom());

    @Test
    @Tag("attack-62")
    void a_hundred_thousand_values_meet_their_policy_and_none_comes_twice() {
        generate(100_000);
    }

    @Test
    @Tag("attack-62")
    @Tag("slow")
    void a_million_values_meet_their_policy_and_none_comes_twice() {
        generate(1_000_000);
    }

    private void generate(int count) {
        Complexity rule = TypePolicies.builtIn().orDefault("password").policy().rule("password");
        Set<String> seen = HashSet.newHashSet(count);
        for (int i = 0; i < count; i++) {
            char[] value = generator.generate(rule);
            if (!ComplexityCheck.check(rule, "", CharBuffer.wrap(value)).isEmpty() || !seen.add(new String(value))) {
                throw new AssertionError("value " + i + " breaks its policy or came twice");
            }
        }
        assertThat(seen).hasSize(count);
    }

    @Test
    void each_character_is_as_likely_as_any_other() {
        Complexity letters =
                new Complexity(1, 100, Set.of(CharacterClass.LOWER, CharacterClass.DIGIT), 0, false, ValueForm.TEXT);
        int[] counts = new int[128];
        int drawn = 0;
        for (int i = 0; i < 20_000; i++) {
            for (char c : generator.generate(letters, 50)) {
                counts[c]++;
                drawn++;
            }
        }
        double expected = drawn / 36.0;
        double chiSquare = 0;
        for (char c : (CharacterClass.LOWER.characters() + CharacterClass.DIGIT.characters()).toCharArray()) {
            chiSquare += (counts[c] - expected) * (counts[c] - expected) / expected;
        }
        // 35 degrees of freedom: above 90 in fewer than one run of a million
        assertThat(chiSquare).isLessThan(90);
    }

    @Test
    void keys_and_lengths_are_as_asked_and_impossible_rules_are_refused() {
        Complexity key =
                TypePolicies.builtIn().orDefault("encryption_key").policy().rule("key");
        assertThat(ComplexityCheck.check(key, "", CharBuffer.wrap(generator.generate(key))))
                .isEmpty();
        assertThat(generator.generate(Complexity.NONE, 7)).hasSize(7);
        Complexity impossible = new Complexity(4, 4, Set.of(), 200, false, ValueForm.TEXT);
        assertThatThrownBy(() -> generator.generate(impossible)).isInstanceOf(IllegalArgumentException.class);
        Complexity pair = new Complexity(1, 9, Set.of(), 0, false, ValueForm.PRIVATE_KEY);
        assertThatThrownBy(() -> generator.generate(pair)).isInstanceOf(IllegalArgumentException.class);
    }
}
