package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final String CANARY = "Canary-9f8e7d6c5b4a";

    @TempDir
    Path folder;

    @Test
    void acts_once_for_a_repeated_call_with_one_idempotency_key() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String[] headers = {"Fort-Token", fort.token("development"), "Idempotency-Key", "k1"};
            String path = "/api/v1/mounts";
            var first = fort.call("POST", path, "{\"path\":\"team\"}", headers);
            var again = fort.call("POST", path, "{\"path\":\"team\"}", headers);
            var other = fort.call("POST", path, "{\"path\":\"other\"}", headers);
            assertThat(first.status()).as(first.body()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.body()).contains("idempotency_mismatch");
        }
    }

    @Test
    @Tag("attack-34")
    void repeats_no_answer_to_a_token_that_was_revoked() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String[] headers = {"Fort-Token", fort.token("development"), "Idempotency-Key", "k3"};
            String body = "{\"path\":\"team\"}";
            assertThat(fort.call("POST", "/api/v1/mounts", body, headers).status())
                    .isEqualTo(200);
            assertThat(fort.call("POST", "/v1/auth/token/revoke-self", "", "X-Vault-Token", headers[1])
                            .status())
                    .isEqualTo(204);
            assertThat(fort.call("POST", "/api/v1/mounts", body, headers).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void does_not_repeat_a_secret_for_a_repeated_call() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String[] headers = {"Fort-Token", fort.token("development"), "Idempotency-Key", "k2"};
            String body =
                    "{\"ttl_seconds\":60,\"ttl_seconds_max\":0,\"period_seconds\":0,\"uses_max\":0,\"orphan\":false}";
            assertThat(fort.call("POST", "/api/v1/tokens", body, headers).status())
                    .isEqualTo(200);
            var again = fort.call("POST", "/api/v1/tokens", body, headers);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body()).contains("conflict").doesNotContain("hvs.");
        }
    }

    @Test
    @Tag("R4.2")
    void is_ready_by_a_real_round_trip_and_not_ready_once_sealed() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development", "production")) {
            var ready = fort.call("GET", "/health/ready", "");
            assertThat(ready.status()).as(ready.body()).isEqualTo(200);
            assertThat(fort.as("development", "GET", "/audit/records?operation=health.canary", "")
                            .body())
                    .contains("system/health");
            assertThat(fort.as("production", "POST", "/seal:seal", "").status()).isEqualTo(204);
        }
        // what was found is fresh for a few seconds, so another process asks
        try (RunningFort fort = RunningFort.start(folder.resolve("two"), "", "development")) {
            assertThat(fort.as("development", "POST", "/seal:seal", "").status())
                    .isEqualTo(204);
            var sealed = fort.call("GET", "/health/ready", "");
            assertThat(sealed.status()).isEqualTo(503);
            assertThat(sealed.body()).contains("\"status\":\"sealed\"");
            assertThat(fort.call("GET", "/health/live", "").status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("attack-73")
    void shows_no_value_in_metrics_errors_or_files() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String value = "{\"value\":{\"password\":\"" + CANARY + "\"}}";
            assertThat(fort.as("development", "PUT", "/secrets/" + CANARY.toLowerCase(java.util.Locale.ROOT), value)
                            .status())
                    .isEqualTo(200);
            assertThat(fort.as("development", "PUT", "/secrets/x", "{\"value\":\"" + CANARY + "\"}")
                            .body())
                    .doesNotContain(CANARY);
            assertThat(fort.as("development", "PUT", "/secrets/x", "{\"" + CANARY + "\":1}")
                            .status())
                    .isEqualTo(400);
            assertThat(fort.as("development", "GET", "/secrets?" + CANARY + "=1", "")
                            .body())
                    .doesNotContain(CANARY);
            String metrics = fort.call("GET", "/metrics", "").body();
            assertThat(metrics).contains("fort_requests_total").doesNotContainIgnoringCase(CANARY);
            assertThat(fort.as("development", "GET", "/audit/records", "").body())
                    .doesNotContain(CANARY);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    @Tag("R1.1")
    void reaches_only_its_own_environment_through_a_listener_of_its_own() throws IOException {
        String own = "environment = \"production\"";
        Path dir = folder.resolve("own");
        fort.server.config.PrivateFiles.createFolder(dir);
        Path file = dir.resolve("fort.toml");
        Files.writeString(
                file,
                "folder = \"data\"\ndefault_environment = \"development\"\n[[listener]]\nport = 0\ninsecure_http = true\n"
                        + own + "\n[[environment]]\nname = \"development\"\n[[environment]]\nname = \"production\"\n");
        try (RunningFort fort = RunningFort.of(file)) {
            String[] production = {"Fort-Token", fort.token("production")};
            assertThat(fort.call("GET", "/api/v1/whoami", "", production).body())
                    .contains("\"environment\":\"production\"");
            assertThat(fort.call("GET", "/api/v1/whoami", "", "Fort-Token", fort.token("development"))
                            .status())
                    .isEqualTo(403);
            assertThat(fort.call(
                                    "GET",
                                    "/api/v1/whoami",
                                    "",
                                    "Fort-Token",
                                    fort.token("development"),
                                    "Fort-Environment",
                                    "development")
                            .status())
                    .isEqualTo(403);
        }
    }
}
