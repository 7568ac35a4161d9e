package fort.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.wire.SecretText;
import fort.wire.Secrets;
import fort.wire.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final String PROBLEM = "{\"type\":\"urn:fort:error:sealed\",\"title\":\"The environment is sealed\","
            + "\"status\":503,\"detail\":\"unseal it\",\"code\":\"sealed\",\"request_id\":\"r\",\"more\":[{}]}";
    private static final String SECRET =
            "{\"path\":\"a\",\"mount\":\"secret\",\"version\":7,\"state\":\"current\",\"type\":"
                    + "\"generic\",\"created_at\":\"2026-01-01T00:00:00Z\",\"expires_at\":null,\"value\": {\"k\" : [1.50,\"}\"]} ,"
                    + "\"new\":{\"x\":1},\"receipt\":\"o:1:00\"}";

    private final FakeTransport transport = new FakeTransport();
    private final List<Duration> waits = new ArrayList<>();
    private final Settings settings = Settings.of(Map.of("FORT_TOKEN", "hvs.test_t", "FORT_ENVIRONMENT", "test"));
    private final FortClient client = new FortClient(new Calls(transport, settings, waits::add, () -> "key-1"));

    @Test
    void sends_the_token_and_the_environment() {
        client.tokens().renewSelf(new Tokens.Renew(0));

        assertThat(transport.requests.getFirst().headers())
                .containsEntry("Fort-Token", "hvs.test_t")
                .containsEntry("Fort-Environment", "test")
                .containsEntry("Content-Type", "application/json")
                .doesNotContainKey("Idempotency-Key");
    }

    @Test
    void a_call_that_acts_carries_an_idempotency_key() {
        client.secrets().generate(null, "a", new Secrets.Generate(null, null, null));

        assertThat(transport.requests.getFirst().headers()).containsEntry("Idempotency-Key", "key-1");
    }

    @Test
    void waits_as_long_as_the_server_asks_and_tries_again() {
        transport.answering(503, Map.of("retry-after", "2"), PROBLEM).answering(200, Map.of(), SECRET);

        assertThat(client.secrets().read(null, "a", 0).version()).isEqualTo(7);
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void gives_up_after_three_tries() {
        for (int i = 0; i < 5; i++) {
            transport.answering(429, Map.of("retry-after", "1"), PROBLEM);
        }

        assertThatThrownBy(() -> client.secrets().read(null, "a", 0)).isInstanceOf(FortException.class);
        assertThat(transport.requests).hasSize(Calls.TRIES_MAX);
    }

    @Test
    void does_not_try_again_what_the_server_did_not_ask_for() {
        transport.answering(503, Map.of(), PROBLEM);

        assertThatThrownBy(() -> client.secrets().read(null, "a", 0))
                .isInstanceOfSatisfying(FortException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("sealed");
                    assertThat(failure).hasMessage("unseal it");
                });
        assertThat(waits).isEmpty();
    }

    @Test
    void does_not_wait_for_ever() {
        transport.answering(503, Map.of("retry-after", "3600"), PROBLEM);

        assertThatThrownBy(() -> client.secrets().read(null, "a", 0)).isInstanceOf(FortException.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void an_answer_of_something_else_is_told_by_its_status() {
        transport.answering(502, Map.of(), "<html>proxy</html>");

        assertThatThrownBy(() -> client.tokens().whoami()).isInstanceOfSatisfying(FortException.class, failure -> {
            assertThat(failure.code()).isEqualTo("http_502");
            assertThat(failure.status()).isEqualTo(502);
        });
    }

    @Test
    void the_quick_read_cuts_the_value_out_as_it_is() {
        transport.answering(200, Map.of(), SECRET);

        ReadSecret secret = client.secrets().read("team/kv", "a b/ü?", 3);

        assertThat(new String(secret.value().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"k\" : [1.50,\"}\"]}");
        assertThat(secret.expiresAt()).isNull();
        assertThat(secret.receipt()).isEqualTo("o:1:00");
        assertThat(transport.requests.getFirst().target())
                .isEqualTo("/api/v1/secrets/a%20b/%C3%BC%3F?mount=team%2Fkv&version=3");
    }

    @Test
    void an_answer_that_is_no_secret_is_refused() {
        transport.answering(200, Map.of(), "{\"path\":\"a\"}");

        assertThatThrownBy(() -> client.secrets().read(null, "a", 0))
                .isInstanceOfSatisfying(
                        FortException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FortException.BAD_ANSWER));
    }

    @Test
    void a_name_cannot_change_the_address() {
        client.access().deletePolicy("../tokens/self?x=#");

        assertThat(transport.requests.getFirst().target()).isEqualTo("/api/v1/policies/..%2Ftokens%2Fself%3Fx%3D%23");
    }

    @Test
    void settings_do_not_print_the_token() {
        Settings known = settings.withToken(SecretText.of("hvs.canary".toCharArray()));

        assertThat(known.toString()).doesNotContain("canary");
    }
}
