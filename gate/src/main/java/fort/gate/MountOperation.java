package fort.gate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where secret engines and auth methods are mounted. Mount paths are canonical, without trailing slash (`secret`,
/// `team/kv`).
///
/// `auth` in each record chooses the table: false for secret engines (`sys/mounts`), true for auth methods
/// (`sys/auth`).
public sealed interface MountOperation<T> extends Operation<T> {
    record ListMounts(boolean auth) implements MountOperation<List<Mount>> {
        @Override
        public String name() {
            return auth ? "auth_mount.list" : "mount.list";
        }
    }

    /// `sys/internal/ui/mounts`: the mounts the caller may see something of. Anonymous callers see those with
    /// listing_visibility `unauth`.
    record VisibleMounts() implements MountOperation<Visible> {
        @Override
        public String name() {
            return "mount.visible";
        }
    }

    record Visible(List<Mount> secret, List<Mount> auth) {}

    /// `sys/internal/ui/mounts/{path}`: the mount that holds this path, if the caller has any capability below it.
    record FindMount(String path) implements MountOperation<Mount> {
        @Override
        public String name() {
            return "mount.find";
        }
    }

    record ReadMount(boolean auth, String path) implements MountOperation<Mount> {
        @Override
        public String name() {
            return auth ? "auth_mount.read" : "mount.read";
        }
    }

    /// @param type `kv`, `userpass`, `approle`; others are refused
    /// @param options such as `version` = `1` or `2` for kv
    record Enable(
            boolean auth,
            String path,
            String type,
            String description,
            MountTuning tuning,
            Map<String, String> options,
            boolean local)
            implements MountOperation<Mount> {
        @Override
        public String name() {
            return auth ? "auth_mount.enable" : "mount.enable";
        }
    }

    /// Deletes the mount and destroys all that is in it.
    record Disable(boolean auth, String path) implements MountOperation<Void> {
        @Override
        public String name() {
            return auth ? "auth_mount.disable" : "mount.disable";
        }
    }

    /// @param options null leaves them; `version` may go from 1 to 2
    record Tune(
            boolean auth,
            String path,
            MountTuning tuning,
            @Nullable String description,
            @Nullable Map<String, String> options)
            implements MountOperation<Mount> {
        @Override
        public String name() {
            return auth ? "auth_mount.tune" : "mount.tune";
        }
    }

    /// Moves a mount; contents, versions and ids stay.
    record Remount(boolean auth, String from, String to) implements MountOperation<Void> {
        @Override
        public String name() {
            return "mount.move";
        }
    }
}
