package fort.identity;

import fort.crypto.Keyring;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Rows;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens of one environment: made, recognised, used up, renewed and revoked. Nothing is written here; the
/// [Change]s are to be committed.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
public final class Tokens {
    public Tokens(EnvironmentName environment, Rows rows, Keyring keyring, SecureRandom random, TokenLimits limits) {}

    /// The environment a token text names, without any proof that it belongs there.
    public static Optional<EnvironmentName> environmentOf(SecretValue token) {
        throw new UnsupportedOperationException();
    }

    public Authentication authenticate(SecretValue token, String source, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// The row of a live token, wherever it may be used from; for look-ups of a token by another.
    public Optional<Rows.Entry<TokenEntry>> find(SecretValue token, Instant now) {
        throw new UnsupportedOperationException();
    }

    public Optional<Rows.Entry<TokenEntry>> findByAccessor(String accessor, Instant now) {
        throw new UnsupportedOperationException();
    }

    public Optional<Rows.Entry<TokenEntry>> findByLease(String leaseId, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// Such as `auth/userpass/login/alice/h…`.
    public static String leaseId(TokenEntry entry) {
        throw new UnsupportedOperationException();
    }

    /// Accessors of all stored tokens, ascending.
    public List<String> accessors(String after, int limit) {
        throw new UnsupportedOperationException();
    }

    public Caller caller(TokenEntry entry) {
        throw new UnsupportedOperationException();
    }

    /// Takes one use from a token with a limited number; the last use removes it. No changes for other tokens.
    public List<Change> use(Rows.Entry<TokenEntry> row) {
        throw new UnsupportedOperationException();
    }

    /// A token made by the holder of another. The refusals are the texts Vault's clients know.
    ///
    /// @param sudo whether the caller has sudo on the path it came by
    /// @param role null for none
    public Outcome<Issued> create(
            TokenRequest request, Rows.Entry<TokenEntry> parent, boolean sudo, @Nullable TokenRole role, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// A token for somebody who proved who he is; an orphan.
    public Issued login(Grant grant, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// A root token, for initialisation.
    ///
    /// @param ttlSeconds 0 for one without end
    public Issued root(long ttlSeconds, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// A root token with a text of the operator's choice.
    public Issued root(SecretValue id, long ttlSeconds, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// A token that unwraps one stored response, once. Its [TokenEntry#id] is the key to store the response
    /// under.
    public Issued wrapping(String creationPath, long ttlSeconds, Instant now) {
        throw new UnsupportedOperationException();
    }

    public record Renewed(TokenEntry entry, List<Change> changes, List<String> warnings) {}

    /// @param incrementSeconds from now; 0 takes the token's own
    public Outcome<Renewed> renew(Rows.Entry<TokenEntry> row, long incrementSeconds, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// Revokes a token and all its descendants.
    public List<Change> revoke(TokenEntry entry) {
        throw new UnsupportedOperationException();
    }

    /// Revokes a token only; its children become orphans.
    public Outcome<List<Change>> revokeOrphan(TokenEntry entry) {
        throw new UnsupportedOperationException();
    }

    /// Revokes the tokens made at a path or below it, at most `limit`; call again until it gives no change.
    public List<Change> revokePrefix(String pathPrefix, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Kills every token of the environment: after a restore.
    public List<Change> nextEpoch() {
        throw new UnsupportedOperationException();
    }

    public Tidy tidy(String after, int limit, Instant now) {
        throw new UnsupportedOperationException();
    }

    /// One page of a sweep over all tokens.
    ///
    /// @param examined how many were looked at
    /// @param removed how many are expired or lost their parent; a brake may stop a sweep that would remove too
    ///     many
    /// @param next where the next page starts, or empty at the end
    public record Tidy(List<Change> changes, int examined, int removed, String next) {}

    public Optional<Rows.Entry<TokenRole>> role(String name) {
        throw new UnsupportedOperationException();
    }

    public List<String> roles(String after, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Change> writeRole(TokenRole role) {
        throw new UnsupportedOperationException();
    }

    public List<Change> deleteRole(String name) {
        throw new UnsupportedOperationException();
    }
}
