package fort.wire;

import static fort.wire.Schemas.ordered;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Renders the table of routes as an OpenAPI 3.1 document. The same table gives the same bytes, so the file
/// in the repository is a golden one: a change of the API is a visible difference.
public final class OpenApi {
    /// The version of the API, not of the program: it changes its first number only when a client would
    /// break.
    public static final String API_VERSION = "1.0.0";

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    /// The bytes of the file in the repository, which travels in the jar: what a server hands out.
    public static byte[] file() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            return Objects.requireNonNull(in, "openapi.json is not in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The document of [Routes#ALL].
    public static Map<String, Object> document() {
        return new OpenApi().render(Routes.ALL);
    }

    private Map<String, Object> render(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(address(route), address -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", info());
        document.put("servers", List.of(Map.of("url", Route.BASE)));
        document.put("security", List.of(Map.of("token", List.of()), Map.of("bearer", List.of())));
        document.put("tags", tags(routes));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "Fort");
        info.put("version", API_VERSION);
        info.put(
                "description",
                "Fort's own API. A token names its environment. Every answer carries Fort-Request-Id, and every recorded act"
                        + " Fort-Receipt. Failures are problem+json (RFC 9457) with a stable code.");
        info.put("license", ordered("name", "Apache-2.0", "identifier", "Apache-2.0"));
        return info;
    }

    private static List<Object> tags(List<Route> routes) {
        return routes.stream()
                .map(Route::family)
                .distinct()
                .<Object>map(family -> Map.of("name", family))
                .toList();
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", route.operation());
        operation.put("summary", route.summary());
        operation.put("tags", List.of(route.family()));
        if (!route.authenticated()) {
            operation.put("security", List.of());
        }
        operation.put("parameters", parameters(route));
        Class<? extends Record> request = route.request();
        if (request != null) {
            operation.put("requestBody", ordered("required", true, "content", content("application/json", request)));
        }
        operation.put("responses", responses(route));
        return operation;
    }

    private static List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        for (String name : route.pathParameters()) {
            parameters.add(parameter(name, "path", true, pathDescription(route, name), Map.of("type", "string")));
        }
        for (Query query : route.queries()) {
            parameters.add(parameter(query.name(), "query", false, query.description(), schema(query)));
        }
        if (route.paged()) {
            parameters.add(reference("parameters", "limit"));
            parameters.add(reference("parameters", "after"));
        }
        parameters.add(reference("parameters", "environment"));
        if (!route.idempotent()) {
            parameters.add(reference("parameters", "idempotency_key"));
        }
        return parameters;
    }

    private static String pathDescription(Route route, String name) {
        return route.template().contains("{" + name + "*}") ? "One or more segments." : "One segment.";
    }

    private static Map<String, Object> schema(Query query) {
        return query.kind() == Query.Kind.TIME
                ? ordered("type", "string", "format", "date-time")
                : Map.of("type", query.kind().schemaType());
    }

    private static Map<String, Object> parameter(
            String name, String in, boolean required, String description, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        if (required) {
            parameter.put("required", true);
        }
        parameter.put("description", description);
        parameter.put("schema", schema);
        return parameter;
    }

    private Map<String, Object> responses(Route route) {
        Map<String, Object> success = new LinkedHashMap<>();
        success.put("description", route.isEmptyAnswer() ? "Done." : "The answer.");
        if (!route.isEmptyAnswer()) {
            success.put("content", content(route.mediaType(), route.response()));
        }
        return ordered(Integer.toString(route.status()), success, "default", reference("responses", "problem"));
    }

    private Map<String, Object> content(String mediaType, @Nullable Class<? extends Record> body) {
        return Map.of(mediaType, body == null ? Map.of() : Map.of("schema", schemas.reference(body)));
    }

    private Map<String, Object> components() {
        Map<String, Object> problem = ordered(
                "description",
                "The call failed; the code says why: "
                        + String.join(
                                ", ",
                                Arrays.stream(ErrorCode.values())
                                        .map(code -> code.word() + " (" + code.status() + ")")
                                        .toList())
                        + ".",
                "content",
                content(Problem.MEDIA_TYPE, Problem.class));
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("parameters", sharedParameters());
        components.put("responses", Map.of("problem", problem));
        components.put("schemas", schemas.named());
        components.put("securitySchemes", securitySchemes());
        return components;
    }

    private static Map<String, Object> sharedParameters() {
        Map<String, Object> limit = ordered("type", "integer", "default", Limits.PAGE_DEFAULT);
        limit.put("minimum", 1);
        limit.put("maximum", Limits.PAGE_MAX);
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("limit", parameter("limit", "query", false, "Items on the page.", limit));
        shared.put(
                "after",
                parameter("after", "query", false, "The 'next' of the page before.", Map.of("type", "string")));
        shared.put(
                "environment",
                parameter(
                        Headers.ENVIRONMENT,
                        "header",
                        false,
                        "The environment meant; it must agree with the token's.",
                        Map.of("type", "string")));
        shared.put(
                "idempotency_key",
                parameter(
                        Headers.IDEMPOTENCY_KEY,
                        "header",
                        false,
                        "Repeated calls with the same key and body act once and get the same answer.",
                        ordered("type", "string", "maxLength", Limits.IDEMPOTENCY_KEY_LENGTH_MAX)));
        return shared;
    }

    private static Map<String, Object> securitySchemes() {
        Map<String, Object> token = ordered("type", "apiKey", "in", "header");
        token.put("name", Headers.TOKEN);
        return ordered("token", token, "bearer", ordered("type", "http", "scheme", "bearer"));
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }

    /// OpenAPI has no parameter of several segments; the star is dropped and the parameter's description
    /// says it.
    private static String address(Route route) {
        return route.template().replace("*}", "}");
    }
}
