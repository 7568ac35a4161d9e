package fort.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VaultSourceTest {
    private static final Settings SETTINGS = Settings.of(Map.of("FORT_TOKEN", "t", "FORT_ENVIRONMENT", "team"));

    private final FakeTransport transport = new FakeTransport();

    @Test
    void walks_a_versioned_tree() {
        transport
                .answering(200, Map.of(), "{\"data\":{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}}")
                .answering(200, Map.of(), "{\"data\":{\"keys\":[\"b/\",\"a\"]}}")
                .answering(200, Map.of(), "{\"data\":{\"keys\":[\"c d\"]}}")
                .answering(200, Map.of(), "{\"data\":{\"data\":{\"k\":\"v\"},\"metadata\":{}}}")
                .answering(404, Map.of(), "{\"data\":{\"data\":null}}");

        VaultSource source = new VaultSource(transport, SETTINGS, "secret/");

        assertThat(source.paths("")).containsExactly("a", "b/c d");
        assertThat(new String(Objects.requireNonNull(source.read("a")).bytes(), UTF_8))
                .isEqualTo("{\"k\":\"v\"}");
        assertThat(source.read("b/c d")).as("deleted there").isNull();
        assertThat(transport.requests.stream().map(Transport.Request::target))
                .containsExactly(
                        "/v1/sys/internal/ui/mounts/secret",
                        "/v1/secret/metadata/?list=true",
                        "/v1/secret/metadata/b/?list=true",
                        "/v1/secret/data/a",
                        "/v1/secret/data/b/c%20d");
        assertThat(transport.requests.getFirst().headers())
                .containsEntry("X-Vault-Token", "t")
                .containsEntry("X-Vault-Namespace", "team");
    }

    @Test
    void walks_an_unversioned_tree() {
        transport
                .answering(200, Map.of(), "{\"data\":{\"type\":\"kv\",\"options\":null}}")
                .answering(404, Map.of(), "{\"errors\":[]}");

        assertThat(new VaultSource(transport, SETTINGS, "kv").paths("x")).isEmpty();
        assertThat(transport.requests.getLast().target()).isEqualTo("/v1/kv/x/?list=true");
    }

    @Test
    void refuses_a_mount_of_another_kind_and_tells_a_refusal() {
        transport.answering(200, Map.of(), "{\"data\":{\"type\":\"pki\"}}").answering(403, Map.of(), "{}");

        assertThatThrownBy(() -> new VaultSource(transport, SETTINGS, "pki"))
                .hasMessageContaining("not a key-value mount");
        assertThatThrownBy(() -> new VaultSource(transport, SETTINGS, "secret"))
                .isInstanceOfSatisfying(
                        FortException.class,
                        failure -> assertThat(failure.status()).isEqualTo(403));
    }
}
