package fort.compat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// A Fort furnished for other people's clients: `secret/` (kv version 2), `old/` (version 1), an app role `compat`
/// that
/// may use `secret/` below a client's own folder, and a user.
final class World implements AutoCloseable {
    static final String USER = "alice";
    static final String PASSWORD = "correct horse battery";

    private static final String POLICY = """
            path \\"secret/data/other/*\\" { capabilities = [\\"deny\\"] }
            path \\"secret/*\\" { capabilities = [\\"create\\", \\"read\\", \\"update\\", \\"patch\\", \\"delete\\", \\"list\\"] }
            path \\"old/*\\" { capabilities = [\\"create\\", \\"read\\", \\"update\\", \\"delete\\", \\"list\\"] }
            path \\"auth/token/create\\" { capabilities = [\\"update\\"] }
            """.replace("\n", "\\n");

    private final FortServer server;
    private final String root;
    private final Player player;

    World(Path folder) {
        server = FortServer.start(folder);
        root = server.open("development");
        player = new Player(server.address(), root);
        call("POST", "sys/mounts/old", "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
        call("POST", "sys/policies/acl/compat", "{\"policy\":\"" + POLICY + "\"}");
        call("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
        call("POST", "auth/approle/role/compat", "{\"token_policies\":\"compat\",\"token_ttl\":\"20m\"}");
        call("POST", "sys/auth/userpass", "{\"type\":\"userpass\"}");
        call("POST", "auth/userpass/users/" + USER, "{\"password\":\"" + PASSWORD + "\",\"policies\":\"compat\"}");
    }

    private void call(String method, String path, String body) {
        Player.Played played = play(method, path, body);
        if (played.status() != 204) {
            throw new IllegalStateException(path + ": " + played.status() + " " + played.body());
        }
    }

    Player.Played play(String method, String path, String body) {
        return player.play(new Calls.Call("", method, path, body, "root", Map.of(), Map.of()));
    }

    String address() {
        return server.address();
    }

    String root() {
        return root;
    }

    String roleId() {
        return text(play("GET", "auth/approle/role/compat/role-id", ""), "role_id");
    }

    String newSecretId() {
        return text(play("POST", "auth/approle/role/compat/secret-id", "{}"), "secret_id");
    }

    private static String text(Player.Played played, String name) {
        return Objects.requireNonNull(played.json()).get("data").get(name).asString();
    }

    @Override
    public void close() {
        player.close();
        server.close();
    }
}
