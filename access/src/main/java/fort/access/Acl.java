package fort.access;

import fort.domain.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The compiled rules of a set of policies for one caller. Immutable; safe to share and to cache until [#validUntil].
///
/// ## Which rule wins
/// As on OpenBao: an exact path first; then, among prefix (`a/b*`) and segment (`a/+/c`) rules that match, the one
/// whose first wildcard comes latest; on a tie one without trailing `*`, then fewer `+`, then the longer, then the
/// lexicographically greater. Rules with the same path in several policies are one rule: capabilities are united,
/// deny wins over all, parameters are merged. Nothing else is merged: a rule that wins and lacks the capability
/// denies, even when a weaker one would grant.
///
/// A list asks for its path with the trailing slash and then without.
///
/// ## Cost
/// A decision is one hash look-up, one binary search and a walk over the segment rules, best first; no backtracking,
/// so no policy text can make it slow.
public final class Acl {
    private Acl() {}

    /// @param values for the templates of the rules' paths
    /// @param now rules whose expiration has passed are left out
    public static Acl compile(List<Policy> policies, TemplateValues values, Instant now) {
        return Stub.later();
    }

    /// Permits all.
    public static Acl root() {
        return Stub.later();
    }

    public Decision decide(Request request) {
        return Stub.later();
    }

    /// What the caller may do on a path: words, sorted; `["root"]`, or `["deny"]` for nothing.
    public List<String> capabilities(String path) {
        return Stub.later();
    }

    /// Whether any capability is granted on the mount or anywhere below it.
    ///
    /// @param mountPrefix with trailing slash, such as `secret/`
    public boolean anyBelow(String mountPrefix) {
        return Stub.later();
    }

    public Explanation explain(String path, Capability capability) {
        return Stub.later();
    }

    /// When the first of its rules expires.
    public Optional<Instant> validUntil() {
        return Stub.later();
    }

    /// `resultant-acl` of Vault's UI: rules by kind.
    public Outcome<List<Explanation.Considered>> rules() {
        return Stub.later();
    }
}
