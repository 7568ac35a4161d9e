package fort.identity;

import fort.crypto.PasswordHash;
import fort.domain.Outcome;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Users with passwords: the userpass method.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Users {
    public Users(Rows rows, Tokens tokens, PasswordHash passwords, LoginLimits limits) {}

    /// @param name lowercased here; anything else that is not canonical finds nobody
    public Optional<Rows.Entry<User>> read(String mountId, String name) {
        throw new UnsupportedOperationException();
    }

    public List<String> list(String mountId, String after, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Makes or changes a user.
    ///
    /// @param password null leaves it; needed for a new user
    /// @param edit from the present parameters (of a new user: [TokenParameters#NONE]) to the wanted ones; its
    ///     IllegalArgumentException becomes a refusal with that message
    public Outcome<List<Change>> write(
            String mountId, String name, @Nullable SecretValue password, UnaryOperator<TokenParameters> edit) {
        throw new UnsupportedOperationException();
    }

    public List<Change> delete(String mountId, String name) {
        throw new UnsupportedOperationException();
    }

    public Login login(AuthMount mount, String name, SecretValue password, String source, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// Lets a locked user log in again at once.
    public List<Change> unlock(String mountId, String name) {
        throw new UnsupportedOperationException();
    }
}
