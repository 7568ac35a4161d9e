package fort.identity;

import fort.crypto.PasswordHash;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Users with passwords: the userpass method.
///
/// A login says the same and costs the same whether the name exists or not. Passwords follow NIST SP 800-63B:
/// at least [#PASSWORD_LENGTH_MIN] characters and no rules of composition; lists of breached passwords are
/// asked by the caller before [#write].
///
/// Thread-safe. Nothing is written here; the [Change]s are to be committed.
public final class Users {
    /// The shortest password, in bytes.
    public static final int PASSWORD_LENGTH_MIN = 8;

    private static final Refusal THROTTLED =
            new Refusal(Refusal.Reason.THROTTLED, "too many failed logins, try again later");
    private static final Collection<User> USERS = Collection.of("user", User.class);

    private final Rows rows;
    private final Tokens tokens;
    private final PasswordHash passwords;
    private final LoginGuard guard;

    public Users(Rows rows, Tokens tokens, PasswordHash passwords, LoginLimits limits) {
        this.rows = rows;
        this.tokens = tokens;
        this.passwords = passwords;
        this.guard = new LoginGuard(rows, limits);
    }

    /// @param name lowercased here; anything else that is not canonical finds nobody
    public Optional<Rows.Entry<User>> read(String mountId, String name) {
        return Keys.simple(name).flatMap(key -> rows.get(USERS, key(mountId, key)));
    }

    /// Names, ascending.
    ///
    /// @param after the last name of the page before, or empty
    public List<String> list(String mountId, String after, int limit) {
        return Keys.list(rows, USERS, mountId + "/", after, limit);
    }

    /// Makes or changes a user.
    ///
    /// @param password null leaves it; needed for a new user
    /// @param edit from the present parameters (of a new user: [TokenParameters#NONE]) to the wanted ones; its
    ///     IllegalArgumentException becomes a refusal with that message
    public Outcome<List<Change>> write(
            String mountId, String name, @Nullable SecretValue password, UnaryOperator<TokenParameters> edit) {
        Optional<String> key = Keys.simple(name);
        if (key.isEmpty()) {
            return refused("not a user name: letters, digits, '_' and inner '. @ + -'");
        }
        Optional<Rows.Entry<User>> present = rows.get(USERS, key(mountId, key.get()));
        if (password == null && present.isEmpty()) {
            return refused("missing password");
        }
        if (password != null && password.length() < PASSWORD_LENGTH_MIN) {
            return refused("a password has at least " + PASSWORD_LENGTH_MIN + " characters");
        }
        if (password != null && password.length() > PasswordHash.PASSWORD_LENGTH_MAX) {
            return refused("a password has at most " + PasswordHash.PASSWORD_LENGTH_MAX + " bytes");
        }
        TokenParameters token;
        try {
            token = edit.apply(present.map(row -> row.value().token()).orElse(TokenParameters.NONE));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
        if (token.policies().contains(PolicyNames.ROOT)) {
            return refused("auth methods cannot create root tokens");
        }
        String hash = password == null ? present.orElseThrow().value().passwordHash() : passwords.hash(password);
        User user = new User(key.get(), hash, token);
        long revision = present.map(Rows.Entry::revision).orElse(Change.ABSENT);
        return Outcome.done(List.of(rows.put(USERS, key(mountId, key.get()), user, revision)));
    }

    public List<Change> delete(String mountId, String name) {
        return Keys.simple(name)
                .map(key -> {
                    List<Change> changes = new ArrayList<>(guard.forget(mountId, key));
                    changes.add(rows.delete(USERS, key(mountId, key), Change.ANY));
                    return changes;
                })
                .orElseGet(ArrayList::new);
    }

    /// Whether a user would still be given these policies; a renewal of his token is refused when not.
    public boolean stillGrants(String mountId, String name, List<String> policies) {
        return read(mountId, name)
                .map(row -> row.value().token())
                .map(token -> PolicyNames.withDefault(token.policies(), token.noDefaultPolicy())
                        .equals(policies))
                .orElse(false);
    }

    public Login login(AuthMount mount, String name, SecretValue password, String source, Instant now) {
        String key = Keys.simple(name).orElse("");
        LoginGuard.Sight sight = guard.look(mount.id(), key, source);
        if (sight.locked(now)) {
            return new Login.Refused(THROTTLED, List.of());
        }
        Optional<Rows.Entry<User>> row = key.isEmpty() ? Optional.empty() : rows.get(USERS, key(mount.id(), key));
        boolean right = row.isPresent()
                ? passwords.verify(password, row.get().value().passwordHash())
                : passwords.verifyNobody(password);
        // Others failed while this one hashed. Looking again here, and not by a conflict at the commit, saves a hash
        // for each of them: a flood of wrong guesses costs one hash a guess.
        LoginGuard.Sight after = guard.look(mount.id(), key, source);
        if (after.locked(now)) {
            return new Login.Refused(THROTTLED, List.of());
        }
        if (!right || !Cidr.allows(row.orElseThrow().value().token().boundCidrs(), source)) {
            return new Login.Refused(
                    new Refusal(Refusal.Reason.LOGIN_FAILED, "invalid username or password"), after.failed(now));
        }
        return granted(mount, row.orElseThrow(), password, after.succeeded(now), now);
    }

    private Login granted(
            AuthMount mount, Rows.Entry<User> row, SecretValue password, List<Change> guarded, Instant now) {
        User user = row.value();
        Issued issued = tokens.login(
                new Grant(
                        mount,
                        "auth/" + mount.path() + "/login/" + user.name(),
                        mount.path() + "/" + user.name(),
                        mount.path().replace('/', '-') + "-" + user.name(),
                        "userpass",
                        Map.of("username", user.name()),
                        user.token()),
                now);
        List<Change> changes = new ArrayList<>(issued.changes());
        changes.addAll(guarded);
        if (passwords.isOutdated(user.passwordHash())) {
            changes.add(rows.replace(USERS, row, new User(user.name(), passwords.hash(password), user.token())));
        } else {
            changes.add(rows.check(USERS, row.key(), row.revision()));
        }
        return new Login.Granted(new Issued(issued.token(), issued.entry(), changes, issued.warnings()));
    }

    /// Lets a locked user log in again at once.
    public List<Change> unlock(String mountId, String name, Instant now) {
        return Keys.simple(name).map(key -> guard.unlock(mountId, key, now)).orElse(List.of());
    }

    /// One page of a sweep over counts of failed logins that no longer matter.
    public Tokens.Tidy tidy(String after, int limit, Instant now) {
        return guard.tidy(after, limit, now);
    }

    private static String key(String mountId, String name) {
        return mountId + "/" + name;
    }

    private static Outcome<List<Change>> refused(String message) {
        return Outcome.refused(Refusal.Reason.INVALID_REQUEST, message);
    }
}
