package fort.cli;

import fort.testkit.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real OpenBao in its development mode, with a few secrets to be fetched from it.
record OtherVault(Process process, String address) implements AutoCloseable {
    static final String TOKEN = "bao-root-of-this-test";
    private static final int TRIES_MAX = 600;

    /// Skips the test when there is no OpenBao to be had.
    static OtherVault start(Path folder) throws IOException {
        Path bao = Parts.ofThisProject().bao().orElse(null);
        Assumptions.assumeTrue(bao != null, "there is no OpenBao here");
        int port = FreePort.find();
        ProcessBuilder builder = new ProcessBuilder(
                        String.valueOf(bao),
                        "server",
                        "-dev",
                        "-dev-no-store-token",
                        "-dev-root-token-id=" + TOKEN,
                        "-dev-listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bao.log").toFile());
        builder.environment().put("HOME", folder.toString());
        OtherVault vault = new OtherVault(builder.start(), "http://127.0.0.1:" + port);
        vault.fill(Map.of(
                "legacy/db", "{\"data\":{\"user\":\"app\",\"password\":\"from-openbao\"}}",
                "legacy/deep/key", "{\"data\":{\"key\":\"k\"}}"));
        return vault;
    }

    private void fill(Map<String, String> secrets) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; status(client, "GET", "/v1/sys/health", "") != 200; i++) {
                if (i == TRIES_MAX || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("OpenBao does not serve");
                }
            }
            for (Map.Entry<String, String> one : secrets.entrySet()) {
                if (status(client, "POST", "/v1/secret/data/" + one.getKey(), one.getValue()) != 200) {
                    throw new IllegalStateException("OpenBao does not take " + one.getKey());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int status(HttpClient client, String method, String path, String body) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .header("X-Vault-Token", TOKEN)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (java.net.ConnectException notYet) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
