package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a real server answered, kept as vectors: policies, a path, and the capabilities on it.
@Tag("R9.2")
class OpenBaoVectorsTest {
    @Test
    @Tag("attack-21")
    void answers_as_openbao_did_for_five_hundred_paths() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean inPolicy = false;
        String path = "";
        for (String line : Lines.of("openbao-2.7.2-capabilities.txt")) {
            if (inPolicy) {
                if (line.equals(".")) {
                    texts.add(text.toString());
                    inPolicy = false;
                } else {
                    text.append(line).append('\n');
                }
            } else if (line.equals("policies")) {
                texts.clear();
            } else if (line.equals("policy")) {
                text.setLength(0);
                inPolicy = true;
            } else if (line.startsWith("? ")) {
                path = line.substring(2);
            } else if (line.startsWith("= ")) {
                asked++;
                String expected = line.substring(2);
                String actual = String.join(",", Texts.acl(texts).capabilities(path));
                if (!actual.equals(expected)) {
                    wrong.add(path + ": " + actual + " instead of " + expected + "\n" + String.join("\n", texts));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(500);
    }
}
