package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import fort.server.config.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    @TempDir
    Path folder;

    @Test
    @Tag("R1.4")
    void tells_the_receiver_of_a_crossing_in_both_environments_until_it_acknowledges() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        Receiver receiver = new Receiver(() -> refusals.getAndDecrement() > 0 ? 500 : 200);
        PrivateFiles.write(folder.resolve("secret"), "a webhook secret".getBytes(StandardCharsets.US_ASCII));
        String alerts = "[alerts]\nwebhook_url = \"" + receiver.address() + "\"\nwebhook_secret_file = \""
                + folder.resolve("secret") + "\"\nprivate_addresses = true";
        try (RunningFort fort = RunningFort.start(folder, alerts, "development", "production")) {
            int status = fort.call(
                            "GET",
                            "/api/v1/secrets/app/db",
                            "",
                            "Fort-Token",
                            fort.token("development"),
                            "Fort-Environment",
                            "production")
                    .status();
            assertThat(status).isEqualTo(403);
            String both = acknowledged(receiver) + " " + acknowledged(receiver);
            assertThat(both)
                    .contains(
                            "\"environment\":\"development\"",
                            "\"environment\":\"production\"",
                            "cross_environment",
                            "\"specversion\":\"1.0\"")
                    .contains("\"attempt\":2");
            assertThat(fort.as("development", "GET", "/alerts", "").body()).contains("cross_environment");
        } finally {
            receiver.close();
        }
    }

    private static String acknowledged(Receiver receiver) throws InterruptedException {
        Receiver.Received next = receiver.received().poll(20, TimeUnit.SECONDS);
        while (next != null && next.answered() != 200) {
            next = receiver.received().poll(20, TimeUnit.SECONDS);
        }
        return next == null ? "" : next.body();
    }

    @Test
    void waits_twice_as_long_each_time_but_never_gives_up() {
        assertThat(Notifier.pause(0)).isEqualTo(Notifier.PAUSE_FIRST);
        assertThat(Notifier.pause(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Notifier.pause(1_000)).isEqualTo(Notifier.PAUSE_MAX);
    }
}
