package fort.access;

import fort.domain.InvalidName;
import fort.domain.Names;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The roles of one environment. Reads rows; describes changes and never writes.
public final class Roles {
    /// The most roles of one environment.
    public static final int ROLES_MAX = 10_000;

    static final Collection<Role> ROWS = Collection.of("role", Role.class);

    private final Rows rows;

    public Roles(Rows rows) {
        this.rows = rows;
    }

    /// Sorted.
    public List<String> names() {
        return rows.scan(ROWS, "", "", ROLES_MAX).stream().map(Rows.Entry::key).toList();
    }

    public Optional<Role> find(String name) {
        return row(name).map(Rows.Entry::value);
    }

    Optional<Rows.Entry<Role>> row(String name) {
        return rows.get(ROWS, name);
    }

    /// Creates or replaces. A role with `root`, or with a name that is not canonical, is refused.
    public Outcome<List<Change>> put(String name, String description, List<String> policies) {
        List<String> canonical =
                policies.stream().map(policy -> policy.toLowerCase(Locale.ROOT)).toList();
        if (canonical.contains(Policies.ROOT) || canonical.contains(Policies.RESPONSE_WRAPPING)) {
            return Outcome.refused(Refusal.Reason.FORBIDDEN, "a role cannot hold the policy root or response-wrapping");
        }
        try {
            canonical.forEach(policy -> Names.requireSimple("policy", policy));
            Role role = new Role(name, description, canonical);
            Optional<Rows.Entry<Role>> stored = row(name);
            if (stored.isEmpty() && rows.store().count(ROWS.name()) >= ROLES_MAX) {
                return Outcome.refused(
                        Refusal.Reason.LIMIT_EXCEEDED, "an environment has at most " + ROLES_MAX + " roles");
            }
            return Outcome.done(List.of(
                    rows.put(ROWS, name, role, stored.map(Rows.Entry::revision).orElse(Change.ABSENT))));
        } catch (InvalidName e) {
            return Outcome.refused(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /// Deleting what is not there succeeds with no change.
    public Outcome<List<Change>> delete(String name) {
        return Outcome.done(row(name)
                .map(entry -> List.of(rows.delete(ROWS, name, entry.revision())))
                .orElse(List.of()));
    }
}
