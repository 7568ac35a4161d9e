package fort.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack-73")
final class SecretValueTest {
    @Test
    void prints_its_length_and_nothing_else() {
        try (SecretValue value = SecretValue.copyOf("canary".getBytes(UTF_8))) {
            assertThat(value).hasToString("SecretValue[6 bytes]");
        }
    }

    @Test
    void owns_the_array_and_wipes_it_on_close() {
        byte[] bytes = "canary".getBytes(UTF_8);
        SecretValue.owning(bytes).close();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void a_copy_leaves_the_callers_array_alone() {
        byte[] bytes = "canary".getBytes(UTF_8);
        SecretValue.copyOf(bytes).close();
        assertThat(bytes).isEqualTo("canary".getBytes(UTF_8));
    }

    @Test
    void opens_and_compares_until_it_is_closed() {
        SecretValue value = SecretValue.copyOf("one".getBytes(UTF_8));
        assertThat(value.reveal(Reveal.granted())).isEqualTo("one".getBytes(UTF_8));
        assertThat(value.matches(SecretValue.copyOf("one".getBytes(UTF_8)))).isTrue();
        assertThat(value.matches(SecretValue.copyOf("two".getBytes(UTF_8)))).isFalse();
        value.close();
        assertThat(value).hasToString("SecretValue[closed]");
        assertThatThrownBy(() -> value.reveal(Reveal.granted())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> value.matches(value)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void is_equal_to_itself_only() {
        SecretValue one = SecretValue.copyOf("same".getBytes(UTF_8));
        assertThat(one.equals(SecretValue.copyOf("same".getBytes(UTF_8)))).isFalse();
    }
}
