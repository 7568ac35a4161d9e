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

    @Test
    @Tag("R1.4")
    void a_channel_that_took_it_does_not_get_it_again_and_what_is_undelivered_shows() throws Exception {
        Receiver good = new Receiver(() -> 200);
        Receiver bad = new Receiver(() -> 500);
        PrivateFiles.write(folder.resolve("good"), good.address().getBytes(StandardCharsets.US_ASCII));
        PrivateFiles.write(folder.resolve("bad"), bad.address().getBytes(StandardCharsets.US_ASCII));
        try (RunningFort fort = RunningFort.start(
                folder,
                channel("chat", "slack", "good") + channel("other", "teams", "bad"),
                "development",
                "production")) {
            assertThat(fort.call(
                                    "GET",
                                    "/api/v1/secrets/app/db",
                                    "",
                                    "Fort-Token",
                                    fort.token("development"),
                                    "Fort-Environment",
                                    "production")
                            .status())
                    .isEqualTo(403);
            assertThat(next(good)).contains("\"text\":\"[", "cross_environment");
            for (int i = 0; i < 3; i++) {
                assertThat(next(bad)).contains("AdaptiveCard");
            }
            assertThat(good.calls()).as("one for each environment").isEqualTo(2);
            assertThat(fort.call("GET", "/health", "").body()).contains("\"undelivered_alerts\":1");
            assertThat(fort.call("GET", "/metrics", "").body())
                    .contains("fort_alerts_undelivered{environment=\"development\"} 1.0");
        } finally {
            good.close();
            bad.close();
        }
    }

    private String channel(String name, String kind, String file) {
        return "[[channel]]\nname = \"" + name + "\"\nkind = \"" + kind + "\"\nurl_file = \"" + folder.resolve(file)
                + "\"\nprivate_addresses = true\n";
    }

    private static String next(Receiver receiver) throws InterruptedException {
        Receiver.Received received = receiver.received().poll(20, TimeUnit.SECONDS);
        return received == null ? "" : received.body();
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
