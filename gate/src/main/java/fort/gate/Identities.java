package fort.gate;

import fort.crypto.Keyring;
import fort.crypto.PasswordHash;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.SecretValue;
import fort.identity.AppRoles;
import fort.identity.AuthMount;
import fort.identity.Authentication;
import fort.identity.Issued;
import fort.identity.LoginLimits;
import fort.identity.TokenEntry;
import fort.identity.TokenLimits;
import fort.identity.Tokens;
import fort.identity.Users;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The identity stores of one chamber.
final class Identities {
    /// Costly hashes at once: each takes 64 MiB and half a core for 0.2 s. More wait, and beyond that logins are
    /// told to
    /// come back: reads do not feel a flood of logins.
    private static final int HASHES_AT_ONCE = 1;

    private static final int HASHES_WAITING_MAX = 32;

    private final Tokens tokens;
    private final Users users;
    private final AppRoles appRoles;

    Identities(EnvironmentName environment, Rows rows, Keyring keyring, Surroundings surroundings) {
        this.tokens = new Tokens(environment, rows, keyring, surroundings.random(), TokenLimits.DEFAULT);
        PasswordHash passwords = new PasswordHash(
                surroundings.random(), surroundings.passwordCost(), HASHES_AT_ONCE, HASHES_WAITING_MAX);
        this.users = new Users(rows, tokens, passwords, LoginLimits.DEFAULT);
        this.appRoles = new AppRoles(rows, tokens, keyring, surroundings.random());
    }

    Tokens tokens() {
        return tokens;
    }

    Users users() {
        return users;
    }

    AppRoles appRoles() {
        return appRoles;
    }

    static AuthMount authMount(Mount mount) {
        Long defaultTtl = mount.tuning().defaultLeaseTtlSeconds();
        Long maxTtl = mount.tuning().maxLeaseTtlSeconds();
        return new AuthMount(
                mount.id(), mount.path(), defaultTtl == null ? 0 : defaultTtl, maxTtl == null ? 0 : maxTtl);
    }

    Authenticated authenticate(SecretValue token, Request request, Instant now) {
        return switch (tokens.authenticate(token, request.source(), now)) {
            case Authentication.Valid valid
            when valid.entry().kind() == TokenEntry.Kind.WRAPPING -> Authenticated.Nobody.PLAIN;
            case Authentication.Valid valid ->
                new Authenticated.Known(
                        tokens.caller(valid.entry()), tokens.use(valid.row()).changes(), tokens.standing(valid.row()));
            case Authentication.Expired expired -> new Authenticated.Nobody(expired.changes());
            case Authentication.Misplaced _, Authentication.Unknown _ -> Authenticated.Nobody.PLAIN;
        };
    }

    Optional<Caller> callerByToken(SecretValue token, Instant now) {
        return tokens.find(token, now).map(row -> tokens.caller(row.value()));
    }

    Optional<Caller> callerByAccessor(String accessor, Instant now) {
        return tokens.findByAccessor(accessor, now).map(row -> tokens.caller(row.value()));
    }

    /// A token with the `root` policy.
    ///
    /// @param ttlSeconds 0 = never expires
    IssuedRoot rootToken(Instant now, long ttlSeconds) {
        Issued issued = tokens.root(ttlSeconds, now);
        return new IssuedRoot(issued.token(), issued.entry().accessor(), auth(issued, now), issued.changes());
    }

    /// The environment that a token's text names, without believing it; null when it names none.
    static @Nullable EnvironmentName environmentOf(SecretValue token) {
        return Tokens.environmentOf(token).orElse(null);
    }

    /// The length of a token's text in this environment.
    static int tokenLength(EnvironmentName environment) {
        return "hvs._".length() + environment.value().length() + 86;
    }

    static TokenOperation.Auth auth(Issued issued, Instant now) {
        return auth(issued.token(), issued.entry(), now);
    }

    static TokenOperation.Auth auth(@Nullable SecretValue token, TokenEntry entry, Instant now) {
        return new TokenOperation.Auth(
                token,
                entry.accessor(),
                entry.policies(),
                entry.policies(),
                entry.meta(),
                entry.ttlSeconds(now),
                entry.renewable(),
                "service",
                entry.orphan(),
                entry.usesLeft());
    }

    record IssuedRoot(SecretValue token, String accessor, TokenOperation.Auth auth, List<Change> changes) {}
}
