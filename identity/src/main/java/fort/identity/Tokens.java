package fort.identity;

import fort.crypto.Keyring;
import fort.crypto.RandomText;
import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens of one environment: made, recognised, used up, renewed and revoked. Nothing is written here; the
/// [Change]s are to be committed.
///
/// - A token is `hvs.<environment>_` and 64 random bytes as base64url; stored is an HMAC of it under a key of
///   this environment alone.
/// - A token lives while all its ancestors live; see [TokenRows].
/// - Expiry is judged by the clock it is given. A token that was seen expired is removed with the record of
///   that refusal ([Authentication.Expired]) or by the sweep ([#tidy]), so setting the clock back later does
///   not bring it back.
///
/// Thread-safe.
public final class Tokens {
    /// The most children that [#revokeOrphan] sets free in one transaction.
    public static final int ORPHANED_MAX = 2_000;

    private static final Collection<TokenRole> ROLES = Collection.of("token_role", TokenRole.class);

    private final EnvironmentName environment;
    private final Rows rows;
    private final TokenRows tokens;
    private final TokenText text;
    private final TokenLimits limits;
    private final TokenCreation creation;

    public Tokens(EnvironmentName environment, Rows rows, Keyring keyring, SecureRandom random, TokenLimits limits) {
        this.environment = environment;
        this.rows = rows;
        this.limits = limits;
        tokens = new TokenRows(rows);
        text = new TokenText(environment, keyring.keyedHash("token"), new RandomText(random));
        creation = new TokenCreation(tokens, text, limits);
    }

    /// The environment a token text names, without any proof that it belongs there.
    public static Optional<EnvironmentName> environmentOf(SecretValue token) {
        return TokenText.environmentOf(token);
    }

    public Authentication authenticate(SecretValue token, String source, Instant now) {
        Optional<Rows.Entry<TokenEntry>> row = text.id(token).flatMap(tokens::token);
        if (row.isEmpty()) {
            return Authentication.UNKNOWN;
        }
        TokenEntry entry = row.get().value();
        return switch (tokens.life(entry, now)) {
            case REVOKED -> Authentication.UNKNOWN;
            case EXPIRED -> new Authentication.Expired(entry, revoke(entry));
            case ALIVE ->
                Cidr.allows(entry.boundCidrs(), source)
                        ? new Authentication.Valid(row.get())
                        : new Authentication.Misplaced(entry);
        };
    }

    /// The row of a live token, wherever it may be used from; for look-ups of a token by another.
    public Optional<Rows.Entry<TokenEntry>> find(SecretValue token, Instant now) {
        return text.id(token).flatMap(tokens::token).filter(row -> alive(row, now));
    }

    public Optional<Rows.Entry<TokenEntry>> findByAccessor(String accessor, Instant now) {
        return tokens.tokenOfAccessor(accessor).filter(row -> alive(row, now));
    }

    /// @param leaseId as [#leaseId] gives it
    public Optional<Rows.Entry<TokenEntry>> findByLease(String leaseId, Instant now) {
        int start = leaseId.lastIndexOf("/h");
        if (start < 0 || leaseId.length() - start > TokenText.LENGTH_MAX) {
            return Optional.empty();
        }
        return tokens.token(leaseId.substring(start + 2))
                .filter(row -> leaseId(row.value()).equals(leaseId) && alive(row, now));
    }

    private boolean alive(Rows.Entry<TokenEntry> row, Instant now) {
        return tokens.life(row.value(), now) == TokenRows.Life.ALIVE;
    }

    /// The token's path and its id, such as `auth/userpass/login/alice/h…`.
    public static String leaseId(TokenEntry entry) {
        return entry.path() + "/h" + entry.id();
    }

    /// Lease ids below a path, ascending; some may have expired.
    ///
    /// @param pathPrefix such as `auth/userpass/login`
    /// @param after the last one of the page before, or empty
    public List<String> leases(String pathPrefix, String after, int limit) {
        return rows.scan(TokenRows.LEASES, folder(pathPrefix), after, limit).stream()
                .map(Rows.Entry::key)
                .toList();
    }

    /// Accessors of all stored tokens, ascending; some may have expired.
    public List<String> accessors(String after, int limit) {
        return rows.scan(TokenRows.ACCESSORS, "", after, limit).stream()
                .map(Rows.Entry::key)
                .toList();
    }

    public Caller caller(TokenEntry entry) {
        return new Caller(
                environment,
                entry.principal(),
                entry.displayName(),
                entry.method(),
                entry.accessor(),
                entry.policies(),
                entry.meta());
    }

    /// What is left of a token after a use.
    ///
    /// @param row to work on with in the rest of the act; its `usesLeft` is −1 after the last use
    /// @param changes to commit with the act: `merge(used.changes(), changesOfTheAct)`
    public record Used(Rows.Entry<TokenEntry> row, List<Change> changes) {}

    /// A condition: the token is neither revoked nor changed since its row was read.
    public Change standing(Rows.Entry<TokenEntry> row) {
        return rows.check(TokenRows.TOKENS, row.key(), row.revision());
    }

    /// Takes one use from a token with a limited number; the last use removes it. No changes for other tokens.
    /// The changes demand the row as it was read, so that of two uses at once one is tried again.
    public Used use(Rows.Entry<TokenEntry> row) {
        TokenEntry entry = row.value();
        if (entry.usesLeft() == 0) {
            return new Used(row, List.of());
        }
        boolean last = entry.usesLeft() <= 1;
        TokenEntry left = entry.withUsesLeft(last ? -1 : entry.usesLeft() - 1);
        List<Change> changes = last ? tokens.removed(entry, row.revision()) : List.of(tokens.replaced(row, left));
        return new Used(new Rows.Entry<>(row.key(), row.revision(), left), changes);
    }

    /// Both lists as one unit; where both change a row, `later` says what becomes of it and the stricter
    /// expectation of the two is kept.
    public static List<Change> merge(List<Change> earlier, List<Change> later) {
        if (earlier.isEmpty() || later.isEmpty()) {
            return earlier.isEmpty() ? later : earlier;
        }
        Map<String, Change> merged = new LinkedHashMap<>();
        for (Change change : earlier) {
            merged.put(change.collection() + " " + change.key(), change);
        }
        for (Change change : later) {
            merged.merge(change.collection() + " " + change.key(), change, Tokens::stricter);
        }
        return List.copyOf(merged.values());
    }

    private static Change stricter(Change earlier, Change later) {
        long expected = later.expectedRevision() == Change.ANY ? earlier.expectedRevision() : later.expectedRevision();
        return switch (later) {
            case Change.Put put -> new Change.Put(put.collection(), put.key(), expected, put.bytes());
            case Change.Delete delete -> new Change.Delete(delete.collection(), delete.key(), expected);
            case Change.Check _ -> earlier;
        };
    }

    /// A token made by the holder of another. The refusals are the texts Vault's clients know.
    ///
    /// @param sudo whether the caller has sudo on the path it came by
    /// @param role null for none
    public Outcome<Issued> create(
            TokenRequest request, Rows.Entry<TokenEntry> parent, boolean sudo, @Nullable TokenRole role, Instant now) {
        return creation.child(request, parent, sudo, role, now);
    }

    /// A token for somebody who proved who he is; an orphan.
    public Issued login(Grant grant, Instant now) {
        return creation.login(grant, now);
    }

    /// A root token, for initialisation.
    ///
    /// @param ttlSeconds 0 for one without end
    public Issued root(long ttlSeconds, Instant now) {
        return creation.root(null, ttlSeconds, now);
    }

    /// A root token with a text of the operator's choice, which the result owns.
    public Issued root(SecretValue id, long ttlSeconds, Instant now) {
        return creation.root(id, ttlSeconds, now);
    }

    /// A token that unwraps one stored response, once. Its [TokenEntry#id] is the key to store the response
    /// under.
    public Issued wrapping(String creationPath, long ttlSeconds, Instant now) {
        return creation.wrapping(creationPath, ttlSeconds, now);
    }

    /// @param warnings sentences for the caller, such as that a time was capped
    public record Renewed(TokenEntry entry, List<Change> changes, List<String> warnings) {}

    /// Moves a token's end. It may come nearer when less is asked for than is left.
    ///
    /// @param incrementSeconds from now; 0 takes the time it was made with
    public Outcome<Renewed> renew(Rows.Entry<TokenEntry> row, long incrementSeconds, Instant now) {
        TokenEntry entry = row.value();
        if (!entry.renewable() || entry.expires() == null || entry.usesLeft() < 0) {
            return Outcome.refused(Refusal.Reason.INVALID_REQUEST, "lease is not renewable");
        }
        long age = Math.max(0, Duration.between(entry.issued(), now).toSeconds());
        TokenTimes times = TokenTimes.of(
                incrementSeconds > 0 ? incrementSeconds : entry.creationTtlSeconds(),
                entry.periodSeconds(),
                entry.explicitMaxTtlSeconds(),
                entry.maxTtlSeconds(),
                new TokenLimits(Math.min(limits.defaultTtlSeconds(), entry.maxTtlSeconds()), entry.maxTtlSeconds()),
                age);
        TokenEntry renewed = entry.renewed(now, now.plusSeconds(Math.max(0, times.ttlSeconds())));
        return Outcome.done(new Renewed(renewed, List.of(tokens.replaced(row, renewed)), times.warnings()));
    }

    /// Revokes a token and all its descendants, however many.
    public List<Change> revoke(TokenEntry entry) {
        return tokens.removedWithDescendants(List.of(entry));
    }

    /// Revokes a token only; its children become orphans.
    public Outcome<List<Change>> revokeOrphan(TokenEntry entry) {
        List<TokenEntry> children = tokens.children(entry.id(), ORPHANED_MAX + 1);
        if (children.size() > ORPHANED_MAX) {
            return Outcome.refused(
                    Refusal.Reason.LIMIT_EXCEEDED, "the token has more than " + ORPHANED_MAX + " children");
        }
        List<Change> changes = new ArrayList<>(tokens.removed(entry, Change.ANY));
        children.forEach(child -> changes.addAll(tokens.orphaned(child)));
        return Outcome.done(changes);
    }

    /// Revokes the tokens made below a path with their descendants, at most `limit` (1 to 2,000) at once; to be
    /// called until it gives no change.
    public List<Change> revokePrefix(String pathPrefix, int limit) {
        List<TokenEntry> found = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<TokenRows.Link> lease : rows.scan(TokenRows.LEASES, folder(pathPrefix), "", limit)) {
            tokens.token(lease.value().id())
                    .ifPresentOrElse(
                            row -> found.add(row.value()),
                            () -> changes.add(rows.delete(TokenRows.LEASES, lease.key(), Change.ANY)));
        }
        changes.addAll(tokens.removedWithDescendants(found));
        return changes;
    }

    private static String folder(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }

    /// Kills every token of the environment, without touching their rows: after a restore.
    public List<Change> nextEpoch() {
        return tokens.nextEpoch();
    }

    /// One page of a sweep over all tokens.
    ///
    /// @param changes remove what is dead
    /// @param examined how many were looked at
    /// @param removed how many are dead; a brake may stop a sweep that would remove too many
    /// @param next where the next page starts, or empty at the end
    public record Tidy(List<Change> changes, int examined, int removed, String next) {}

    /// Plans the removal of tokens that expired or lost their parent.
    ///
    /// @param limit 1 to 2,000
    public Tidy tidy(String after, int limit, Instant now) {
        List<Rows.Entry<TokenEntry>> page = rows.scan(TokenRows.TOKENS, "", after, limit);
        List<Change> changes = new ArrayList<>();
        int removed = 0;
        for (Rows.Entry<TokenEntry> row : page) {
            if (!alive(row, now)) {
                changes.addAll(tokens.removed(row.value(), row.revision()));
                removed++;
            }
        }
        return new Tidy(
                changes,
                page.size(),
                removed,
                page.size() < limit ? "" : page.getLast().key());
    }

    public Optional<Rows.Entry<TokenRole>> role(String name) {
        return Keys.simple(name).flatMap(key -> rows.get(ROLES, key));
    }

    public List<String> roles(String after, int limit) {
        return rows.scan(ROLES, "", after, limit).stream().map(Rows.Entry::key).toList();
    }

    public List<Change> writeRole(TokenRole role) {
        return List.of(rows.put(ROLES, role.name(), role, Change.ANY));
    }

    public List<Change> deleteRole(String name) {
        return Keys.simple(name)
                .map(key -> List.of(rows.delete(ROLES, key, Change.ANY)))
                .orElse(List.of());
    }
}
