package fort.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
    private static Body body(String json) {
        return JsonIn.body(json.getBytes(UTF_8));
    }

    private static String reveal(@Nullable SecretValue value) {
        return new String(Objects.requireNonNull(value).reveal(Reveal.granted()), UTF_8);
    }

    @Test
    void numbers_may_come_as_text() {
        Body body = body("{\"a\":\"3600\",\"b\":3600,\"c\":\"\",\"d\":12.0}");
        assertThat(body.integer("a")).isEqualTo(3600);
        assertThat(body.integer("b")).isEqualTo(3600);
        assertThat(body.integer("c")).isZero();
        assertThat(body.integer("d")).isEqualTo(12);
        assertThat(body.integer("absent")).isNull();
    }

    @Test
    void flags_may_come_as_text_and_number() {
        Body body = body("{\"a\":\"true\",\"b\":\"0\",\"c\":1,\"d\":false}");
        assertThat(body.flag("a")).isTrue();
        assertThat(body.flag("b")).isFalse();
        assertThat(body.flag("c")).isTrue();
        assertThat(body.flag("d", true)).isFalse();
        assertThat(body.flag("absent", true)).isTrue();
    }

    @Test
    void lists_may_come_as_text_with_commas() {
        Body body = body("{\"a\":\"x, y,\",\"b\":[\"x\",\"y\"],\"v\":\"1,2\",\"w\":[\"1\",2]}");
        assertThat(body.list("a")).containsExactly("x", "y");
        assertThat(body.list("b")).containsExactly("x", "y");
        assertThat(body.integers("v")).containsExactly(1L, 2L);
        assertThat(body.integers("w")).containsExactly(1L, 2L);
        assertThat(body.list("absent", List.of("z"))).containsExactly("z");
    }

    @Test
    void pairs_may_come_as_json_inside_a_text() {
        Body body = body("{\"a\":\"{\\\"k\\\":\\\"v\\\"}\",\"b\":{\"k\":1},\"c\":\"k=v,l=w\"}");
        assertThat(body.pairs("a")).isEqualTo(Map.of("k", "v"));
        assertThat(body.pairs("b")).isEqualTo(Map.of("k", "1"));
        assertThat(body.pairs("c")).isEqualTo(Map.of("k", "v", "l", "w"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":\"x\"}", "{\"n\":[1]}", "{\"n\":1.5}", "{\"n\":123456789012345678901234567890}"})
    void names_the_field_that_is_no_number_and_not_its_value(String json) {
        assertThatThrownBy(() -> body(json).integer("n"))
                .isInstanceOf(BadCall.class)
                .hasMessageStartingWith("error converting input for field \"n\":")
                .hasMessageNotContaining("1234567");
    }

    @Test
    void a_secret_is_unescaped_into_bytes() {
        try (SecretValue secret =
                body("{\"password\":\"a\\\"b\\\\c\\u00fc\\ud83d\\ude00☀\"}").secret("password")) {
            assertThat(reveal(secret)).isEqualTo("a\"b\\cü😀☀");
        }
    }

    @Test
    void an_empty_secret_is_none() {
        assertThat(body("{\"password\":\"\"}").secret("password")).isNull();
        assertThat(body("{\"password\":null}").secret("password")).isNull();
    }

    @Test
    void a_value_is_kept_byte_for_byte() {
        String value = "{ \"b\" : 1.50, \"a\":[ null,\ttrue ],\"u\":\"\\u2028☀\" }";
        try (SecretValue json = body("{\"options\":{\"cas\":1},\"data\": " + value + " ,\"x\":1}")
                .json("data")) {
            assertThat(reveal(json)).isEqualTo(value);
        }
    }

    @Test
    void says_which_fields_nobody_asked_for() {
        Body body = body("{\"data\":{},\"cas\":1}");
        body.kind("data");
        assertThat(body.ignored()).containsExactly("cas");
        assertThat(Warnings.of(List.of("first"), body))
                .containsExactly("first", "Endpoint ignored these unrecognized parameters: [cas]");
    }

    @Test
    void nothing_and_null_are_an_empty_body() {
        assertThat(body("").isEmpty()).isTrue();
        assertThat(body("null").isEmpty()).isTrue();
        assertThat(body("{}").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":",
                "[1]",
                "\"x\"",
                "1",
                "true",
                "{\"a\":1}{",
                "{\"a\":1} x",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"d\":{\"a\":1,\"a\":2}}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}"
            })
    @Tag("attack-109")
    void refuses_what_is_not_one_json_object(String json) {
        assertThatThrownBy(() -> body(json))
                .isInstanceOf(BadCall.class)
                .hasMessageStartingWith("failed to decode JSON input:");
    }

    @Test
    @Tag("attack-109")
    void refuses_depth_names_numbers_and_fields_beyond_the_limits() {
        assertThatThrownBy(() -> body("{\"a\":" + "[".repeat(100_000))).isInstanceOf(BadCall.class);
        assertThatThrownBy(() -> body("{\"" + "n".repeat(5_000) + "\":1}")).isInstanceOf(BadCall.class);
        assertThatThrownBy(() -> body("{\"a\":" + "9".repeat(5_000) + "}")).isInstanceOf(BadCall.class);
        StringBuilder many = new StringBuilder("{\"data\":{\"first\":0");
        for (int i = 0; i < 11_000; i++) {
            many.append(",\"k").append(i).append("\":0");
        }
        assertThatThrownBy(() -> body(many.append("}}").toString()))
                .isInstanceOfSatisfying(
                        BadCall.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    @Test
    void a_number_of_many_digits_after_an_exponent_costs_nothing() {
        assertThatThrownBy(() -> body("{\"n\":1e999999999}").integer("n")).isInstanceOf(BadCall.class);
        assertThatThrownBy(() -> body("{\"n\":1e999999999}").seconds("n")).isInstanceOf(BadCall.class);
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        for (String bad :
                List.of("\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u0080", "\u00e2\u0082")) {
            byte[] json = ("{\"a\":\"" + bad + "\"}").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> JsonIn.body(json))
                    .isInstanceOf(BadCall.class)
                    .hasMessageContaining("UTF-8");
        }
    }
}
