package fort.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DotEnvTest {
    @Test
    void reads_the_usual_forms() {
        String file = """
                # a comment
                PLAIN=a b c   # why
                export EXPORTED = x=y
                EMPTY=
                SINGLE='it is $HOME \\n'   # as it is
                DOUBLE="a\\nb \\"c\\" # d"
                HASH=a#b
                """;

        assertThat(new String(DotEnv.read(file.getBytes(UTF_8)).bytes(), UTF_8))
                .isEqualTo("{\"PLAIN\":\"a b c\",\"EXPORTED\":\"x=y\",\"EMPTY\":\"\",\"SINGLE\":\"it is $HOME \\\\n\","
                        + "\"DOUBLE\":\"a\\nb \\\"c\\\" # d\",\"HASH\":\"a#b\"}");
    }

    @Test
    void refuses_what_it_would_have_to_guess_and_repeats_no_value() {
        for (String line :
                List.of("canary", "=canary", "A B=canary", "A=\"canary", "A='canary' more", "A=1\nA=canary")) {
            assertThatThrownBy(() -> DotEnv.read(line.getBytes(UTF_8)))
                    .as(line)
                    .isInstanceOf(Misuse.class)
                    .hasMessageStartingWith("line ")
                    .hasMessageNotContaining("canary");
        }
    }
}
