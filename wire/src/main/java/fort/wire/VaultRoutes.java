package fort.wire;

import java.util.ArrayList;
import java.util.List;

/// The calls of the Vault API that Fort offers, for those who go through all of them. The Vault API routes by
/// mount, so
/// this list is written down; a test of the server checks each against its router.
public final class VaultRoutes {
    /// @param method GET, POST, PATCH, DELETE or LIST
    /// @param template below `/v1/`; `{path}` is a secret's name, `{accessor}` a token's accessor, other braces a
    ///     name
    /// @param open answered without a credential, the same to everybody
    public record VaultRoute(String method, String template, boolean open) {}

    private static final List<VaultRoute> ROUTES = new ArrayList<>();

    static {
        open("sys/health", "GET");
        open("sys/seal-status", "GET");
        open("sys/init", "GET");
        open("sys/leader", "GET");
        all("sys/init", "POST");
        all("sys/unseal", "POST");
        all("sys/seal", "POST");
        all("sys/key-status", "GET");
        all("sys/rotate", "POST");
        all("sys/rekey/init", "GET", "POST", "DELETE");
        all("sys/rekey/update", "POST");
        all("sys/generate-root/attempt", "GET", "POST", "DELETE");
        all("sys/generate-root/update", "POST");
        all("sys/mounts", "GET");
        all("sys/mounts/{name}", "GET", "POST", "DELETE");
        all("sys/mounts/{name}/tune", "GET", "POST");
        all("sys/auth", "GET");
        all("sys/auth/{name}", "GET", "POST", "DELETE");
        all("sys/auth/{name}/tune", "GET", "POST");
        all("sys/remount", "POST");
        all("sys/policies/acl", "LIST");
        all("sys/policies/acl/{name}", "GET", "POST", "DELETE");
        all("sys/policy", "LIST", "GET");
        all("sys/policy/{name}", "GET", "POST", "DELETE");
        all("sys/capabilities", "POST");
        all("sys/capabilities-self", "POST");
        all("sys/capabilities-accessor", "POST");
        all("sys/wrapping/wrap", "POST");
        all("sys/wrapping/unwrap", "POST");
        all("sys/wrapping/lookup", "POST");
        all("sys/wrapping/rewrap", "POST");
        all("sys/leases/lookup", "POST");
        all("sys/leases/lookup/auth", "LIST");
        all("sys/leases/renew", "POST");
        all("sys/leases/revoke", "POST");
        all("sys/leases/revoke-prefix/auth/{name}", "POST");
        all("sys/leases/revoke-force/auth/{name}", "POST");
        all("sys/renew", "POST");
        all("sys/revoke", "POST");
        all("sys/tools/random", "POST");
        all("sys/tools/hash", "POST");
        all("sys/audit", "GET");
        all("sys/audit-hash/fort", "POST");
        all("sys/internal/ui/mounts", "GET");
        all("sys/internal/ui/mounts/secret", "GET");
        all("auth/token/create", "POST");
        all("auth/token/create-orphan", "POST");
        all("auth/token/create/{name}", "POST");
        all("auth/token/lookup-self", "GET");
        all("auth/token/renew-self", "POST");
        all("auth/token/revoke-self", "POST");
        all("auth/token/lookup", "POST");
        all("auth/token/renew", "POST");
        all("auth/token/revoke", "POST");
        all("auth/token/lookup-accessor", "POST");
        all("auth/token/renew-accessor", "POST");
        all("auth/token/revoke-accessor", "POST");
        all("auth/token/revoke-orphan", "POST");
        all("auth/token/accessors", "LIST");
        all("auth/token/roles", "LIST");
        all("auth/token/roles/{name}", "GET", "POST", "DELETE");
        all("auth/token/tidy", "POST");
        all("auth/userpass/login/{name}", "POST");
        all("auth/userpass/users", "LIST");
        all("auth/userpass/users/{name}", "GET", "POST", "DELETE");
        all("auth/userpass/users/{name}/password", "POST");
        all("auth/userpass/users/{name}/policies", "POST");
        all("auth/approle/login", "POST");
        all("auth/approle/role", "LIST");
        all("auth/approle/role/{name}", "GET", "POST", "DELETE");
        all("auth/approle/role/{name}/role-id", "GET", "POST");
        all("auth/approle/role/{name}/secret-id", "LIST", "POST");
        all("auth/approle/role/{name}/custom-secret-id", "POST");
        all("auth/approle/role/{name}/secret-id/lookup", "POST");
        all("auth/approle/role/{name}/secret-id/destroy", "POST");
        all("auth/approle/role/{name}/secret-id-accessor/lookup", "POST");
        all("auth/approle/role/{name}/secret-id-accessor/destroy", "POST");
        all("auth/approle/tidy/secret-id", "POST");
        all("cubbyhole/{path}", "GET", "POST", "DELETE", "LIST");
        all("secret/config", "GET", "POST");
        all("secret/data/{path}", "GET", "POST", "PATCH", "DELETE");
        all("secret/metadata/{path}", "GET", "POST", "PATCH", "DELETE", "LIST");
        all("secret/metadata", "LIST");
        all("secret/subkeys/{path}", "GET");
        all("secret/delete/{path}", "POST");
        all("secret/undelete/{path}", "POST");
        all("secret/destroy/{path}", "POST");
    }

    /// In the order of the documentation.
    public static final List<VaultRoute> ALL = List.copyOf(ROUTES);

    private VaultRoutes() {}

    private static void all(String template, String... methods) {
        for (String method : methods) {
            ROUTES.add(new VaultRoute(method, template, false));
        }
    }

    private static void open(String template, String method) {
        ROUTES.add(new VaultRoute(method, template, true));
    }
}
