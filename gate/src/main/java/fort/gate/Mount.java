package fort.gate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One mounted engine or auth method.
///
/// @param id stable across remounts; part of the key of everything inside
/// @param path canonical, without trailing slash
/// @param type `kv`, `cubbyhole`, `system`, `identity`, `token`, `userpass`, `approle`
/// @param options such as `version` for kv; null when the type has none
/// @param casRequired kv configuration: writes need check-and-set
/// @param maxVersions kv configuration: 0 = the default (10)
/// @param deleteVersionAfterSeconds kv configuration: 0 = never
public record Mount(
        String id,
        boolean auth,
        String path,
        String type,
        String accessor,
        String description,
        MountTuning tuning,
        @Nullable Map<String, String> options,
        boolean local,
        boolean casRequired,
        int maxVersions,
        long deleteVersionAfterSeconds) {
    public boolean isKv1() {
        return type.equals("kv") && !isKv2();
    }

    public boolean isKv2() {
        return type.equals("kv") && options != null && "2".equals(options.get("version"));
    }
}
