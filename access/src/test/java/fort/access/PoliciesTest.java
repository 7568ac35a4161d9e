package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class PoliciesTest {
    private static final String READ_A = "path \"a\" { capabilities = [\"read\"] }";

    private final Environment environment = new Environment();
    private final Policies policies = environment.policies;

    @Test
    void default_and_root_exist_from_the_start() {
        assertThat(policies.names()).containsExactly("default", "root");
        assertThat(policies.find("root").orElseThrow().text()).isEmpty();
        Acl acl = Acl.compile(List.of(policies.find("default").orElseThrow()), TemplateValues.NONE, Texts.NOW);
        assertThat(acl.capabilities("auth/token/lookup-self")).containsExactly("read");
        assertThat(acl.capabilities("auth/token/renew-self")).containsExactly("update");
        assertThat(acl.capabilities("sys/capabilities-self")).containsExactly("update");
        assertThat(acl.capabilities("cubbyhole/x/y")).containsExactly("create", "delete", "list", "read", "update");
        assertThat(acl.capabilities("sys/tools/hash/sha2-256")).containsExactly("update");
        assertThat(acl.capabilities("secret/data/x")).containsExactly("deny");
        assertThat(acl.capabilities("sys/policies/acl/x")).containsExactly("deny");
        assertThat(acl.anyBelow("secret/")).isFalse();
    }

    @Test
    void a_policy_is_written_read_back_byte_for_byte_and_deleted() {
        String text = "# é\r\n" + READ_A + "\t";
        assertThat(environment.put("Team-A", text)).isEmpty();
        assertThat(policies.names()).containsExactly("default", "root", "team-a");
        assertThat(policies.find("TEAM-A").orElseThrow().text()).isEqualTo(text);
        assertThat(environment.apply(policies.delete("team-a"))).isEmpty();
        assertThat(policies.find("team-a")).isEmpty();
        assertThat(environment.apply(policies.delete("team-a"))).isEmpty();
    }

    @Test
    void default_can_be_changed_but_not_deleted() {
        assertThat(environment.apply(policies.delete("Default"))).isEqualTo("cannot delete default policy");
        assertThat(environment.put("default", READ_A)).isEmpty();
        assertThat(policies.find("default").orElseThrow().text()).isEqualTo(READ_A);
    }

    @Test
    @Tag("attack-29")
    void root_cannot_be_written_under_any_spelling() {
        for (String name : List.of("root", "ROOT", "Root")) {
            assertThat(environment.put(name, READ_A)).isEqualTo("cannot update \"root\" policy");
            assertThat(environment.apply(policies.delete(name))).isEqualTo("cannot delete \"root\" policy");
        }
        for (String name : List.of("root ", " root", "../root", "root/", "rооt", "root\0", "", "a/b", "a b", "-")) {
            assertThat(environment.put(name, READ_A)).as(name).contains("a policy name has");
        }
        assertThat(environment.put("response-wrapping", READ_A)).contains("cannot update");
        assertThat(policies.names()).containsExactly("default", "root");
    }

    @Test
    void a_text_that_does_not_parse_is_not_stored() {
        assertThat(environment.put("p", "path \"a\" {")).contains("failed to parse policy: line 1");
        assertThat(environment.put("p", "")).isEqualTo("'policy' parameter not supplied or empty");
        assertThat(policies.find("p")).isEmpty();
    }

    @Test
    void two_writers_of_one_policy_do_not_overwrite_each_other_unseen() {
        var first = policies.put("p", READ_A, Texts.NOW);
        var second = policies.put("p", READ_A, Texts.NOW);
        assertThat(environment.apply(first)).isEmpty();
        assertThat(environment.apply(second)).isEqualTo("conflict");
    }

    @Test
    void names_what_does_not_exist() {
        environment.put("p", READ_A);
        assertThat(policies.unknown(List.of("default", "p", "q", "role/r", "root")))
                .containsExactly("q", "role/r");
    }

    @Test
    @Tag("attack-29")
    void a_role_is_written_read_and_never_holds_root() {
        Roles roles = environment.roles;
        assertThat(environment.apply(roles.put("deployer", "deploys", List.of("P", "default", "p"))))
                .isEmpty();
        assertThat(roles.find("deployer")).contains(new Role("deployer", "deploys", List.of("default", "p")));
        assertThat(roles.names()).containsExactly("deployer");
        for (String name : List.of("root", "ROOT", "root ", "../root", "role/x")) {
            assertThat(environment.apply(roles.put("x", "", List.of(name))))
                    .as(name)
                    .isNotEmpty();
        }
        assertThat(environment.apply(roles.put("Deployer", "", List.of()))).isNotEmpty();
        assertThat(environment.apply(roles.delete("deployer"))).isEmpty();
        assertThat(roles.names()).isEmpty();
    }
}
