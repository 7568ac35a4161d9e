package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The budget of refusals as clients meet it, by both APIs.
@Tag("attack-3")
class TurnedAwayTest {
    @TempDir
    private Path folder;

    @Test
    void strangers_get_429_and_when_to_come_back_while_a_token_from_the_same_address_is_served() throws IOException {
        String limits = "[limits]\nrefusals_burst = 5\nrefusals_loopback_per_second = 1\n";
        try (RunningFort fort = RunningFort.start(folder, limits, "development")) {
            for (int i = 0; i < 12; i++) {
                fort.call("POST", "/v1/auth/approle/login", "{\"role_id\":\"r\",\"secret_id\":\"s\"}");
            }
            RunningFort.Answer vault = fort.call("GET", "/v1/secret/data/a", "");
            assertThat(vault.status()).isEqualTo(429);
            assertThat(vault.body()).contains("rate limit quota exceeded");
            assertThat(Integer.parseInt(vault.header("retry-after"))).isBetween(1, 10);
            RunningFort.Answer own = fort.call("PUT", "/api/v1/secrets/a", "{not json");
            assertThat(own.status()).isEqualTo(429);
            assertThat(own.header("content-type")).isEqualTo("application/problem+json");
            assertThat(Integer.parseInt(own.header("retry-after"))).isBetween(1, 10);
            String token = fort.token("development");
            assertThat(fort.call("GET", "/v1/auth/token/lookup-self", "", "X-Vault-Token", token)
                            .status())
                    .isEqualTo(200);
            assertThat(fort.call("GET", "/api/v1/whoami", "", "Fort-Token", token)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void this_host_is_not_limited_by_default() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            for (int i = 0; i < 300; i++) {
                assertThat(fort.call("GET", "/v1/secret/data/a", "").status()).isEqualTo(403);
            }
        }
    }
}
