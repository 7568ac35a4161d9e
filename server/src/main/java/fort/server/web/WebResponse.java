package fort.server.web;

import java.util.List;

/// One HTTP response.
///
/// @param status 200 to 599
/// @param contentType the exact header, or empty when there is no body
/// @param headers further headers: name, value, name, value, …
/// @param body may be empty
/// @param wiped whether the engine overwrites `body` once it was sent, because it holds a secret
public record WebResponse(int status, String contentType, List<String> headers, byte[] body, boolean wiped) {
    public static final String JSON = "application/json";
    public static final String PROBLEM = "application/problem+json";
    public static final String TEXT = "text/plain; charset=utf-8";
    private static final byte[] NOTHING = new byte[0];

    public WebResponse {
        headers = List.copyOf(headers);
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("headers come in pairs");
        }
    }

    public static WebResponse json(int status, byte[] body) {
        return new WebResponse(status, JSON, List.of(), body, false);
    }

    public static WebResponse empty(int status) {
        return new WebResponse(status, "", List.of(), NOTHING, false);
    }

    /// The same with one more header.
    public WebResponse with(String name, String value) {
        return switch (headers.size()) {
            case 0 -> new WebResponse(status, contentType, List.of(name, value), body, wiped);
            case 2 ->
                new WebResponse(status, contentType, List.of(headers.get(0), headers.get(1), name, value), body, wiped);
            default -> {
                var more = new java.util.ArrayList<>(headers);
                more.add(name);
                more.add(value);
                yield new WebResponse(status, contentType, more, body, wiped);
            }
        };
    }
}
