package fort.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fort.domain.Caller;
import fort.store.Rows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compiled [Acl]s by what they were compiled from. Bounded; thread-safe.
///
/// An entry is used only while every policy and role row it was compiled from still has the revision it had, and
/// until its first rule expires: so whatever invalidates [Rows] invalidates this too, and there is nothing to notify.
public final class AclCache {
    private final Policies policies;
    private final Roles roles;
    private final InstantSource clock;
    private final Cache<Key, Entry> entries;
    private final Cache<ParsedKey, Policy> parsed;

    /// @param entriesMax of compiled sets; as many single policies are kept parsed
    public AclCache(Rows rows, InstantSource clock, int entriesMax) {
        this.policies = new Policies(rows);
        this.roles = new Roles(rows);
        this.clock = clock;
        this.entries = Caffeine.newBuilder().maximumSize(entriesMax).build();
        this.parsed = Caffeine.newBuilder().maximumSize(entriesMax).build();
    }

    /// The rules for this caller, as of now.
    public Acl of(Caller caller) {
        if (caller.isRoot()) {
            return Acl.root();
        }
        Key common = new Key(caller.policies(), "", "", Map.of());
        Entry entry = entries.getIfPresent(common);
        if (entry == null || !current(entry)) {
            entry = compile(caller, common);
        }
        if (entry.acl != null) {
            return entry.acl;
        }
        Key own = new Key(caller.policies(), caller.principal(), caller.method(), caller.metadata());
        Entry ownEntry = entries.getIfPresent(own);
        if (ownEntry == null || ownEntry.acl == null || !current(ownEntry)) {
            ownEntry = compile(caller, own);
        }
        return ownEntry.acl == null ? Acl.compile(List.of(), TemplateValues.NONE, clock.instant()) : ownEntry.acl;
    }

    private boolean current(Entry entry) {
        for (Dependency dependency : entry.dependencies) {
            if (revision(dependency) != dependency.revision) {
                return false;
            }
        }
        return entry.validUntil == null || clock.instant().isBefore(entry.validUntil);
    }

    private long revision(Dependency dependency) {
        return dependency.role
                ? roles.row(dependency.name).map(Rows.Entry::revision).orElse(0L)
                : policies.revision(dependency.name);
    }

    /// Under the common key a set with templates gets an entry without rules: it says that each caller has its own.
    private Entry compile(Caller caller, Key key) {
        List<Dependency> dependencies = new ArrayList<>();
        List<Policy> found = new ArrayList<>();
        for (String name : policyNames(caller, dependencies)) {
            PolicySource source = policies.source(name);
            dependencies.add(new Dependency(false, name, source.revision()));
            if (source.exists()) {
                found.add(parsed.get(
                        new ParsedKey(name, source.revision()),
                        k -> source.policy(name).orElseThrow()));
            }
        }
        Instant now = clock.instant();
        boolean templated = found.stream().anyMatch(Policy::templated);
        Acl acl = templated && key.principal.isEmpty() ? null : Acl.compile(found, TemplateValues.of(caller), now);
        Entry entry = new Entry(
                acl,
                List.copyOf(dependencies),
                acl == null ? null : acl.validUntil().orElse(null));
        entries.put(key, entry);
        return entry;
    }

    private Set<String> policyNames(Caller caller, List<Dependency> dependencies) {
        TreeSet<String> names = new TreeSet<>();
        for (String name : caller.policies()) {
            if (name.startsWith(Role.PREFIX)) {
                String role = name.substring(Role.PREFIX.length());
                var row = roles.row(role);
                dependencies.add(
                        new Dependency(true, role, row.map(Rows.Entry::revision).orElse(0L)));
                row.ifPresent(entry -> names.addAll(entry.value().policies()));
            } else {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        // neither a role nor a caller that is not root gets there
        names.remove(Policies.ROOT);
        return names;
    }

    private record Key(List<String> policies, String principal, String method, Map<String, String> metadata) {}

    private record ParsedKey(String name, long revision) {}

    private record Dependency(boolean role, String name, long revision) {}

    private record Entry(
            @Nullable Acl acl,
            List<Dependency> dependencies,
            @Nullable Instant validUntil) {}
}
