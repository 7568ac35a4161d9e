package fort.gate;

import fort.crypto.Keyring;
import fort.domain.EnvironmentName;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The identity stores of one chamber.
final class Identities implements AutoCloseable {
    Identities(EnvironmentName environment, Rows rows, Keyring keyring, Surroundings surroundings) {}

    Authenticated authenticate(SecretValue token, Request request, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// A token with the `root` policy.
    ///
    /// @param ttlSeconds 0 = never expires
    IssuedRoot rootToken(Instant now, long ttlSeconds, String displayName) {
        throw new UnsupportedOperationException();
    }

    /// The environment that a token's text names, without believing it; null when it names none.
    static @Nullable EnvironmentName environmentOf(SecretValue token) {
        throw new UnsupportedOperationException();
    }

    static int tokenLength(EnvironmentName environment) {
        throw new UnsupportedOperationException();
    }

    record IssuedRoot(SecretValue token, String accessor, TokenOperation.Auth auth, List<Change> changes) {}

    @Override
    public void close() {}
}
