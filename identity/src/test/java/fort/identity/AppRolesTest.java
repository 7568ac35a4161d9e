package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class AppRolesTest {
    private static final String MOUNT = World.APPROLE.id();

    private final World world = new World();
    private final AppRoles roles = world.appRoles;

    @Test
    void a_program_logs_in_with_role_id_and_secret_id() {
        AppRole role = role("Web", UnaryOperator.identity());
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        Issued issued = granted(login(role.roleId(), secret.secretId(), World.HERE));
        assertThat(world.works(issued)).isTrue();
        assertThat(issued.entry().path()).isEqualTo("auth/approle/login");
        assertThat(issued.entry().displayName()).isEqualTo("approle");
        assertThat(issued.entry().principal()).isEqualTo("approle/web");
        assertThat(issued.entry().meta()).isEqualTo(Map.of("role_name", "web"));
        assertThat(secret.secretId().length()).isEqualTo(43);
        assertThat(role.roleId()).hasSize(36);
    }

    @Test
    void everything_wrong_is_refused_with_the_same_words() {
        AppRole role = role("web", UnaryOperator.identity());
        AppRole other = role("other", UnaryOperator.identity());
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        for (Login login : List.of(
                login("unknown", secret.secretId(), World.HERE),
                login("", secret.secretId(), World.HERE),
                login(other.roleId(), secret.secretId(), World.HERE),
                login(role.roleId(), World.secret("wrong"), World.HERE),
                login(role.roleId(), World.secret(""), World.HERE),
                login(role.roleId(), World.secret(secret.entry().accessor()), World.HERE),
                login(role.roleId(), World.secret(secret.entry().id()), World.HERE),
                login(role.roleId(), null, World.HERE))) {
            assertRefused(login);
        }
    }

    @Test
    @Tag("attack-38")
    void no_secret_id_is_stored() {
        AppRole role = role("web", UnaryOperator.identity());
        String secret = new String(
                secret(role, SecretIdRequest.PLAIN).secretId().reveal(Reveal.granted()), StandardCharsets.US_ASCII);
        for (String collection : world.store.collections()) {
            for (Store.Row row : world.store.scan(collection, "", "", 1000)) {
                assertThat(row.key()).doesNotContain(secret).doesNotContain(role.roleId());
                assertThat(new String(row.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
            }
        }
    }

    @Test
    void a_secret_id_is_used_up() {
        AppRole role = role("web", old -> withSecretIds(old, 2, 0));
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        granted(login(role.roleId(), secret.secretId(), World.HERE));
        assertThat(roles.find(MOUNT, role, secret.secretId(), world.now())
                        .orElseThrow()
                        .value()
                        .usesLeft())
                .isEqualTo(1);
        granted(login(role.roleId(), secret.secretId(), World.HERE));
        assertRefused(login(role.roleId(), secret.secretId(), World.HERE));
        assertThat(world.store.count("approle_secret")).isZero();
        assertThat(world.store.count("approle_accessor")).isZero();
    }

    @Test
    void of_two_logins_at_once_with_a_last_use_one_is_granted() {
        AppRole role = role("web", old -> withSecretIds(old, 1, 0));
        SecretValue secret = secret(role, SecretIdRequest.PLAIN).secretId();
        Login first = roles.login(World.APPROLE, role.roleId(), secret, World.HERE, world.now());
        Login second = roles.login(World.APPROLE, role.roleId(), secret, World.HERE, world.now());
        assertThat(world.tryCommit(first.changes())).isTrue();
        assertThat(world.tryCommit(second.changes())).isFalse();
    }

    @Test
    void a_secret_id_expires_and_is_swept() {
        AppRole role = role("web", old -> withSecretIds(old, 0, 60));
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        secret(role, new SecretIdRequest(null, Map.of(), List.of(), List.of(), 30L, null));
        world.wait(Duration.ofSeconds(59));
        granted(login(role.roleId(), secret.secretId(), World.HERE));
        Tokens.Tidy tidy = roles.tidy("", 100, world.now());
        assertThat(tidy.removed()).isEqualTo(1);
        world.commit(tidy.changes());
        world.wait(Duration.ofSeconds(1));
        assertThat(roles.find(MOUNT, role, secret.secretId(), world.now())).isEmpty();
        assertRefused(login(role.roleId(), secret.secretId(), World.HERE));
        assertThat(world.store.count("approle_secret")).isZero();
    }

    @Test
    void a_secret_id_has_never_more_than_its_role_allows() {
        AppRole role = role("web", old -> withSecretIds(old, 5, 60));
        assertThat(objection(role, 61L, null)).isEqualTo("ttl cannot be longer than the role's secret_id_ttl");
        assertThat(objection(role, 0L, null)).isEqualTo("ttl cannot be longer than the role's secret_id_ttl");
        assertThat(objection(role, null, 6)).isEqualTo("num_uses cannot be higher than the role's secret_id_num_uses");
        assertThat(objection(role, null, 0)).isEqualTo("num_uses cannot be higher than the role's secret_id_num_uses");
    }

    @Test
    void a_custom_secret_id_works_once_only_as_such() {
        AppRole role = role("web", UnaryOperator.identity());
        SecretIdRequest custom = new SecretIdRequest(
                World.secret("my-own-secret-id"), Map.of("pod", "p1"), List.of(), List.of("192.0.2.0/24"), null, null);
        secret(role, custom);
        assertThat(World.objection(roles.issue(MOUNT, role, custom, world.now())))
                .isEqualTo("SecretID is already registered");
        Issued issued = granted(login(role.roleId(), World.secret("my-own-secret-id"), World.HERE));
        assertThat(issued.entry().meta()).isEqualTo(Map.of("role_name", "web", "pod", "p1"));
        assertThat(issued.entry().boundCidrs()).containsExactly("192.0.2.0/24");
    }

    @Test
    void networks_of_role_and_secret_id_both_count() {
        AppRole role = role(
                "web",
                old -> new AppRole(
                        "x", "y", old.roleId(), true, List.of("10.0.0.0/8"), 0, 0, false, TokenParameters.NONE));
        assertThat(role.name()).isEqualTo("web");
        SecretValue secret = secret(
                        role, new SecretIdRequest(null, Map.of(), List.of("10.1.0.0/16"), List.of(), null, null))
                .secretId();
        assertRefused(login(role.roleId(), secret, World.HERE));
        assertRefused(login(role.roleId(), secret, "10.2.0.1"));
        granted(login(role.roleId(), secret, "10.1.0.1"));
    }

    @Test
    void without_a_bound_secret_id_the_network_is_the_proof() {
        TokenParameters bound =
                new TokenParameters(List.of("app"), List.of("10.0.0.0/8"), false, 0, 0, 0, 0, 0, "default");
        AppRole role = role("web", old -> new AppRole("", "", "my-role", false, List.of(), 0, 0, false, bound));
        assertRefused(login("my-role", null, World.HERE));
        assertThat(granted(login("my-role", null, "10.0.0.1")).entry().policies())
                .containsExactly("app", "default");
        assertThat(World.objection(roles.issue(MOUNT, role, SecretIdRequest.PLAIN, world.now())))
                .isEqualTo("bind_secret_id is not set on the role");
        assertThat(World.objection(roles.write(
                        MOUNT,
                        "free",
                        old -> new AppRole("", "", old.roleId(), false, List.of(), 0, 0, false, TokenParameters.NONE))))
                .isEqualTo("at least one constraint should be enabled on the role");
    }

    @Test
    void secret_ids_are_listed_found_and_destroyed_by_accessor() {
        AppRole role = role("web", UnaryOperator.identity());
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        String accessor = secret.entry().accessor();
        assertThat(roles.accessors(MOUNT, role, "", 10)).containsExactly(accessor);
        SecretIdEntry found = roles.findByAccessor(MOUNT, role, accessor, world.now())
                .orElseThrow()
                .value();
        assertThat(found).isEqualTo(secret.entry());
        world.commit(roles.destroy(MOUNT, role, found));
        assertThat(roles.accessors(MOUNT, role, "", 10)).isEmpty();
        assertThat(roles.findByAccessor(MOUNT, role, accessor, world.now())).isEmpty();
        assertRefused(login(role.roleId(), secret.secretId(), World.HERE));
    }

    @Test
    void what_belonged_to_a_deleted_role_does_not_work_for_a_later_one() {
        AppRole role = role("web", UnaryOperator.identity());
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        List<Change> deletion = roles.delete(MOUNT, "web");
        world.commit(deletion);
        assertThat(roles.read(MOUNT, "web")).isEmpty();
        assertThat(world.store.count("approle_secret")).isZero();
        AppRole again = role("web", old -> renamed(old, role.roleId()));
        assertThat(again.uid()).isNotEqualTo(role.uid());
        assertRefused(login(again.roleId(), secret.secretId(), World.HERE));
    }

    @Test
    void a_role_id_may_be_set_and_belongs_to_one_role() {
        AppRole role = role("web", UnaryOperator.identity());
        AppRoles.IssuedSecretId secret = secret(role, SecretIdRequest.PLAIN);
        world.commit(World.done(roles.write(MOUNT, "web", old -> renamed(old, "web-role"))));
        assertRefused(login(role.roleId(), secret.secretId(), World.HERE));
        granted(login("web-role", secret.secretId(), World.HERE));
        assertThat(World.objection(roles.write(MOUNT, "other", old -> renamed(old, "web-role"))))
                .isEqualTo("'role_id' is already in use");
    }

    @Test
    @Tag("attack-29")
    void no_role_gives_root() {
        TokenParameters root = new TokenParameters(List.of("Root"), List.of(), false, 0, 0, 0, 0, 0, "default");
        assertThat(World.objection(roles.write(
                        MOUNT, "web", old -> new AppRole("", "", old.roleId(), true, List.of(), 0, 0, false, root))))
                .isEqualTo("auth methods cannot create root tokens");
    }

    @Test
    void lists_roles_of_one_mount() {
        role("web", UnaryOperator.identity());
        role("batch", UnaryOperator.identity());
        assertThat(roles.list(MOUNT, "", 10)).containsExactly("batch", "web");
        assertThat(roles.list("m-other", "", 10)).isEmpty();
        assertThat(roles.stillGrants(MOUNT, "web", List.of("default"))).isTrue();
        assertThat(roles.stillGrants(MOUNT, "web", List.of("default", "app"))).isFalse();
    }

    private static AppRole withSecretIds(AppRole old, int uses, long ttlSeconds) {
        return new AppRole("", "", old.roleId(), true, List.of(), uses, ttlSeconds, false, TokenParameters.NONE);
    }

    private static AppRole renamed(AppRole old, String roleId) {
        return new AppRole("", "", roleId, old.bindSecretId(), List.of(), 0, 0, false, old.token());
    }

    private AppRole role(String name, UnaryOperator<AppRole> edit) {
        world.commit(World.done(roles.write(MOUNT, name, edit)));
        return roles.read(MOUNT, name).orElseThrow().value();
    }

    private AppRoles.IssuedSecretId secret(AppRole role, SecretIdRequest request) {
        AppRoles.IssuedSecretId secret = World.done(roles.issue(MOUNT, role, request, world.now()));
        world.commit(secret.changes());
        return secret;
    }

    private String objection(AppRole role, @Nullable Long ttl, @Nullable Integer uses) {
        return World.objection(roles.issue(
                MOUNT, role, new SecretIdRequest(null, Map.of(), List.of(), List.of(), ttl, uses), world.now()));
    }

    private Login login(String roleId, @Nullable SecretValue secretId, String source) {
        Login login = roles.login(World.APPROLE, roleId, secretId, source, world.now());
        world.commit(login.changes());
        return login;
    }

    private static void assertRefused(Login login) {
        assertThat(login)
                .isInstanceOfSatisfying(
                        Login.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal(Refusal.Reason.LOGIN_FAILED, "invalid role or secret ID")));
    }

    private static Issued granted(Login login) {
        assertThat(login).isInstanceOf(Login.Granted.class);
        return ((Login.Granted) login).issued();
    }
}
