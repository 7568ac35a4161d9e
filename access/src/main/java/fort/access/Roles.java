package fort.access;

import fort.domain.Outcome;
import fort.store.Change;
import fort.store.Rows;
import java.util.List;
import java.util.Optional;

/// The roles of one environment. Reads rows; describes changes and never writes.
public final class Roles {
    /// The most roles of one environment.
    public static final int ROLES_MAX = 10_000;

    public Roles(Rows rows) {
        var _ = Stub.later();
    }

    /// Sorted.
    public List<String> names() {
        return Stub.later();
    }

    public Optional<Role> find(String name) {
        return Stub.later();
    }

    /// Creates or replaces. A role with `root`, or with a name that is not canonical, is refused.
    public Outcome<List<Change>> put(String name, String description, List<String> policies) {
        return Stub.later();
    }

    /// Deleting what is not there succeeds with no change.
    public Outcome<List<Change>> delete(String name) {
        return Stub.later();
    }
}
