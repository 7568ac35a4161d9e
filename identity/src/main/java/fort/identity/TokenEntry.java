package fort.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is stored of a token: everything but the token itself, of which only a keyed hash is kept.
///
/// @param id the keyed hash of the token, base64url; the row's key
/// @param accessor names the token without giving its power: 24 base62 characters
/// @param kind what it is for
/// @param policies lower case, sorted, without duplicates, `default` included where it applies
/// @param path where it was made, such as `auth/token/create` or `auth/userpass/login/alice`; for a wrapping
///     token the wrapped request's path
/// @param meta never secret
/// @param displayName such as `userpass-alice`
/// @param principal stable name for the record, such as `userpass/alice`
/// @param method `token`, `userpass`, `approle`
/// @param usesLeft how often it may still be used; 0 means without limit
/// @param parent the parent's id; empty for an orphan
/// @param issued when it was made
/// @param expires when it stops working; null for a root token without end
/// @param creationTtlSeconds the time to live it was made with, 0 without end
/// @param explicitMaxTtlSeconds from `issued`, a limit no renewal passes; 0 without
/// @param maxTtlSeconds from `issued`, the limit for renewals of a token that is not periodic
/// @param periodSeconds a periodic token is renewed by this much without end; 0 when it is not periodic
/// @param role the token role it was made with, or empty
/// @param lastRenewed null when it never was
/// @param boundCidrs the networks it may be used from; empty means from anywhere
/// @param epoch the token epoch it was made in; a later one kills it
public record TokenEntry(
        String id,
        String accessor,
        Kind kind,
        List<String> policies,
        String path,
        Map<String, String> meta,
        String displayName,
        String principal,
        String method,
        int usesLeft,
        String parent,
        Instant issued,
        @Nullable Instant expires,
        long creationTtlSeconds,
        long explicitMaxTtlSeconds,
        long maxTtlSeconds,
        long periodSeconds,
        String role,
        boolean renewable,
        @Nullable Instant lastRenewed,
        List<String> boundCidrs,
        long epoch) {
    public enum Kind {
        SERVICE,
        /// Good for unwrapping one stored response, once.
        WRAPPING
    }

    public TokenEntry {
        policies = List.copyOf(policies);
        meta = Map.copyOf(meta);
        boundCidrs = List.copyOf(boundCidrs);
    }

    public boolean orphan() {
        return parent.isEmpty();
    }

    /// True for a holder of the all-powerful policy.
    public boolean hasRoot() {
        return policies.contains("root");
    }

    public boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /// What is left of its life, in whole seconds; 0 for a token without end.
    public long ttlSeconds(Instant now) {
        return expires == null ? 0 : Math.max(0, expires.getEpochSecond() - now.getEpochSecond());
    }

    TokenEntry withUsesLeft(int uses) {
        return new TokenEntry(
                id,
                accessor,
                kind,
                policies,
                path,
                meta,
                displayName,
                principal,
                method,
                uses,
                parent,
                issued,
                expires,
                creationTtlSeconds,
                explicitMaxTtlSeconds,
                maxTtlSeconds,
                periodSeconds,
                role,
                renewable,
                lastRenewed,
                boundCidrs,
                epoch);
    }

    TokenEntry withoutParent() {
        return new TokenEntry(
                id,
                accessor,
                kind,
                policies,
                path,
                meta,
                displayName,
                principal,
                method,
                usesLeft,
                "",
                issued,
                expires,
                creationTtlSeconds,
                explicitMaxTtlSeconds,
                maxTtlSeconds,
                periodSeconds,
                role,
                renewable,
                lastRenewed,
                boundCidrs,
                epoch);
    }

    TokenEntry renewed(Instant now, Instant until) {
        return new TokenEntry(
                id,
                accessor,
                kind,
                policies,
                path,
                meta,
                displayName,
                principal,
                method,
                usesLeft,
                parent,
                issued,
                until,
                creationTtlSeconds,
                explicitMaxTtlSeconds,
                maxTtlSeconds,
                periodSeconds,
                role,
                renewable,
                now,
                boundCidrs,
                epoch);
    }
}
