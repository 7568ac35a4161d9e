package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Caller;
import fort.domain.EnvironmentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
@Tag("R10.5")
class AclCacheTest {
    private final Environment environment = new Environment();
    private final AclCache cache = new AclCache(environment.rows, environment.clock, 100);

    private static Caller caller(String principal, String... policies) {
        return new Caller(
                new EnvironmentName("development"),
                principal,
                principal.replace('/', '-'),
                "userpass",
                "",
                List.of(policies),
                Map.of("team", "blue"));
    }

    private static String rule(String path, String word) {
        return "path \"" + path + "\" { capabilities = [\"" + word + "\"] }";
    }

    @Test
    void the_same_rules_are_compiled_once() {
        environment.put("p", rule("a", "read"));
        assertThat(cache.of(caller("userpass/alice", "p"))).isSameAs(cache.of(caller("userpass/bob", "p")));
    }

    @Test
    @Tag("attack-30")
    void a_change_holds_from_the_moment_it_is_committed() {
        Caller alice = caller("userpass/alice", "p", "q");
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
        environment.put("p", rule("a", "read"));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isTrue();
        environment.put("q", rule("a", "deny"));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
        environment.apply(environment.policies.delete("q"));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isTrue();
        environment.apply(environment.policies.delete("p"));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
    }

    @Test
    void a_role_gives_its_policies_and_follows_its_changes() {
        environment.put("p", rule("a", "read"));
        Caller alice = caller("userpass/alice", "role/reader");
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
        environment.apply(environment.roles.put("reader", "", List.of("p")));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isTrue();
        environment.apply(environment.roles.put("reader", "", List.of()));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
    }

    @Test
    void a_template_is_filled_for_each_caller_apart() {
        environment.put("p", rule("users/{{identity.entity.aliases.userpass.name}}/*", "read"));
        Acl alice = cache.of(caller("userpass/alice", "p"));
        Acl bob = cache.of(caller("userpass/bob", "p"));
        assertThat(Texts.permits(alice, Capability.READ, "users/alice/x")).isTrue();
        assertThat(Texts.permits(alice, Capability.READ, "users/bob/x")).isFalse();
        assertThat(Texts.permits(bob, Capability.READ, "users/bob/x")).isTrue();
        assertThat(cache.of(caller("userpass/alice", "p"))).isSameAs(alice);
    }

    @Test
    void a_bare_token_cannot_speak_for_a_person_through_its_name_or_metadata() {
        environment.put(
                "p",
                rule("users/{{identity.entity.name}}/*", "read") + "\n"
                        + rule("teams/{{identity.entity.metadata.team}}/*", "read"));
        assertThat(cache.of(caller("token/alice", "p")).granted()).isEmpty();
        Acl alice = cache.of(caller("userpass/alice", "p"));
        assertThat(Texts.permits(alice, Capability.READ, "users/userpass:alice/x"))
                .isTrue();
        assertThat(Texts.permits(alice, Capability.READ, "teams/blue/x")).isTrue();
        Caller child = new Caller(
                new EnvironmentName("development"),
                "userpass/alice",
                "token",
                "token",
                "",
                List.of("p"),
                Map.of("team", "red"));
        Acl made =
                Acl.compile(List.of(environment.policies.find("p").orElseThrow()), TemplateValues.of(child), Texts.NOW);
        assertThat(Texts.permits(made, Capability.READ, "users/userpass:alice/x"))
                .isTrue();
        assertThat(Texts.permits(made, Capability.READ, "teams/red/x")).isFalse();
    }

    @Test
    void a_rule_ends_at_its_expiration_although_cached() {
        environment.put(
                "p",
                "path \"a\" { capabilities = [\"read\"]\n expiration = \""
                        + environment.clock.instant().plusSeconds(60) + "\" }");
        Caller alice = caller("userpass/alice", "p");
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isTrue();
        environment.clock.advance(Duration.ofSeconds(60));
        assertThat(Texts.permits(cache.of(alice), Capability.READ, "a")).isFalse();
    }

    @Test
    @Tag("attack-29")
    void only_the_policy_root_itself_makes_root() {
        assertThat(cache.of(caller("root", "root")).permitsAll()).isTrue();
        for (String name : List.of("ROOT", "root ", "role/root", "")) {
            assertThat(cache.of(caller("userpass/x", name)).permitsAll())
                    .as(name)
                    .isFalse();
        }
    }
}
