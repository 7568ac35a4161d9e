package fort.client;

import fort.wire.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where to call and as whom.
///
/// @param address such as `https://127.0.0.1:8200`, without a path
/// @param environment the environment meant, or null to let the token say it
/// @param token null for calls that need none
/// @param caFile certificates (PEM) that the server's must lead to, or null for the platform's own
/// @param service what the record calls this client, or null
/// @param timeout for connecting and for each read
public record Settings(
        URI address,
        @Nullable String environment,
        @Nullable SecretText token,
        @Nullable Path caFile,
        @Nullable String service,
        Duration timeout) {
    /// Used when nothing names an address.
    public static final URI ADDRESS_DEFAULT = URI.create("https://127.0.0.1:8200");

    /// Used when nothing names a time.
    public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);

    public Settings {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("an address looks like https://host:port");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || !hasNoPath(address)) {
            throw new IllegalArgumentException("an address is https://host:port and nothing more");
        }
    }

    /// Reads `FORT_ADDR`, `FORT_ENVIRONMENT`, `FORT_TOKEN`, `FORT_CACERT`; each falls back to its `VAULT_`
    /// counterpart. The login file is not consulted; see [LoginFile].
    ///
    /// @param variables the process's environment variables
    /// @throws IllegalArgumentException when the address cannot be used
    public static Settings of(Map<String, String> variables) {
        String address = first(variables, "FORT_ADDR", "VAULT_ADDR");
        String token = first(variables, "FORT_TOKEN", "VAULT_TOKEN");
        String caFile = first(variables, "FORT_CACERT", "VAULT_CACERT");
        return new Settings(
                address == null ? ADDRESS_DEFAULT : URI.create(address),
                environment(variables),
                token == null ? null : SecretText.of(token.strip().toCharArray()),
                caFile == null ? null : Path.of(caFile),
                null,
                TIMEOUT_DEFAULT);
    }

    /// Set to `1` by who wants tokens and secrets to go over a network that anyone on the way can read.
    public static final String ALLOW_HTTP = "FORT_ALLOW_HTTP";

    /// Whether what is sent can be read on its way: plain HTTP to another host than this one.
    public boolean isReadableOnTheWay() {
        String host = address.getHost().replaceAll("^\\[|]$", "");
        boolean here = host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
        return "http".equals(address.getScheme()) && !here;
    }

    public Settings withAddress(URI other) {
        return new Settings(other, environment, token, caFile, service, timeout);
    }

    public Settings withEnvironment(@Nullable String other) {
        return new Settings(address, other, token, caFile, service, timeout);
    }

    public Settings withToken(@Nullable SecretText other) {
        return new Settings(address, environment, other, caFile, service, timeout);
    }

    public Settings withCaFile(@Nullable Path other) {
        return new Settings(address, environment, token, other, service, timeout);
    }

    public Settings withService(@Nullable String other) {
        return new Settings(address, environment, token, caFile, other, timeout);
    }

    private static boolean hasNoPath(URI address) {
        String path = address.getRawPath();
        return path == null || path.isEmpty() || path.equals("/");
    }

    /// Vault clients write a namespace with slashes around it.
    private static @Nullable String environment(Map<String, String> variables) {
        String name = first(variables, "FORT_ENVIRONMENT", "VAULT_NAMESPACE");
        if (name == null) {
            return null;
        }
        String bare = name.replaceAll("^/|/$", "");
        return bare.isEmpty() ? null : bare;
    }

    private static @Nullable String first(Map<String, String> variables, String name, String fallback) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            value = variables.get(fallback);
        }
        return value == null || value.isBlank() ? null : value;
    }
}
