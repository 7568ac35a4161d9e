package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenPoliciesTest {
    @Test
    void globs_agree_with_a_plain_recursive_matcher() {
        Random choice = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            String glob = text(choice, "ab*", 6);
            String subject = text(choice, "ab", 6);
            assertThat(TokenPolicies.matches(glob, subject))
                    .as("%s ~ %s", glob, subject)
                    .isEqualTo(reference(glob, subject));
        }
    }

    private static boolean reference(String glob, String text) {
        if (glob.isEmpty()) {
            return text.isEmpty();
        }
        if (glob.charAt(0) == '*') {
            return reference(glob.substring(1), text) || (!text.isEmpty() && reference(glob, text.substring(1)));
        }
        return !text.isEmpty() && glob.charAt(0) == text.charAt(0) && reference(glob.substring(1), text.substring(1));
    }

    private static String text(Random choice, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        int length = choice.nextInt(most + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(choice.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
