package fort.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireJsonTest {
    private static final String CANARY = "canary-7f3a";

    private final WireJson json = new WireJson();

    @Test
    void a_request_is_read_with_snake_case_names() {
        Secrets.Write write = read("{\"value\":{\"a\":1.50},\"expected_version\":3}", Secrets.Write.class);

        assertThat(write.expectedVersion()).isEqualTo(3);
        assertThat(new String(write.value().bytes(), UTF_8)).isEqualTo("{\"a\":1.50}");
    }

    @Test
    void an_absent_number_flag_or_list_is_empty() {
        Secrets.Import empty = read("{}", Secrets.Import.class);

        assertThat(empty.dryRun()).isFalse();
        assertThat(empty.entries()).isEmpty();
    }

    @Test
    void refuses_an_unknown_member() {
        assertThatThrownBy(() -> read("{\"text\":\"\",\"rules\":\"" + CANARY + "\"}", Policies.Write.class))
                .isInstanceOf(InvalidMessage.class)
                .hasMessage("there is no member 'rules' here");
    }

    @Test
    void refuses_a_missing_member() {
        assertThatThrownBy(() -> read("{}", Policies.Write.class))
                .isInstanceOf(InvalidMessage.class)
                .hasMessage("'text' is missing");
    }

    @Test
    void refuses_a_missing_member_deep_inside() {
        assertThatThrownBy(() -> read("{\"entries\":[{\"value\":{}}]}", Secrets.Import.class))
                .isInstanceOf(InvalidMessage.class)
                .hasMessage("'entries[].path' is missing");
    }

    @Test
    void refuses_a_doubled_member() {
        assertThatThrownBy(() -> read("{\"text\":\"a\",\"text\":\"b\"}", Policies.Write.class))
                .isInstanceOf(InvalidMessage.class);
    }

    @Test
    void refuses_a_value_that_is_no_object() {
        assertThatThrownBy(() -> read("{\"value\":\"" + CANARY + "\"}", Secrets.Patch.class))
                .isInstanceOf(InvalidMessage.class)
                .hasMessage("the body is not a valid SecretsPatch: see 'value'");
    }

    @Test
    void refuses_what_follows_the_message() {
        assertThatThrownBy(() -> read("{\"text\":\"a\"} {}", Policies.Write.class))
                .isInstanceOf(InvalidMessage.class);
    }

    @Test
    void a_refusal_never_repeats_a_value() {
        for (String body : List.of(
                "{\"password\":{\"" + CANARY + "\":1}}",
                "{\"password\":\"x\"," + CANARY,
                "[\"" + CANARY + "\"]",
                "null")) {
            assertThatThrownBy(() -> read(body, Users.Password.class))
                    .isInstanceOf(InvalidMessage.class)
                    .hasMessageNotContaining(CANARY)
                    .hasNoCause();
        }
    }

    @Test
    void a_response_may_say_more_than_is_known() {
        Policies.Policy policy =
                json.readResponse("{\"name\":\"a\",\"text\":\"b\",\"new\":1}".getBytes(UTF_8), Policies.Policy.class);

        assertThat(policy.text()).isEqualTo("b");
    }

    @Test
    void secrets_are_written_and_not_printed() {
        SecretText text = SecretText.of("pä\"s".toCharArray());
        SecretJson value = SecretJson.owning("{\"k\":\"v\",\"n\":1e400}".getBytes(UTF_8));
        Secrets.Secret secret =
                new Secrets.Secret("p", "secret", 1, "current", "generic", Instant.EPOCH, null, value, null);

        assertThat(new String(json.write(new Users.Password(text)), UTF_8)).isEqualTo("{\"password\":\"pä\\\"s\"}");
        assertThat(new String(json.write(secret), UTF_8))
                .contains("\"value\":{\"k\":\"v\",\"n\":1e400}")
                .contains("\"created_at\":\"1970-01-01T00:00:00Z\"")
                .doesNotContain("receipt");
        assertThat(text.toString()).isEqualTo("SecretText[5 bytes]");
        assertThat(secret.toString()).doesNotContain("\"v\"");
    }

    @Test
    void a_secret_text_is_read_as_it_was_written() {
        Users.Password password = read("{\"password\":\"p\\u00e4\\\"s\\ud83d\\ude00\"}", Users.Password.class);

        assertThat(new String(password.password().bytes(), UTF_8)).isEqualTo("pä\"s😀");
    }

    private <T extends Record> T read(String body, Class<T> type) {
        return json.readRequest(body.getBytes(UTF_8), type);
    }
}
