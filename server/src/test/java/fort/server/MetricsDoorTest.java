package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsDoorTest {
    private static final String PROXY = "trusted_proxies = [\"127.0.0.1\"]\n";

    @TempDir
    private Path folder;

    private static RunningFort.Answer fromAfar(RunningFort fort, String... more) {
        String[] headers = new String[more.length + 2];
        System.arraycopy(more, 0, headers, 0, more.length);
        headers[more.length] = "X-Forwarded-For";
        headers[more.length + 1] = "203.0.113.9";
        return fort.call("GET", "/metrics", "", headers);
    }

    @Test
    void metrics_are_for_this_host_and_for_who_may_read_them() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, PROXY, "development", "production")) {
            assertThat(fort.call("GET", "/metrics", "").status()).isEqualTo(200);
            assertThat(fromAfar(fort).status()).isEqualTo(403);
            assertThat(fromAfar(fort).body()).doesNotContain("production");
            assertThat(fromAfar(fort, "Authorization", "Bearer hvs.development_no")
                            .status())
                    .isEqualTo(403);
            String root = fort.token("development");
            assertThat(fromAfar(fort, "Authorization", "Bearer " + root).body()).contains("fort_record_size");
            String weak = fort.call(
                            "POST", "/v1/auth/token/create", "{\"policies\":[\"default\"]}", "X-Vault-Token", root)
                    .body()
                    .replaceAll("(?s).*\"client_token\":\"([^\"]+)\".*", "$1");
            assertThat(fromAfar(fort, "Authorization", "Bearer " + weak).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_configuration_opens_them_to_everybody() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, PROXY + "open_metrics = true\n", "development")) {
            assertThat(fromAfar(fort).status()).isEqualTo(200);
        }
    }

    @Test
    void a_listener_of_one_environment_does_not_tell_of_the_others() throws IOException {
        String bound = "[[listener]]\nname = \"own\"\nport = 0\ninsecure_http = true\nenvironment = \"development\"\n";
        try (RunningFort fort = RunningFort.start(folder, bound, "development", "production")) {
            assertThat(fort.call("GET", "/metrics", "").status()).isEqualTo(404);
        }
    }
}
