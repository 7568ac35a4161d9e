package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import fort.client.FortSecrets;
import fort.client.ReadSecret;
import fort.client.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client for programs against a whole server.
@Tag("R2.3")
class SdkTest {
    @TempDir
    private Path folder;

    @Test
    void a_program_learns_of_a_new_version_reads_it_and_acknowledges_it() throws IOException, InterruptedException {
        try (RunningFort fort = RunningFort.start(folder, "", "development")) {
            write(fort, "one");
            Settings settings =
                    Settings.of(Map.of("FORT_ADDR", fort.address(), "FORT_TOKEN", fort.token("development")));
            LinkedBlockingQueue<Long> versions = new LinkedBlockingQueue<>();
            try (FortSecrets secrets = FortSecrets.open(
                    settings, FortSecrets.Options.watching("app/db").withConsumer("payments"))) {
                secrets.onChange(change -> versions.add(change.currentVersion()));
                assertThat(text(secrets.get("app/db"))).contains("one");
                write(fort, "two");
                Long version = versions.poll(10, TimeUnit.SECONDS);
                while (version != null && version < 2) {
                    version = versions.poll(10, TimeUnit.SECONDS);
                }
                ReadSecret second = secrets.get("app/db");
                assertThat(second.version()).isEqualTo(2);
                assertThat(text(second)).contains("two");
                secrets.acknowledge("app/db", 2);
                assertThat(secrets.acceptable("app/db")).contains(2L);
            }
            assertThat(fort.as("development", "GET", "/consumers/app/db", "").body())
                    .contains("\"consumer\":\"payments\"", "\"acknowledged_version\":2");
        }
    }

    private static String text(ReadSecret secret) {
        String text = new String(secret.value().bytes(), StandardCharsets.UTF_8);
        secret.value().wipe();
        return text;
    }

    private static void write(RunningFort fort, String password) {
        fort.as("development", "PUT", "/secrets/app/db", "{\"value\":{\"password\":\"" + password + "\"}}");
    }
}
