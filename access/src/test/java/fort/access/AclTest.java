package fort.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class AclTest {
    private static final String APP_BUT_NOT_DB = """
            path "secret/data/app/*" { capabilities = ["create","read","update","patch","delete","list","scan","sudo"] }
            path "secret/data/app/db" { capabilities = ["deny"] }
            """;

    private static Decision decide(Acl acl, Capability capability, String path, Map<String, ?> fields) {
        return acl.decide(new Request(capability, path, () -> fields, 0, false));
    }

    @Test
    void denies_by_default_and_says_so() {
        Decision decision =
                Texts.acl("path \"a\" { capabilities = [\"read\"] }").decide(Request.of(Capability.READ, "b"));
        assertThat(decision).isEqualTo(new Decision.Deny(Decision.Why.NO_RULE, "", "", ""));
    }

    @Test
    void names_the_policy_and_rule_that_permit() {
        Acl acl = Texts.acl("path \"x/*\" { capabilities = [\"list\"] }", "path \"x/*\" { capabilities = [\"read\"] }");
        assertThat(acl.decide(Request.of(Capability.READ, "x/1"))).isEqualTo(new Decision.Permit("b", "x/*", false));
        assertThat(acl.decide(Request.of(Capability.LIST, "x/"))).isEqualTo(new Decision.Permit("a", "x/*", false));
        assertThat(acl.decide(Request.of(Capability.UPDATE, "x/1")))
                .isEqualTo(new Decision.Deny(Decision.Why.CAPABILITY, "a", "x/*", "update"));
    }

    @Test
    @Tag("attack-20")
    void deny_wins_for_every_verb_also_with_a_trailing_slash_on_lists() {
        Acl acl = Texts.acl(APP_BUT_NOT_DB);
        for (Capability capability : Capability.values()) {
            if (capability != Capability.DENY) {
                assertThat(acl.decide(Request.of(capability, "secret/data/app/db")))
                        .isInstanceOfSatisfying(
                                Decision.Deny.class,
                                deny -> assertThat(deny.why()).isEqualTo(Decision.Why.DENIED));
            }
        }
        assertThat(Texts.permits(acl, Capability.LIST, "secret/data/app/db/")).isFalse();
        assertThat(Texts.permits(acl, Capability.SCAN, "secret/data/app/db/")).isFalse();
        assertThat(Texts.permits(acl, Capability.READ, "/secret/data/app/db")).isFalse();
        assertThat(Texts.permits(acl, Capability.READ, "secret/data/app/db2")).isTrue();
    }

    @Test
    @Tag("attack-20")
    void a_deny_in_one_policy_wins_over_a_grant_of_the_same_path_in_another_in_any_order() {
        String grant = "path \"a/*\" { capabilities = [\"read\"] }";
        String deny = "path \"a/*\" { capabilities = [\"deny\"] }";
        assertThat(Texts.permits(Texts.acl(grant, deny), Capability.READ, "a/b"))
                .isFalse();
        assertThat(Texts.permits(Texts.acl(deny, grant), Capability.READ, "a/b"))
                .isFalse();
        assertThat(Texts.acl(deny, grant).capabilities("a/b")).containsExactly("deny");
    }

    @Test
    @Tag("attack-21")
    void a_plus_stays_within_its_segment() {
        Acl acl = Texts.acl("path \"a/+/c\" { capabilities = [\"read\"] }");
        assertThat(Texts.permits(acl, Capability.READ, "a/b/c")).isTrue();
        assertThat(Texts.permits(acl, Capability.READ, "a/b/b/c")).isFalse();
        assertThat(Texts.permits(acl, Capability.READ, "a/b/c/d")).isFalse();
        assertThat(Texts.permits(acl, Capability.READ, "a/c")).isFalse();
    }

    @Test
    @Tag("attack-18")
    void paths_are_compared_as_they_are_and_never_decoded_or_folded() {
        Acl acl = Texts.acl("path \"secret/data/app\" { capabilities = [\"read\"] }");
        for (String path : List.of(
                "secret/data/App",
                "secret/data/app/",
                "secret/data/app.",
                "secret/data/%61pp",
                "secret/data/x/../app",
                "secret/data//app",
                "secret/data/app;x",
                "secret/data/app\0",
                "secret/data/аpp")) {
            assertThat(Texts.permits(acl, Capability.READ, path)).as(path).isFalse();
        }
    }

    @Test
    void a_list_finds_the_rule_with_and_without_trailing_slash() {
        assertThat(Texts.permits(Texts.acl("path \"a/b\" { capabilities = [\"list\"] }"), Capability.LIST, "a/b/"))
                .isTrue();
        assertThat(Texts.permits(Texts.acl("path \"a/b/\" { capabilities = [\"list\"] }"), Capability.LIST, "a/b/"))
                .isTrue();
        assertThat(Texts.permits(Texts.acl("path \"a/+\" { capabilities = [\"list\"] }"), Capability.LIST, "a/b/"))
                .isTrue();
        assertThat(Texts.permits(Texts.acl("path \"a/b\" { capabilities = [\"read\"] }"), Capability.READ, "a/b/"))
                .isFalse();
    }

    @Test
    void sudo_is_asked_for_on_protected_paths() {
        Acl acl = Texts.acl("""
                path "sys/audit" { capabilities = ["read"] }
                path "sys/auth/*" { capabilities = ["update", "sudo"] }
                """);
        assertThat(acl.decide(Request.of(Capability.READ, "sys/audit")))
                .isEqualTo(new Decision.Deny(Decision.Why.SUDO, "a", "sys/audit", ""));
        assertThat(acl.decide(Request.of(Capability.UPDATE, "sys/auth/x")))
                .isEqualTo(new Decision.Permit("a", "sys/auth/*", true));
        assertThat(ProtectedPaths.contains("sys/leases/lookup")).isFalse();
        assertThat(ProtectedPaths.contains("sys/leases/lookup/x")).isTrue();
    }

    @Test
    void parameters_are_required_denied_and_allowed() {
        Acl acl = Texts.acl("""
                path "a" {
                  capabilities = ["update", "delete"]
                  required_parameters = ["name"]
                  denied_parameters = { "ttl" = ["1*", 5] }
                  allowed_parameters = { "name" = ["app-*"], "ttl" = [] }
                }
                """);
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of()))).isEqualTo(Decision.Why.PARAMETER_MISSING);
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "app-1"))))
                .isNull();
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "x"))))
                .isEqualTo(Decision.Why.PARAMETER_NOT_ALLOWED);
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "app-1", "ttl", "100"))))
                .isEqualTo(Decision.Why.PARAMETER_DENIED);
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "app-1", "TTL", 5))))
                .isEqualTo(Decision.Why.PARAMETER_DENIED);
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "app-1", "ttl", 6.0))))
                .isNull();
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("name", "app-1", "other", "1"))))
                .isEqualTo(Decision.Why.PARAMETER_NOT_ALLOWED);
        assertThat(why(decide(acl, Capability.DELETE, "a", Map.of("other", "1"))))
                .isNull();
    }

    private static Decision.@Nullable Why why(Decision decision) {
        return decision instanceof Decision.Deny deny ? deny.why() : null;
    }

    @Test
    void a_null_value_is_denied_only_by_a_rule_for_every_value() {
        Acl acl = Texts.acl(
                "path \"a\" { capabilities = [\"update\"]\n denied_parameters { \"x\" = [\"1\"] \"y\" = [] } }");
        Map<String, @Nullable Object> x = new HashMap<>();
        x.put("x", null);
        Map<String, @Nullable Object> y = new HashMap<>();
        y.put("y", null);
        assertThat(acl.decide(new Request(Capability.UPDATE, "a", () -> x, 0, false)))
                .isInstanceOf(Decision.Permit.class);
        assertThat(acl.decide(new Request(Capability.UPDATE, "a", () -> y, 0, false)))
                .isInstanceOf(Decision.Deny.class);
    }

    @Test
    void parameters_of_the_same_path_in_two_policies_add_up() {
        Acl acl = Texts.acl(
                "path \"a\" { capabilities = [\"update\"]\n allowed_parameters { \"x\" = [\"1\"] } }",
                "path \"a\" { capabilities = [\"update\"]\n allowed_parameters { \"x\" = [\"2\"] \"y\" = [] } }");
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("x", "1", "y", "?"))))
                .isNull();
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("x", "2")))).isNull();
        assertThat(why(decide(acl, Capability.UPDATE, "a", Map.of("x", "3"))))
                .isEqualTo(Decision.Why.PARAMETER_NOT_ALLOWED);
    }

    @Test
    void wrapping_times_are_held_to_their_bounds() {
        Acl acl = Texts.acl(
                "path \"a\" { capabilities = [\"read\"]\n min_wrapping_ttl = \"10s\"\n max_wrapping_ttl = \"1m\" }");
        long[] refused = {0, 9, 61};
        long[] accepted = {10, 60};
        for (long seconds : refused) {
            assertThat(why(acl.decide(new Request(Capability.READ, "a", Parameters.NONE, seconds, false))))
                    .isEqualTo(Decision.Why.WRAPPING);
        }
        for (long seconds : accepted) {
            assertThat(why(acl.decide(new Request(Capability.READ, "a", Parameters.NONE, seconds, false))))
                    .isNull();
        }
    }

    @Test
    void templates_are_filled_or_their_rule_is_dropped() {
        Policy policy = Texts.policy("p", "path \"users/{{ identity.entity.name }}/*\" { capabilities = [\"read\"] }");
        assertThat(Texts.permits(
                        Acl.compile(List.of(policy), name -> "alice", Texts.NOW), Capability.READ, "users/alice/x"))
                .isTrue();
        for (String value : Arrays.asList(null, "", "*", "+", "a/b")) {
            Acl acl = Acl.compile(List.of(policy), name -> value, Texts.NOW);
            assertThat(acl.granted()).as(String.valueOf(value)).isEmpty();
        }
    }

    @Test
    void an_expired_rule_is_left_out_and_the_next_expiry_is_known() {
        Policy policy = Texts.policy("p", """
                path "a" { capabilities = ["read"]
                  expiration = "2026-11-24T12:00:00Z" }
                path "b" { capabilities = ["read"]
                  expiration = "2026-11-24T13:00:00Z" }
                """);
        Acl acl = Acl.compile(List.of(policy), TemplateValues.NONE, Texts.NOW);
        assertThat(acl.capabilities("a")).containsExactly("deny");
        assertThat(acl.capabilities("b")).containsExactly("read");
        assertThat(acl.validUntil()).contains(Instant.parse("2026-11-24T13:00:00Z"));
    }

    @Test
    void root_permits_all_and_says_root() {
        Acl root = Acl.compile(List.of(new Policy("root", "", List.of(), false)), TemplateValues.NONE, Texts.NOW);
        assertThat(root.capabilities("any/thing")).containsExactly("root");
        assertThat(root.decide(Request.of(Capability.DELETE, "sys/audit/x")))
                .isEqualTo(new Decision.Permit("root", "", true));
        assertThat(root.anyBelow("secret/")).isTrue();
    }

    @Test
    void any_capability_below_a_mount_is_found_and_a_deny_is_none() {
        assertThat(Texts.acl("path \"secret/data/x\" { capabilities = [\"read\"] }")
                        .anyBelow("secret/"))
                .isTrue();
        assertThat(Texts.acl("path \"sec*\" { capabilities = [\"read\"] }").anyBelow("secret/"))
                .isTrue();
        assertThat(Texts.acl("path \"+/data/*\" { capabilities = [\"read\"] }").anyBelow("secret/"))
                .isTrue();
        assertThat(Texts.acl("path \"+/secret\" { capabilities = [\"read\"] }").anyBelow("secret/"))
                .isTrue();
        assertThat(Texts.acl("path \"secret/data/x\" { capabilities = [\"deny\"] }")
                        .anyBelow("secret/"))
                .isFalse();
        assertThat(Texts.acl("path \"secret2/data/x\" { capabilities = [\"read\"] }")
                        .anyBelow("secret/"))
                .isFalse();
        assertThat(Texts.acl("path \"other/+/x\" { capabilities = [\"read\"] }").anyBelow("secret/"))
                .isFalse();
        assertThat(Texts.acl("").anyBelow("secret/")).isFalse();
    }

    @Test
    void explains_what_won_and_what_it_won_over() {
        Acl acl = Texts.acl(APP_BUT_NOT_DB, "path \"secret/data/+/db\" { capabilities = [\"read\"] }");
        Explanation explanation = acl.explain("secret/data/app/db", Capability.READ);
        assertThat(explanation.decision())
                .isEqualTo(new Decision.Deny(Decision.Why.DENIED, "a", "secret/data/app/db", ""));
        assertThat(explanation.considered())
                .extracting(Explanation.Considered::rule)
                .containsExactly("secret/data/app/db", "secret/data/app/*", "secret/data/+/db");
        assertThat(explanation.considered())
                .extracting(Explanation.Considered::won)
                .containsExactly(true, false, false);
        assertThat(explanation.considered().getFirst().line()).isEqualTo(2);
    }
}
