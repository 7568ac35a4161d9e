package fort.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.SecretValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonOutTest {
    private static String text(Object value) {
        return new String(new JsonOut(1).value(value).take(), UTF_8);
    }

    @Test
    void writes_all_that_an_answer_may_hold() {
        assertThat(text(Fields.of(
                        "a", null,
                        "b", List.of(1, 2L, true),
                        "c", Instant.EPOCH,
                        "d", Map.of("x", "y"),
                        "e", SecretValue.owning("q\"\\\n\u0001".getBytes(UTF_8)))))
                .isEqualTo("{\"a\":null,\"b\":[1,2,true],\"c\":\"1970-01-01T00:00:00Z\",\"d\":{\"x\":\"y\"},"
                        + "\"e\":\"q\\\"\\\\\\n\\u0001\"}");
    }

    /// What it writes, the reader (another parser) reads as the same text.
    @Test
    void any_text_is_read_back_as_it_was() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            int[] points = random.ints(random.nextInt(20), 0, 0x2_0000)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .toArray();
            String given = new String(points, 0, points.length);
            byte[] json = ("{\"t\":" + text(given) + "}").getBytes(UTF_8);
            assertThat(Objects.requireNonNullElse(JsonIn.body(json).text("t"), ""))
                    .isEqualTo(given);
        }
    }

    @Test
    void a_value_is_spliced_in_as_it_is() {
        SecretValue value = SecretValue.owning("{ \"n\":1.50 }".getBytes(UTF_8));
        assertThat(text(Map.of("data", new JsonOut.Json(value)))).isEqualTo("{\"data\":{ \"n\":1.50 }}");
    }

    @Test
    void grows_without_losing_anything() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            items.add("item-" + i);
        }
        assertThat(text(items)).startsWith("[\"item-0\",").endsWith("\"item-4999\"]");
    }

    @Test
    void a_text_that_was_taken_is_the_callers_alone() {
        JsonOut out = new JsonOut(64);
        byte[] first = out.raw("abc").take();
        assertThat(first).isEqualTo("abc".getBytes(UTF_8));
        assertThat(out.raw("x").take()).isEqualTo("x".getBytes(UTF_8));
        assertThat(Arrays.toString(first)).contains("97");
    }
}
