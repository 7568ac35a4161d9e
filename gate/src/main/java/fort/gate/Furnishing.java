package fort.gate;

import fort.crypto.RandomText;
import fort.store.Change;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a new environment contains before its first user comes: the mounts that Vault's clients expect, and
/// `secret/` as kv version 2.
final class Furnishing {
    private Furnishing() {}

    static List<Change> changes(Rows rows, Surroundings surroundings) {
        RandomText text = new RandomText(surroundings.random());
        List<Change> changes = new ArrayList<>();
        for (Mount mount : mounts(text)) {
            changes.add(rows.put(Interior.MOUNTS, mount.id(), mount, Change.ABSENT));
        }
        return changes;
    }

    private static List<Mount> mounts(RandomText text) {
        return List.of(
                mount(text, false, "sys", "system", "system endpoints used for control, policy and debugging", null),
                mount(text, false, "cubbyhole", "cubbyhole", "per-token private secret storage", null),
                mount(text, false, "identity", "identity", "identity store", null),
                mount(text, false, "secret", "kv", "key/value secret storage", Map.of("version", "2")),
                mount(text, true, "token", "token", "token based credentials", null));
    }

    private static Mount mount(
            RandomText text,
            boolean auth,
            String path,
            String type,
            String description,
            @org.jspecify.annotations.Nullable Map<String, String> options) {
        return new Mount(
                text.uuid(),
                auth,
                path,
                type,
                (auth ? "auth_" : "") + type + "_" + text.base62(8).toLowerCase(java.util.Locale.ROOT),
                description,
                MountTuning.NONE,
                options,
                path.equals("cubbyhole"),
                false,
                0,
                0);
    }
}
