package fort.server.api;

import fort.domain.SecretValue;
import fort.identity.Credential;
import fort.server.web.WebRequest;
import java.nio.charset.StandardCharsets;

/// The token that a request carries, in whichever of the three headers; wiped when the answer stands.
public record Bearer(Credential credential) implements AutoCloseable {
    public static Bearer of(WebRequest web) {
        String token = web.header("fort-token");
        if (token == null) {
            token = web.header("x-vault-token");
        }
        if (token == null) {
            String authorization = web.header("authorization");
            token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? authorization.substring(7).strip()
                    : null;
        }
        return new Bearer(
                token == null || token.isEmpty()
                        ? Credential.NONE
                        : new Credential.Token(SecretValue.owning(token.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void close() {
        if (credential instanceof Credential.Token(SecretValue value)) {
            value.close();
        }
    }
}
