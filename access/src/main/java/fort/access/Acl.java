package fort.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private static final Acl ROOT = new Acl(true, Map.of(), PrefixRules.of(List.of()), List.of(), null);
    private static final Decision ROOT_PERMIT = new Decision.Permit(Policies.ROOT, "", true);
    private static final Decision NO_RULE = new Decision.Deny(Decision.Why.NO_RULE, "", "", "");

    private final boolean root;
    private final Map<String, CompiledRule> exact;
    private final PrefixRules prefixes;
    private final CompiledRule[] segments;
    private final @Nullable Instant validUntil;

    /// @param segments best first
    Acl(
            boolean root,
            Map<String, CompiledRule> exact,
            PrefixRules prefixes,
            List<CompiledRule> segments,
            @Nullable Instant validUntil) {
        this.root = root;
        this.exact = Map.copyOf(exact);
        this.prefixes = prefixes;
        this.segments = segments.toArray(CompiledRule[]::new);
        this.validUntil = validUntil;
    }

    /// @param values for the templates of the rules' paths
    /// @param now rules whose expiration has passed are left out
    public static Acl compile(List<Policy> policies, TemplateValues values, Instant now) {
        return new AclBuilder(values, now).add(policies).acl();
    }

    /// Permits all.
    public static Acl root() {
        return ROOT;
    }

    public boolean permitsAll() {
        return root;
    }

    public Decision decide(Request request) {
        if (root) {
            return ROOT_PERMIT;
        }
        CompiledRule rule = winner(withoutLeadingSlashes(request.path()), lists(request.capability()));
        return rule == null ? NO_RULE : rule.decide(request);
    }

    private static boolean lists(Capability capability) {
        return capability == Capability.LIST || capability == Capability.SCAN;
    }

    private static String withoutLeadingSlashes(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private @Nullable CompiledRule winner(String path, boolean list) {
        CompiledRule rule = exact.get(path);
        if (rule == null && list) {
            rule = exact.get(withoutTrailingSlash(path));
        }
        if (rule == null) {
            rule = wildcard(path);
        }
        if (rule == null && list && path.endsWith("/")) {
            rule = wildcard(withoutTrailingSlash(path));
        }
        return rule;
    }

    private @Nullable CompiledRule wildcard(String path) {
        CompiledRule prefix = prefixes.longest(path);
        for (CompiledRule segment : segments) {
            if (prefix != null && prefix.beats(segment)) {
                return prefix;
            }
            if (segment.matchesSegments(path)) {
                return segment;
            }
        }
        return prefix;
    }

    /// What the caller may do on a path: words, sorted; `["root"]`, or `["deny"]` for nothing.
    public List<String> capabilities(String path) {
        if (root) {
            return List.of(Policies.ROOT);
        }
        CompiledRule rule = winner(withoutLeadingSlashes(path), true);
        return rule == null ? List.of(Capability.DENY.word()) : rule.capabilities();
    }

    /// Whether any capability is granted on the mount or anywhere below it.
    ///
    /// @param mountPrefix with trailing slash, such as `secret/`
    public boolean anyBelow(String mountPrefix) {
        if (root) {
            return true;
        }
        CompiledRule onMount = winner(mountPrefix, true);
        if (onMount != null && onMount.grantsAnything()) {
            return true;
        }
        for (CompiledRule rule : exact.values()) {
            if (rule.grantsAnything() && rule.path().startsWith(mountPrefix)) {
                return true;
            }
        }
        for (CompiledRule rule : prefixes.all()) {
            if (rule.grantsAnything() && rule.path().startsWith(mountPrefix)) {
                return true;
            }
        }
        for (CompiledRule rule : segments) {
            if (rule.grantsAnything() && rule.reachesBelow(mountPrefix)) {
                return true;
            }
        }
        return false;
    }

    /// Decides without parameters and wrapping, and shows what was weighed.
    public Explanation explain(String path, Capability capability) {
        Request request = Request.of(capability, path);
        String asked = withoutLeadingSlashes(path);
        List<CompiledRule> matching = new ArrayList<>();
        Consumer<@Nullable CompiledRule> note = rule -> {
            if (rule != null && !matching.contains(rule)) {
                matching.add(rule);
            }
        };
        note.accept(exact.get(asked));
        if (lists(capability)) {
            note.accept(exact.get(withoutTrailingSlash(asked)));
        }
        wildcards(asked).forEach(note);
        if (lists(capability)) {
            wildcards(withoutTrailingSlash(asked)).forEach(note);
        }
        List<Explanation.Considered> considered = new ArrayList<>();
        for (CompiledRule rule : matching) {
            boolean won = rule.equals(matching.getFirst());
            considered.addAll(rule.considered(
                    won, won ? "" : "lost to " + matching.getFirst().written()));
        }
        return new Explanation(path, capability, decide(request), considered);
    }

    /// All prefix and segment rules that match, best first.
    private List<CompiledRule> wildcards(String path) {
        List<CompiledRule> matching = new ArrayList<>();
        for (CompiledRule rule : prefixes.all()) {
            if (path.startsWith(rule.path())) {
                matching.add(rule);
            }
        }
        for (CompiledRule rule : segments) {
            if (rule.matchesSegments(path)) {
                matching.add(rule);
            }
        }
        matching.sort(CompiledRule.BEST_FIRST);
        return matching;
    }

    /// When the first of its rules expires.
    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    /// Every rule, merged over the policies, by path: what Vault's UI calls the resultant ACL.
    public List<Granted> granted() {
        List<Granted> granted = new ArrayList<>();
        exact.values().forEach(rule -> granted.add(new Granted(rule.path(), false, rule.capabilities())));
        prefixes.all().forEach(rule -> granted.add(new Granted(rule.path(), true, rule.capabilities())));
        for (CompiledRule rule : segments) {
            granted.add(new Granted(rule.written(), true, rule.capabilities()));
        }
        return granted;
    }

    /// @param path without the trailing `*` of a prefix rule
    public record Granted(String path, boolean glob, List<String> capabilities) {}
}
