package fort.server.web;

import io.helidon.http.Header;
import io.helidon.http.ServerRequestHeaders;
import org.jspecify.annotations.Nullable;

/// What the head of a request must look like. Judged on names and characters only.
final class HeadRules {
    private HeadRules() {}

    static void require(ServerRequestHeaders headers, WebLimits limits) {
        int count = 0;
        for (Header header : headers) {
            count += header.valueCount();
            if (count > limits.headersMax()) {
                throw new WebRefusal(431, "too many headers");
            }
            String name = header.headerName().lowerCase();
            if (header.valueCount() > 1) {
                if (mustBeSingle(name)) {
                    throw new WebRefusal(400, "a header that may come once came more often");
                }
                for (String value : header.allValues()) {
                    requirePlain(value);
                }
            } else {
                requirePlain(header.get());
            }
            if (name.equals("cookie") && holdsToken(header.get())) {
                throw new WebRefusal(
                        400, "a token belongs in the X-Vault-Token or Authorization header, not in a cookie");
            }
            if (name.equals("content-encoding") && !header.get().equalsIgnoreCase("identity")) {
                throw new WebRefusal(415, "compressed bodies are not accepted");
            }
        }
    }

    /// A token in a URL ends up in histories and logs, so a request that carries one is refused whatever it asks.
    static void requireNoToken(@Nullable String query) {
        if (query != null && !query.isEmpty() && holdsToken(query)) {
            throw new WebRefusal(400, "a token belongs in the X-Vault-Token or Authorization header, not in the URL");
        }
    }

    static boolean holdsToken(String text) {
        return text.contains("hvs.")
                || text.contains("hvb.")
                || hasTokenName(text, "token=")
                || hasTokenName(text, "Token=");
    }

    private static boolean hasTokenName(String text, String name) {
        int at = text.indexOf(name);
        return at >= 0 && at + name.length() < text.length();
    }

    private static boolean mustBeSingle(String name) {
        return switch (name) {
            case "host",
                    "authorization",
                    "content-length",
                    "content-type",
                    "transfer-encoding",
                    "idempotency-key",
                    "x-vault-token",
                    "x-vault-namespace",
                    "x-vault-wrap-ttl",
                    "fort-environment",
                    "fort-token" -> true;
            default -> false;
        };
    }

    private static void requirePlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                throw new WebRefusal(400, "invalid header value");
            }
        }
    }
}
