package fort.gate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is mounted where, at one moment. Immutable; each change of a mount makes a new one.
public final class MountTable {
    private final Map<String, Mount> secret;
    private final Map<String, Mount> auth;

    MountTable(Collection<Mount> mounts) {
        this.secret = byPath(mounts, false);
        this.auth = byPath(mounts, true);
    }

    private static Map<String, Mount> byPath(Collection<Mount> mounts, boolean auth) {
        return mounts.stream()
                .filter(mount -> mount.auth() == auth)
                .collect(Collectors.toMap(Mount::path, mount -> mount, (a, b) -> a, TreeMap::new));
    }

    /// The mount whose path is the longest whole-segment prefix of `path`, or null. Auth mounts are asked for
    /// without the `auth/` prefix.
    public @Nullable Mount resolve(boolean inAuth, String path) {
        Map<String, Mount> table = inAuth ? auth : secret;
        int end = path.length();
        while (end > 0) {
            Mount mount = table.get(path.substring(0, end));
            if (mount != null) {
                return mount;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return null;
    }

    /// The mount at exactly this path, or null.
    public @Nullable Mount at(boolean inAuth, String path) {
        return (inAuth ? auth : secret).get(path);
    }

    /// The secret mount of that id, or null.
    @Nullable
    Mount byId(String id) {
        for (Mount mount : secret.values()) {
            if (mount.id().equals(id)) {
                return mount;
            }
        }
        return null;
    }

    /// Sorted by path.
    public List<Mount> all(boolean inAuth) {
        return List.copyOf((inAuth ? auth : secret).values());
    }

    /// A mount that is at, above or below `path`, so that the path cannot be mounted on; null when it is free.
    @Nullable
    Mount conflict(boolean inAuth, String path) {
        for (Mount mount : (inAuth ? auth : secret).values()) {
            String other = mount.path();
            if (other.equals(path) || other.startsWith(path + "/") || path.startsWith(other + "/")) {
                return mount;
            }
        }
        return null;
    }
}
