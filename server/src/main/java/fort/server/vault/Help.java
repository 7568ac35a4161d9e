package fort.server.vault;

import fort.gate.ToolOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `?help=1` and the OpenAPI description of what is here.
final class Help {
    /// Path → verbs; `{}` names are variables.
    private static final Map<String, List<String>> PATHS = paths();

    private Help() {}

    private static Map<String, List<String>> paths() {
        Map<String, List<String>> paths = new TreeMap<>();
        List<String> crud = List.of("get", "post", "delete");
        paths.put("/sys/health", List.of("get"));
        paths.put("/sys/seal-status", List.of("get"));
        paths.put("/sys/init", List.of("get", "post"));
        paths.put("/sys/unseal", List.of("post"));
        paths.put("/sys/seal", List.of("post"));
        paths.put("/sys/leader", List.of("get"));
        paths.put("/sys/key-status", List.of("get"));
        paths.put("/sys/rotate", List.of("post"));
        paths.put("/sys/rekey/init", crud);
        paths.put("/sys/rekey/update", List.of("post"));
        paths.put("/sys/generate-root/attempt", crud);
        paths.put("/sys/generate-root/update", List.of("post"));
        paths.put("/sys/mounts", List.of("get"));
        paths.put("/sys/mounts/{path}", crud);
        paths.put("/sys/mounts/{path}/tune", List.of("get", "post"));
        paths.put("/sys/auth", List.of("get"));
        paths.put("/sys/auth/{path}", crud);
        paths.put("/sys/auth/{path}/tune", List.of("get", "post"));
        paths.put("/sys/remount", List.of("post"));
        paths.put("/sys/policies/acl", List.of("get"));
        paths.put("/sys/policies/acl/{name}", crud);
        paths.put("/sys/policy", List.of("get"));
        paths.put("/sys/policy/{name}", crud);
        paths.put("/sys/capabilities", List.of("post"));
        paths.put("/sys/capabilities-self", List.of("post"));
        paths.put("/sys/capabilities-accessor", List.of("post"));
        paths.put("/sys/wrapping/wrap", List.of("post"));
        paths.put("/sys/wrapping/unwrap", List.of("post"));
        paths.put("/sys/wrapping/lookup", List.of("get", "post"));
        paths.put("/sys/wrapping/rewrap", List.of("post"));
        paths.put("/sys/leases/lookup", List.of("post"));
        paths.put("/sys/leases/renew", List.of("post"));
        paths.put("/sys/leases/revoke", List.of("post"));
        paths.put("/sys/leases/revoke-prefix/{prefix}", List.of("post"));
        paths.put("/sys/leases/revoke-force/{prefix}", List.of("post"));
        paths.put("/sys/tools/random", List.of("post"));
        paths.put("/sys/tools/hash", List.of("post"));
        paths.put("/sys/audit", List.of("get"));
        paths.put("/sys/audit-hash/{device}", List.of("post"));
        paths.put("/sys/internal/ui/mounts", List.of("get"));
        paths.put("/sys/internal/ui/mounts/{path}", List.of("get"));
        paths.put("/auth/token/create", List.of("post"));
        paths.put("/auth/token/create-orphan", List.of("post"));
        paths.put("/auth/token/create/{role}", List.of("post"));
        paths.put("/auth/token/lookup", List.of("get", "post"));
        paths.put("/auth/token/lookup-self", List.of("get", "post"));
        paths.put("/auth/token/lookup-accessor", List.of("post"));
        paths.put("/auth/token/renew", List.of("post"));
        paths.put("/auth/token/renew-self", List.of("post"));
        paths.put("/auth/token/renew-accessor", List.of("post"));
        paths.put("/auth/token/revoke", List.of("post"));
        paths.put("/auth/token/revoke-self", List.of("post"));
        paths.put("/auth/token/revoke-accessor", List.of("post"));
        paths.put("/auth/token/revoke-orphan", List.of("post"));
        paths.put("/auth/token/roles", List.of("get"));
        paths.put("/auth/token/roles/{role}", crud);
        paths.put("/auth/{userpass}/login/{user}", List.of("post"));
        paths.put("/auth/{userpass}/users/{user}", crud);
        paths.put("/auth/{approle}/login", List.of("post"));
        paths.put("/auth/{approle}/role/{role}", crud);
        paths.put("/{kv2}/data/{path}", List.of("get", "post", "patch", "delete"));
        paths.put("/{kv2}/metadata/{path}", List.of("get", "post", "patch", "delete"));
        paths.put("/{kv2}/delete/{path}", List.of("post"));
        paths.put("/{kv2}/undelete/{path}", List.of("post"));
        paths.put("/{kv2}/destroy/{path}", List.of("post"));
        paths.put("/{kv2}/subkeys/{path}", List.of("get"));
        paths.put("/{kv2}/config", List.of("get", "post"));
        paths.put("/{kv1}/{path}", crud);
        paths.put("/cubbyhole/{path}", crud);
        return paths;
    }

    static Answer answer(Call call) {
        return call.ask(
                new ToolOperation.ReadInformation(call.path(), false),
                _ -> new Answer.Bare(
                        200,
                        Fields.of(
                                "help",
                                "Request: " + call.path() + "\n\nFort speaks the API of Vault " + SysHealth.VERSION
                                        + " here; see Vault's documentation of this path.",
                                "see_also",
                                null,
                                "openapi",
                                document()),
                        List.of()));
    }

    static Answer openApi(Call call) {
        return call.verb() == Verb.READ
                ? call.ask(
                        new ToolOperation.ReadInformation(call.path(), false),
                        _ -> new Answer.Bare(200, document(), List.of()))
                : call.unsupportedVerb();
    }

    private static Map<String, Object> document() {
        Map<String, Object> paths = new LinkedHashMap<>();
        PATHS.forEach((path, verbs) -> {
            Map<String, Object> operations = new LinkedHashMap<>();
            for (String verb : verbs) {
                operations.put(verb, Map.of("responses", Map.of("200", Map.of("description", "OK"))));
            }
            paths.put(path, operations);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.2");
        document.put(
                "info",
                Map.of(
                        "title", "Vault API of Fort",
                        "description", "What Fort offers of Vault's HTTP API, below /v1/.",
                        "version", SysHealth.VERSION));
        document.put("paths", paths);
        return document;
    }
}
