package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people type with `bao`, and what they must see.
final class CommandLineScript {
    private CommandLineScript() {}

    static void secrets(BaoProgram bao) {
        assertThat(bao.ok("status")).containsPattern("Sealed +false");
        bao.ok("kv", "put", "secret/cli/app", "user=a", "password=b");
        assertThat(bao.ok("kv", "get", "-field=user", "secret/cli/app")).isEqualTo("a");
        bao.ok("kv", "patch", "secret/cli/app", "user=c");
        assertThat(bao.ok("kv", "get", "-format=json", "secret/cli/app")).contains("\"password\": \"b\"");
        assertThat(bao.fails(2, "kv", "put", "-cas=1", "secret/cli/app", "x=y"))
                .contains("check-and-set parameter did not match the current version");
        assertThat(bao.ok("kv", "list", "secret/cli")).contains("app");
        bao.fails(2, "kv", "list", "secret/cli/nothing");
        bao.ok("kv", "delete", "secret/cli/app");
        assertThat(bao.ok("kv", "get", "secret/cli/app")).containsPattern("deletion_time +20");
        bao.ok("kv", "undelete", "-versions=2", "secret/cli/app");
        assertThat(bao.ok("kv", "get", "-field=user", "secret/cli/app")).isEqualTo("c");
        bao.ok("kv", "destroy", "-versions=1", "secret/cli/app");
        bao.ok("kv", "metadata", "put", "-max-versions=5", "-custom-metadata=owner=me", "secret/cli/app");
        bao.ok("kv", "metadata", "patch", "-custom-metadata=team=blue", "secret/cli/app");
        assertThat(bao.ok("kv", "metadata", "get", "secret/cli/app"))
                .contains("map[owner:me team:blue]")
                .containsPattern("max_versions +5");
        bao.ok("kv", "rollback", "-version=2", "secret/cli/app");
        bao.ok("kv", "metadata", "delete", "secret/cli/app");
        assertThat(bao.fails(2, "kv", "get", "secret/cli/app")).contains("No value found");
        bao.ok("kv", "put", "old/cli/app", "a=b");
        assertThat(bao.ok("kv", "get", "-field=a", "old/cli/app")).isEqualTo("b");
        bao.ok("kv", "delete", "old/cli/app");
    }

    static void identities(BaoProgram bao, Path folder) throws IOException {
        Path policy = Files.writeString(
                folder.resolve("reader.hcl"), "path \"secret/data/cli/*\" { capabilities = [\"read\"] }\n");
        bao.ok("policy", "write", "reader", policy.toString());
        assertThat(bao.ok("policy", "read", "reader")).contains("secret/data/cli/*");
        assertThat(bao.ok("policy", "list")).contains("reader");
        assertThat(bao.ok(
                        "login",
                        "-no-store",
                        "-method=userpass",
                        "username=" + World.USER,
                        "password=" + World.PASSWORD))
                .contains("You are now authenticated");
        String token = bao.ok("token", "create", "-policy=reader", "-ttl=1h", "-field=token");
        assertThat(bao.ok("token", "lookup", token)).containsPattern("creation_ttl +1h");
        assertThat(bao.ok("token", "capabilities", token, "secret/data/cli/app"))
                .contains("read");
        assertThat(bao.as(token).ok("token", "renew", "-increment=90")).containsPattern("token_duration +1m30s");
        assertThat(bao.as(token).fails(2, "kv", "put", "secret/cli/app", "a=b")).contains("permission denied");
        bao.ok("token", "revoke", token);
        assertThat(bao.fails(2, "token", "lookup", token)).contains("bad token");
        bao.ok("write", "auth/approle/role/cli", "token_policies=reader", "token_ttl=20m");
        String role = bao.ok("read", "-field=role_id", "auth/approle/role/cli/role-id");
        String secret = bao.ok("write", "-f", "-field=secret_id", "auth/approle/role/cli/secret-id");
        assertThat(bao.ok("write", "auth/approle/login", "role_id=" + role, "secret_id=" + secret))
                .containsPattern("token_meta_role_name +cli");
        bao.ok("policy", "delete", "reader");
    }

    static void wrapping(BaoProgram bao) {
        String wrapped =
                bao.ok("write", "-wrap-ttl=60", "-field=wrapping_token", "sys/wrapping/wrap", "inside=treasure");
        assertThat(bao.ok("write", "sys/wrapping/lookup", "token=" + wrapped)).contains("sys/wrapping/wrap");
        assertThat(bao.ok("unwrap", "-field=inside", wrapped)).isEqualTo("treasure");
        assertThat(bao.fails(2, "unwrap", wrapped)).contains("wrapping token is not valid or does not exist");
    }

    static void mounts(BaoProgram bao) {
        bao.ok("secrets", "enable", "-path=cli-kv", "-version=2", "kv");
        bao.ok("secrets", "tune", "-description=of the command line", "cli-kv/");
        assertThat(bao.ok("secrets", "list")).contains("of the command line");
        bao.ok("secrets", "move", "cli-kv", "cli-moved");
        bao.ok("secrets", "disable", "cli-moved");
        assertThat(bao.ok("auth", "list")).contains("approle/", "userpass/");
        assertThat(bao.fails(2, "secrets", "enable", "-path=secret", "kv"))
                .contains("path is already in use at secret/");
        assertThat(bao.ok("operator", "key-status")).contains("Key Term");
        bao.ok("operator", "rotate");
        assertThat(bao.ok("path-help", "sys/mounts")).contains("Request: sys/mounts");
    }

    /// From nothing to open and shut again.
    static List<String> seal(BaoProgram fresh) {
        fresh.fails(2, "status");
        String keys = fresh.ok("operator", "init", "-key-shares=3", "-key-threshold=2", "-format=json");
        List<String> shares = all("\"([A-Za-z0-9+/]{44})\"", keys);
        String root = all("\"root_token\": \"([^\"]+)\"", keys).getFirst();
        assertThat(shares).hasSize(3);
        fresh.fails(2, "status");
        fresh.ok("operator", "unseal", shares.get(0));
        assertThat(fresh.ok("operator", "unseal", shares.get(2))).containsPattern("Sealed +false");
        BaoProgram admin = fresh.as(root);
        assertThat(admin.ok("token", "lookup")).contains("root");
        admin.ok("kv", "put", "secret/first", "a=b");
        admin.ok("operator", "seal");
        assertThat(admin.fails(2, "kv", "get", "secret/first")).contains("sealed");
        fresh.ok("operator", "unseal", shares.get(1));
        fresh.ok("operator", "unseal", shares.get(2));
        assertThat(admin.ok("kv", "get", "-field=a", "secret/first")).isEqualTo("b");
        List<String> steps = new ArrayList<>(fresh.steps());
        steps.addAll(admin.steps());
        return steps;
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
