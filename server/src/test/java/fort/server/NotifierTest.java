package fort.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
        BlockingQueue<String> events = new ArrayBlockingQueue<>(100);
        AtomicInteger refusals = new AtomicInteger(1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusals.getAndDecrement() > 0;
            exchange.sendResponseHeaders(refused ? 500 : 200, -1);
            exchange.close();
            if (!refused) {
                events.add(body);
            }
        });
        receiver.start();
        PrivateFiles.write(folder.resolve("secret"), "a webhook secret".getBytes(StandardCharsets.US_ASCII));
        String alerts = "[alerts]\nwebhook_url = \"http://127.0.0.1:" + receiver.getAddress().getPort()
                + "/\"\nwebhook_secret_file = \"" + folder.resolve("secret") + "\"\nprivate_addresses = true";
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
            String both = events.poll(20, TimeUnit.SECONDS) + " " + events.poll(20, TimeUnit.SECONDS);
            assertThat(both)
                    .contains("\"environment\":\"development\"", "\"environment\":\"production\"", "cross_environment", "\"specversion\":\"1.0\"")
                    .contains("\"attempt\":2");
            assertThat(fort.as("development", "GET", "/alerts", "").body()).contains("cross_environment");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void waits_twice_as_long_each_time_but_never_gives_up() throws IOException {
        assertThat(Notifier.pause(0)).isEqualTo(Notifier.PAUSE_FIRST);
        assertThat(Notifier.pause(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Notifier.pause(1_000)).isEqualTo(Notifier.PAUSE_MAX);
    }
}
