package fort.identity;

import fort.crypto.Keyring;
import fort.domain.Outcome;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Rows;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Roles that programs log in to: the AppRole method.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class AppRoles {
    public AppRoles(Rows rows, Tokens tokens, Keyring keyring, SecureRandom random) {}

    public Optional<Rows.Entry<AppRole>> read(String mountId, String name) {
        throw new UnsupportedOperationException();
    }

    public List<String> list(String mountId, String after, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Makes or changes a role.
    ///
    /// @param edit from the present role (a new one: bound to a secret id, random role id) to the wanted one;
    ///     its IllegalArgumentException becomes a refusal with that message
    public Outcome<List<Change>> write(String mountId, String name, UnaryOperator<AppRole> edit) {
        throw new UnsupportedOperationException();
    }

    /// Deletes a role; its secret ids no longer work.
    public List<Change> delete(String mountId, String name) {
        throw new UnsupportedOperationException();
    }

    /// The caller closes the secret id.
    public record IssuedSecretId(SecretValue secretId, SecretIdEntry entry, List<Change> changes) {}

    /// Makes a secret id, random or custom.
    public Outcome<IssuedSecretId> issue(String mountId, AppRole role, SecretIdRequest request, Instant now) {
        throw new UnsupportedOperationException();
    }

    public Optional<Rows.Entry<SecretIdEntry>> find(String mountId, AppRole role, SecretValue secretId, Instant now) {
        throw new UnsupportedOperationException();
    }

    public Optional<Rows.Entry<SecretIdEntry>> findByAccessor(
            String mountId, AppRole role, String accessor, Instant now) {
        throw new UnsupportedOperationException();
    }

    public List<String> accessors(String mountId, AppRole role, String after, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Change> destroy(String mountId, AppRole role, SecretIdEntry entry) {
        throw new UnsupportedOperationException();
    }

    public Login login(AuthMount mount, String roleId, @Nullable SecretValue secretId, String source, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// One page of a sweep over all secret ids.
    public Tokens.Tidy tidy(String after, int limit, Instant now) {
        throw new UnsupportedOperationException();
    }
}
