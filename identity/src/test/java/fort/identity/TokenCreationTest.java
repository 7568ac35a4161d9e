package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who may make which token; the words are Vault's.
@Tag("R9.2")
class TokenCreationTest {
    private final World world = new World();
    private final Tokens tokens = world.tokens;
    private final Issued root = world.root();
    private final Issued alice = world.login("app", "ops");

    @Test
    void a_child_without_wishes_inherits() {
        TokenEntry child = world.child(alice, TokenRequest.PLAIN).entry();
        assertThat(child.policies()).containsExactly("app", "default", "ops");
        assertThat(child.parent()).isEqualTo(alice.entry().id());
        assertThat(child.path()).isEqualTo("auth/token/create");
        assertThat(child.displayName()).isEqualTo("token");
        assertThat(child.principal()).isEqualTo("userpass/alice");
        assertThat(child.creationTtlSeconds()).isEqualTo(2_764_800);
        assertThat(child.renewable()).isTrue();
    }

    @Test
    void a_child_never_has_more_than_its_parent() {
        assertThat(create(alice, Requests.policies("app")).policies()).containsExactly("app", "default");
        assertThat(objection(alice, Requests.policies("app", "admin"), false, null))
                .isEqualTo("child policies must be subset of parent");
        assertThat(World.done(tokens.create(Requests.policies("admin"), world.row(alice), true, null, world.now()))
                        .entry()
                        .policies())
                .containsExactly("admin", "default");
    }

    @Test
    @Tag("attack-29")
    void nobody_but_root_makes_root() {
        for (String name : List.of("root", "ROOT", " root ", "Root")) {
            assertThat(objection(alice, Requests.policies(name), true, null))
                    .isEqualTo("root tokens may not be created without parent token being root");
            assertThat(objection(alice, Requests.policies("app", name), false, null))
                    .isNotEmpty();
        }
        TokenRole role = new TokenRole(
                "ci", List.of("root"), List.of(), List.of("*"), List.of(), false, true, "", TokenParameters.NONE);
        assertThat(objection(alice, TokenRequest.PLAIN, true, role)).contains("root tokens may not be created");
        assertThat(create(root, Requests.policies("root", "app")).policies()).containsExactly("root");
        TokenParameters evil = new TokenParameters(List.of("root"), List.of(), false, 0, 0, 0, 0, 0, "default");
        assertThat(tokens.login(World.grant(evil), world.now()).entry().policies())
                .containsExactly("default");
    }

    @Test
    void a_root_token_that_ends_makes_none_that_does_not() {
        Issued hour = world.committed(tokens.root(3600, world.now()));
        assertThat(objection(hour, TokenRequest.PLAIN, false, null))
                .isEqualTo("expiring root tokens cannot create non-expiring root tokens");
        assertThat(create(hour, Requests.ttl(60)).policies()).containsExactly("root");
        assertThat(create(root, TokenRequest.PLAIN).expires()).isNull();
    }

    @Test
    void the_default_policy_may_be_left_out() {
        assertThat(create(root, Requests.named("ci/job 1", "app")).policies()).containsExactly("app");
    }

    @Test
    void a_parent_without_the_default_policy_does_not_give_it() {
        Issued bare = world.child(root, Requests.named("bare", "app"));
        assertThat(create(bare, TokenRequest.PLAIN).policies()).containsExactly("app");
        assertThat(create(bare, Requests.policies("app")).policies()).containsExactly("app");
        assertThat(objection(bare, Requests.policies("default"), false, null))
                .isEqualTo("child policies must be subset of parent");
    }

    @Test
    void display_name_and_principal_are_made_from_what_was_asked() {
        TokenEntry byRoot = create(root, Requests.named("ci/job 1-", "app"));
        assertThat(byRoot.displayName()).isEqualTo("token-ci-job-1");
        assertThat(byRoot.principal()).isEqualTo("token/ci-job-1");
        assertThat(byRoot.meta()).containsEntry("team", "x");
        TokenEntry byAlice = create(alice, Requests.named("bob", "app"));
        assertThat(byAlice.displayName()).isEqualTo("token-bob");
        assertThat(byAlice.principal()).isEqualTo("userpass/alice");
    }

    @Test
    void id_orphan_and_period_need_sudo() {
        assertThat(objection(alice, Requests.id("chosen"), false, null))
                .isEqualTo("root or sudo privileges required to specify token id");
        assertThat(objection(alice, Requests.orphan(false), false, null))
                .isEqualTo("root or sudo privileges required to create orphan token");
        assertThat(objection(alice, Requests.period(60), false, null))
                .isEqualTo("root or sudo privileges required to create periodic token");
        assertThat(create(root, Requests.orphan(false)).orphan()).isTrue();
        assertThat(create(alice, Requests.orphan(true)).orphan()).isTrue();
        assertThat(create(root, Requests.period(60)).periodSeconds()).isEqualTo(60);
    }

    @Test
    void a_chosen_id_works_once() {
        Issued chosen = world.child(root, Requests.id("00000000-0000-0000-0000-000000000000"));
        assertThat(tokens.find(World.secret("00000000-0000-0000-0000-000000000000"), world.now()))
                .isPresent();
        assertThat(world.works(chosen)).isTrue();
        assertThat(objection(root, Requests.id("00000000-0000-0000-0000-000000000000"), false, null))
                .isEqualTo("cannot create a token with a duplicate ID");
        for (String bad : List.of("", "hvs.x", "s.x", "a b", "a\n", "x".repeat(257))) {
            assertThat(objection(root, Requests.id(bad), false, null)).startsWith("custom token ID");
        }
    }

    @Test
    void a_limited_token_makes_no_children() {
        Issued limited = world.child(root, Requests.uses(5));
        assertThat(objection(limited, TokenRequest.PLAIN, true, null))
                .isEqualTo("restricted use token cannot generate child tokens");
    }

    @Test
    void generations_are_limited() {
        Issued last = root;
        for (int i = 1; i < TokenRows.GENERATIONS_MAX; i++) {
            last = world.child(last, TokenRequest.PLAIN);
        }
        assertThat(world.works(last)).isTrue();
        assertThat(objection(last, TokenRequest.PLAIN, true, null)).contains("generations");
    }

    @Test
    void a_role_decides_on_policies_path_and_life() {
        TokenParameters token =
                new TokenParameters(List.of(), List.of("192.0.2.0/24"), true, 0, 0, 500, 7, 60, "service");
        TokenRole role = new TokenRole(
                "ci",
                List.of("deploy"),
                List.of("deploy-prod"),
                List.of("deploy-*"),
                List.of("*-secret"),
                true,
                false,
                "job",
                token);
        world.commit(tokens.writeRole(role));
        assertThat(tokens.roles("", 10)).containsExactly("ci");
        TokenRole stored = tokens.role("CI").orElseThrow().value();
        assertThat(stored).isEqualTo(role);
        TokenEntry entry = World.done(tokens.create(TokenRequest.PLAIN, world.row(alice), false, stored, world.now()))
                .entry();
        assertThat(entry.policies()).containsExactly("deploy");
        assertThat(entry.path()).isEqualTo("auth/token/create/ci/job");
        assertThat(entry.orphan()).isTrue();
        assertThat(entry.renewable()).isFalse();
        assertThat(entry.role()).isEqualTo("ci");
        assertThat(entry.usesLeft()).isEqualTo(7);
        assertThat(entry.periodSeconds()).isEqualTo(60);
        assertThat(entry.explicitMaxTtlSeconds()).isEqualTo(500);
        assertThat(entry.boundCidrs()).containsExactly("192.0.2.0/24");
        assertThat(objection(alice, Requests.policies("deploy-prod"), true, role))
                .contains("disallowed by this role");
        assertThat(objection(alice, Requests.policies("deploy-secret"), true, role))
                .contains("disallowed by this role");
        assertThat(objection(alice, Requests.policies("app"), true, role)).contains("subset of the role's allowed");
        assertThat(World.done(tokens.create(Requests.policies("deploy-x"), world.row(alice), false, role, world.now()))
                        .entry()
                        .policies())
                .containsExactly("deploy-x");
        world.commit(tokens.deleteRole("ci"));
        assertThat(tokens.role("ci")).isEmpty();
    }

    @Test
    void renewal_moves_the_end_within_the_maximum() {
        Issued issued = world.child(root, Requests.ttl(100));
        world.wait(Duration.ofSeconds(50));
        assertThat(renewed(issued, 0).ttlSeconds(world.now())).isEqualTo(100);
        assertThat(renewed(issued, 20).ttlSeconds(world.now())).isEqualTo(20);
        assertThat(renewed(issued, 500).ttlSeconds(world.now())).isEqualTo(500);
        Tokens.Renewed capped = World.done(tokens.renew(world.row(issued), 9_999_999, world.now()));
        assertThat(capped.entry().ttlSeconds(world.now())).isEqualTo(2_764_800 - 50);
        assertThat(capped.warnings()).singleElement().asString().contains("exceeded the effective max_ttl");
        assertThat(capped.entry().lastRenewed()).isEqualTo(world.now());
    }

    @Test
    void an_explicit_maximum_is_never_passed_not_even_by_a_periodic_token() {
        Issued issued = world.child(root, Requests.explicitMax(60, 100));
        Issued periodic = world.committed(tokens.login(
                World.grant(new TokenParameters(List.of(), List.of(), false, 0, 0, 100, 0, 60, "default")),
                world.now()));
        world.wait(Duration.ofSeconds(59));
        assertThat(renewed(issued, 600).ttlSeconds(world.now())).isEqualTo(41);
        assertThat(renewed(periodic, 600).ttlSeconds(world.now())).isEqualTo(41);
        world.wait(Duration.ofSeconds(41));
        assertThat(world.works(issued)).isFalse();
        assertThat(world.works(periodic)).isFalse();
    }

    @Test
    void a_periodic_token_lives_as_long_as_it_is_renewed() {
        Issued periodic = world.child(root, Requests.period(86_400));
        for (int day = 0; day < 100; day++) {
            world.wait(Duration.ofSeconds(86_399));
            assertThat(renewed(periodic, 5).ttlSeconds(world.now())).isEqualTo(86_400);
        }
        world.wait(Duration.ofSeconds(86_401));
        assertThat(world.works(periodic)).isFalse();
    }

    @Test
    void what_is_not_renewable_is_not_renewed() {
        Issued fixed = world.child(root, Requests.notRenewable());
        assertThat(World.objection(tokens.renew(world.row(fixed), 10, world.now())))
                .isEqualTo("lease is not renewable");
        assertThat(World.objection(tokens.renew(world.row(root), 10, world.now())))
                .isEqualTo("lease is not renewable");
    }

    @Test
    void a_mount_and_a_user_cap_what_the_environment_allows() {
        AuthMount mount = new AuthMount("m", "ldap", 600, 1000);
        TokenParameters token = new TokenParameters(List.of(), List.of(), false, 0, 500, 0, 0, 0, "default");
        Grant grant = new Grant(mount, "auth/ldap/login/a", "ldap/a", "ldap-a", "userpass", Map.of(), token);
        assertThat(tokens.login(grant, world.now()).entry().creationTtlSeconds())
                .isEqualTo(500);
        Grant plain =
                new Grant(mount, "auth/ldap/login/a", "ldap/a", "ldap-a", "userpass", Map.of(), TokenParameters.NONE);
        Issued issued = world.committed(tokens.login(plain, world.now()));
        assertThat(issued.entry().creationTtlSeconds()).isEqualTo(600);
        assertThat(renewed(issued, 5000).ttlSeconds(world.now())).isEqualTo(1000);
    }

    @Test
    void requests_that_make_no_sense_are_refused_in_words() {
        assertThatThrownBy(() -> Requests.ttl(-1)).hasMessage("a duration cannot be negative");
        assertThatThrownBy(() -> Requests.uses(-1)).hasMessage("number of uses cannot be negative");
        assertThatThrownBy(
                        () -> new TokenParameters(List.of(), List.of("10.0.0.0/33"), false, 0, 0, 0, 0, 0, "default"))
                .hasMessageStartingWith("not a network address");
        assertThatThrownBy(() -> new TokenParameters(List.of(), List.of(), false, 5, 4, 0, 0, 0, "default"))
                .hasMessage("'token_ttl' cannot be greater than 'token_max_ttl'");
        assertThatThrownBy(() -> new TokenParameters(List.of(), List.of(), false, 0, 0, 0, 0, 0, "batch"))
                .hasMessageContaining("only service tokens");
    }

    private TokenEntry create(Issued parent, TokenRequest request) {
        return world.child(parent, request).entry();
    }

    private String objection(Issued parent, TokenRequest request, boolean sudo, @Nullable TokenRole role) {
        Outcome<Issued> outcome = tokens.create(request, world.row(parent), sudo, role, world.now());
        return World.objection(outcome);
    }

    private TokenEntry renewed(Issued issued, long increment) {
        Tokens.Renewed renewed = World.done(tokens.renew(world.row(issued), increment, world.now()));
        world.commit(renewed.changes());
        return renewed.entry();
    }
}
