package fort.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A real OpenBao server as a child process, on loopback, in memory.
final class BaoServer implements AutoCloseable {
    static final String ROOT = "root-token";
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final Process process;
    private final String address;

    private BaoServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Open, with the root token [#ROOT] and `secret/` as kv version 2.
    static BaoServer development(Path program, Path folder) {
        int port = FortServer.freePort();
        return start(
                program,
                folder,
                port,
                List.of(
                        "-dev",
                        "-dev-no-store-token",
                        "-dev-root-token-id=" + ROOT,
                        "-dev-listen-address=127.0.0.1:" + port));
    }

    /// Never initialised.
    static BaoServer uninitialised(Path program, Path folder) {
        int port = FortServer.freePort();
        try {
            Path config =
                    Files.writeString(folder.resolve("bao.hcl"), """
                    storage "inmem" {}
                    listener "tcp" {
                      address = "127.0.0.1:%d"
                      cluster_address = "127.0.0.1:%d"
                      tls_disable = true
                    }
                    api_addr = "http://127.0.0.1:%d"
                    """.formatted(port, FortServer.freePort(), port));
            return start(program, folder, port, List.of("-config=" + config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BaoServer start(Path program, Path folder, int port, List<String> options) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "server"));
        command.addAll(options);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("bao.log").toFile());
            builder.environment().put("HOME", folder.toString());
            BaoServer server = new BaoServer(builder.start(), "http://127.0.0.1:" + port);
            server.await();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException("OpenBao did not start");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean answers() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/sys/seal-status"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
