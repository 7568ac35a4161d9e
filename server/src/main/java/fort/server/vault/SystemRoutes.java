package fort.server.vault;

import java.time.InstantSource;

/// Everything below `sys/`.
final class SystemRoutes {
    private final SysHealth health;
    private final SysSeal seal;
    private final SysKeys keys = new SysKeys();
    private final SysMounts mounts = new SysMounts();
    private final SysPolicies policies = new SysPolicies();
    private final SysLeases leases = new SysLeases();
    private final SysTools tools = new SysTools();

    SystemRoutes(InstantSource clock) {
        this.health = new SysHealth(clock);
        this.seal = new SysSeal(health);
    }

    Answer answer(Call call, String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        return switch (first) {
            case "health", "seal-status", "leader", "ha-status", "step-down" -> health.answer(call, path);
            case "init", "unseal", "seal" -> seal.answer(call, path);
            case "key-status", "rotate", "rekey", "generate-root", "generate-root-token" -> keys.answer(call, path);
            case "mounts" -> mounts.table(call, false, rest);
            case "auth" -> mounts.table(call, true, rest);
            case "remount" -> mounts.remount(call, rest);
            case "policies", "policy" -> policies.answer(call, path);
            case "capabilities", "capabilities-self", "capabilities-accessor" -> policies.capabilities(call, path);
            case "wrapping" -> Wrapping.answer(call, rest);
            case "leases", "renew", "revoke", "revoke-prefix", "revoke-force" -> leases.answer(call, path);
            case "tools", "audit", "audit-hash", "config", "replication", "plugins" -> tools.answer(call, path);
            case "internal" -> internal(call, rest);
            default -> call.unsupportedPath();
        };
    }

    private Answer internal(Call call, String path) {
        if (path.equals("ui/mounts") || path.startsWith("ui/mounts/")) {
            return mounts.visible(call, path.substring("ui/mounts".length()));
        }
        return path.equals("specs/openapi") ? Help.openApi(call) : call.unsupportedPath();
    }
}
