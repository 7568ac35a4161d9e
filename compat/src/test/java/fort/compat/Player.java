package fort.compat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plays calls on one server and remembers what later calls need.
final class Player implements AutoCloseable {
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z0-9]+)");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String base;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /// @param json null when the body is none
    record Played(
            int status,
            String contentType,
            String body,
            @Nullable JsonNode json) {}

    Player(String base, String rootToken) {
        this.base = base;
        known.put("root", rootToken);
        known.put("bad", "hvs.bad");
    }

    void know(String name, String value) {
        known.put(name, value);
    }

    String known(String name) {
        return known.getOrDefault(name, "missing-" + name);
    }

    Played play(Calls.Call call) {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/v1/" + filled(call.path())))
                .timeout(Duration.ofSeconds(60))
                .method(
                        call.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(filled(body)));
        if (!call.token().equals("none")) {
            request.header("X-Vault-Token", known.getOrDefault(call.token(), call.token()));
        }
        call.headers().forEach((name, value) -> request.header(name, filled(value)));
        Played played = send(request.build());
        call.saves().forEach((name, path) -> save(name, path, played));
        return played;
    }

    private Played send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Played(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.body(),
                    json(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return text.isBlank() ? null : JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private String filled(String text) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(known.getOrDefault(match.group(1), match.group())));
    }

    private void save(String name, String path, Played played) {
        JsonNode node = played.json();
        for (String part : path.split("\\.")) {
            if (node == null) {
                break;
            }
            node = node.isArray() ? node.get(Integer.parseInt(part)) : node.get(part);
        }
        // What is missing shows as a difference in this call's status, and in those that need it.
        known.put(name, node == null || node.isNull() ? "missing-" + name : node.asString());
    }

    @Override
    public void close() {
        client.close();
    }
}
