package fort.access;

import java.util.List;
import java.util.Set;

/// Paths where the needed capability is not enough: the rule must also grant sudo. The list is OpenBao's (its system
/// and token backends).
public final class ProtectedPaths {
    private static final Set<String> EXACT = Set.of(
            "sys/remount",
            "sys/audit",
            "sys/raw",
            "sys/rotate",
            "sys/rotate/keyring",
            "sys/rotate/root",
            "sys/config/cors",
            "sys/leases",
            "auth/token/accessors",
            "auth/token/revoke-orphan");

    private static final List<String> PREFIXES = List.of(
            "sys/auth/",
            "sys/audit/",
            "sys/raw/",
            "sys/config/auditing/",
            "sys/config/ui/headers/",
            "sys/plugins/catalog/",
            "sys/revoke-prefix/",
            "sys/revoke-force/",
            "sys/leases/revoke-prefix/",
            "sys/leases/revoke-force/",
            "sys/leases/lookup/",
            "sys/internal/inspect/",
            "auth/token/accessors/");

    private ProtectedPaths() {}

    public static boolean contains(String path) {
        if (!path.startsWith("sys/") && !path.startsWith("auth/token/")) {
            return false;
        }
        return EXACT.contains(path) || PREFIXES.stream().anyMatch(path::startsWith);
    }
}
