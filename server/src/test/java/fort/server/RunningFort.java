package fort.server;

import fort.server.config.ConfigFile;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A whole server in this process, over plain HTTP on a free port, with an administrator token for each environment.
public final class RunningFort implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();
    private final ServerConfig config;
    private final Assembly assembly;

    private RunningFort(ServerConfig config) {
        this.config = config;
        this.assembly = Assembly.start(config);
    }

    /// @param more further lines of the configuration's top level, before its tables
    public static RunningFort start(Path folder, String more, String... environments) throws IOException {
        StringBuilder text =
                new StringBuilder("folder = \"data\"\n" + more + "\n[[listener]]\nport = 0\ninsecure_http = true\n");
        for (String environment : environments) {
            text.append("[[environment]]\nname = \"").append(environment).append("\"\n");
        }
        Path own = folder.resolve("fort");
        PrivateFiles.createFolder(own);
        Path file = own.resolve("fort.toml");
        Files.writeString(file, text);
        return of(file);
    }

    public static RunningFort of(Path file) {
        RunningFort fort = new RunningFort(ConfigFile.load(file));
        fort.refreshTokens();
        return fort;
    }

    public void refreshTokens() {
        Up.ready(config).forEach(ready -> tokens.put(ready.environment().value(), ready.token()));
    }

    public ServerConfig config() {
        return config;
    }

    public String token(String environment) {
        return Objects.requireNonNull(tokens.get(environment));
    }

    public String address() {
        return assembly.served().getFirst().address();
    }

    public record Answer(int status, String body, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /// @param headers name, value, name, value, …
    public Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8),
                    response.headers().map());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// With the administrator's token of an environment.
    public Answer as(String environment, String method, String path, String body) {
        return call(method, "/api/v1" + path, body, "Fort-Token", token(environment));
    }

    @Override
    public void close() {
        client.close();
        assembly.close();
    }
}
