package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrapTimeTest {
    @TempDir
    private Path folder;

    @Test
    void a_wrapping_time_that_is_too_long_is_refused_before_the_act() throws IOException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            String before = fort.as("development", "GET", "/tokens", "").body();
            RunningFort.Answer answer = fort.call(
                    "POST",
                    "/v1/auth/token/create",
                    "{}",
                    "X-Vault-Token",
                    fort.token("development"),
                    "X-Vault-Wrap-TTL",
                    "169h");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("the wrapping time is 1 second to 604800 seconds");
            assertThat(fort.as("development", "GET", "/tokens", "").body()).isEqualTo(before);
        }
    }
}
