package fort.server.vault;

import fort.gate.Mount;
import fort.gate.MountTuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a mount looks to Vault's clients. Times are whole seconds, however they were written.
final class MountViews {
    private static final String PLUGIN_VERSION = "v" + SysHealth.VERSION + "+builtin.fort";

    private MountViews() {}

    static Map<String, Object> table(List<Mount> mounts) {
        Map<String, Object> table = new LinkedHashMap<>();
        for (Mount mount : mounts) {
            table.put(mount.path() + "/", of(mount));
        }
        return table;
    }

    static Map<String, @Nullable Object> of(Mount mount) {
        Map<String, @Nullable Object> view = Fields.of(
                "accessor", mount.accessor(),
                "config", config(mount),
                "description", mount.description(),
                "external_entropy_access", false,
                "local", mount.local(),
                "options", options(mount),
                "plugin_version", "",
                "running_plugin_version", PLUGIN_VERSION,
                "running_sha256", "",
                "seal_wrap", false,
                "type", mount.type(),
                "uuid", mount.id());
        if (isOffered(mount.type())) {
            view.put("deprecation_status", "supported");
        }
        return view;
    }

    private static @Nullable Map<String, String> options(Mount mount) {
        return mount.options() == null && mount.auth() && isOffered(mount.type()) ? Map.of() : mount.options();
    }

    private static boolean isOffered(String type) {
        return type.equals("kv") || type.equals("userpass") || type.equals("approle");
    }

    /// What anyone may see of a mount whose listing is open.
    static Map<String, @Nullable Object> open(Mount mount) {
        return Fields.of("description", mount.description(), "options", options(mount), "type", mount.type());
    }

    private static Map<String, @Nullable Object> config(Mount mount) {
        MountTuning tuning = mount.tuning();
        Map<String, @Nullable Object> config = Fields.of(
                "default_lease_ttl", orZero(tuning.defaultLeaseTtlSeconds()),
                "force_no_cache", tuning.forceNoCache() != null && tuning.forceNoCache(),
                "max_lease_ttl", orZero(tuning.maxLeaseTtlSeconds()));
        more(config, mount);
        if (mount.type().equals("identity")) {
            config.put("passthrough_request_headers", List.of("Authorization"));
        }
        return config;
    }

    /// `…/tune`: the same, with the system's times where the mount has none of its own.
    static Map<String, @Nullable Object> tune(Mount mount) {
        MountTuning tuning = mount.tuning();
        Map<String, @Nullable Object> view = Fields.of(
                "default_lease_ttl", orSystem(tuning.defaultLeaseTtlSeconds()),
                "description", mount.description(),
                "force_no_cache", tuning.forceNoCache() != null && tuning.forceNoCache(),
                "max_lease_ttl", orSystem(tuning.maxLeaseTtlSeconds()));
        more(view, mount);
        if (mount.options() != null && !mount.options().isEmpty()) {
            view.put("options", mount.options());
        }
        return view;
    }

    private static void more(Map<String, @Nullable Object> view, Mount mount) {
        MountTuning tuning = mount.tuning();
        if (mount.auth()) {
            view.put("token_type", tuning.tokenType() == null ? "default-service" : tuning.tokenType());
        }
        if (tuning.listingVisibility() != null && !tuning.listingVisibility().isEmpty()) {
            view.put("listing_visibility", tuning.listingVisibility());
        }
        putList(view, "audit_non_hmac_request_keys", tuning.auditNonHmacRequestKeys());
        putList(view, "audit_non_hmac_response_keys", tuning.auditNonHmacResponseKeys());
        putList(view, "passthrough_request_headers", tuning.passthroughRequestHeaders());
        putList(view, "allowed_response_headers", tuning.allowedResponseHeaders());
    }

    private static void putList(Map<String, @Nullable Object> view, String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            view.put(name, values);
        }
    }

    private static long orZero(@Nullable Long seconds) {
        return seconds == null ? 0 : seconds;
    }

    private static long orSystem(@Nullable Long seconds) {
        return seconds == null || seconds == 0 ? KvOne.DEFAULT_LEASE_SECONDS : seconds;
    }
}
