package fort.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Auth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// vault-java-driver, as a program would use it.
final class DriverClient {
    private DriverClient() {}

    static List<String> use(World world) throws VaultException {
        List<String> steps = new ArrayList<>();
        Vault stranger = Vault.create(new VaultConfig().address(world.address()).build(), 2);
        String token = stranger.auth()
                .loginByAppRole("approle", world.roleId(), world.newSecretId())
                .getAuthClientToken();
        steps.add("login by approle");
        assertThat(stranger.auth().loginByUserPass(World.USER, World.PASSWORD).getAuthClientToken())
                .startsWith("hvs.");
        steps.add("login by user and password");
        Vault vault = Vault.create(
                new VaultConfig().address(world.address()).token(token).build(), 2);
        secrets(vault, steps);
        assertThat(vault.auth().renewSelf(90).getAuthLeaseDuration()).isEqualTo(90);
        assertThat(vault.auth().lookupSelf().getTTL()).isBetween(1L, 90L);
        steps.add("renew and look up itself");
        assertThat(vault.debug().health().getSealed()).isFalse();
        steps.add("health");
        administration(world, steps);
        vault.auth().revokeSelf();
        assertThatThrownBy(() -> vault.auth().lookupSelf()).isInstanceOf(VaultException.class);
        steps.add("revoke itself");
        return steps;
    }

    private static void secrets(Vault vault, List<String> steps) throws VaultException {
        vault.logical().write("secret/driver/one", Map.of("user", "a"));
        assertThat(vault.logical().read("secret/driver/one").getData()).isEqualTo(Map.of("user", "a"));
        steps.add("write and read");
        assertThat(vault.logical().list("secret/driver").getListData()).containsExactly("one");
        steps.add("list");
        vault.logical().delete("secret/driver/one", new int[] {1});
        vault.logical().unDelete("secret/driver/one", new int[] {1});
        assertThat(vault.logical().read("secret/driver/one").getData()).isEqualTo(Map.of("user", "a"));
        vault.logical().destroy("secret/driver/one", new int[] {1});
        vault.logical().delete("secret/driver/one");
        steps.add("delete, undelete, destroy");
        assertThat(vault.logical().read("secret/other/one").getRestResponse().getStatus())
                .isEqualTo(403);
        steps.add("another's path is forbidden");
    }

    private static void administration(World world, List<String> steps) throws VaultException {
        Vault admin = Vault.create(
                new VaultConfig().address(world.address()).token(world.root()).build(), true, 2);
        assertThat(admin.getSecretEngineVersions())
                .containsEntry("secret/", "2")
                .containsEntry("old/", "1");
        steps.add("finds the versions of the engines by itself");
        String child = admin.auth()
                .createToken(new Auth.TokenRequest().polices(List.of("compat")).ttl("10m"))
                .getAuthClientToken();
        assertThat(child).startsWith("hvs.");
        steps.add("create a token");
    }
}
