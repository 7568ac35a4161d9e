package fort.gate;

import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What others do between an act's decision and its commit.
@Tag("R1.2")
class BetweenDecisionAndCommitTest {
    private final TestFort fort = new TestFort(3);

    @AfterEach
    void close() {
        fort.close();
    }

    @Test
    @Tag("attack-34")
    void a_change_by_a_token_that_was_revoked_meanwhile_is_not_committed() {
        byte[] writer = fort.tokenWith(PRODUCTION, "path \"secret/data/*\" { capabilities = [\"create\"] }");
        Request late = fort.with(PRODUCTION, writer);
        Chamber chamber = Objects.requireNonNull(fort.fort.chamber(PRODUCTION));
        Interior interior = Objects.requireNonNull(chamber.interior());
        Authenticated before = interior.authenticate(late, fort.clock.instant());
        done(fort.ask(fort.root(PRODUCTION), new TokenOperation.RevokeToken(SecretValue.copyOf(writer))));
        assertThat(before).isInstanceOf(Authenticated.Known.class);
        assertThat(interior.appender()
                        .append(
                                List.of(((Authenticated.Known) before).standing()),
                                List.of(chamber.record("test", "nobody", "internal", "ok", ""))))
                .isInstanceOf(fort.audit.Appender.Appended.Conflict.class);
    }

    @Test
    void two_who_mount_at_the_same_path_at_once_do_not_both_succeed() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Outcome<Mount>> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> outcomes.add(fort.ask(
                            fort.root(PRODUCTION),
                            new MountOperation.Enable(
                                    false, "team", "kv", "", MountTuning.NONE, Map.of("version", "2"), false)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    }

    @Test
    @Tag("attack-20")
    void a_deny_of_a_name_holds_for_every_case_of_it() {
        userpass();
        done(fort.ask(fort.root(PRODUCTION), write("boss", "correct horse battery staple 1")));
        byte[] helper = fort.tokenWith(
                PRODUCTION,
                "path \"auth/userpass/users/*\" { capabilities = [\"create\",\"update\"] }\n"
                        + "path \"auth/userpass/users/boss*\" { capabilities = [\"deny\"] }");
        for (String name : List.of("boss", "BOSS", "Boss")) {
            assertThat(refusal(fort.ask(
                                    fort.with(PRODUCTION, helper),
                                    new UserOperation.ChangePassword(
                                            "userpass", name, json("correct horse battery staple 2"))))
                            .reason())
                    .isEqualTo(Refusal.Reason.FORBIDDEN);
        }
    }

    @Test
    void tokens_end_with_the_method_that_gave_them_and_are_not_renewed_beyond_their_user() {
        userpass();
        done(fort.ask(fort.root(PRODUCTION), write("alice", "correct horse battery staple 1")));
        byte[] first = login("alice");
        byte[] second = login("alice");
        done(fort.ask(fort.root(PRODUCTION), new UserOperation.DeleteUser("userpass", "alice")));
        assertThat(refusal(fort.ask(fort.with(PRODUCTION, first), new TokenOperation.RenewSelf(0)))
                        .message())
                .contains("not renewing");
        done(fort.ask(fort.root(PRODUCTION), new MountOperation.Disable(true, "userpass")));
        assertThat(refusal(fort.ask(fort.with(PRODUCTION, second), new TokenOperation.LookupSelf()))
                        .reason())
                .isEqualTo(Refusal.Reason.UNAUTHENTICATED);
    }

    @Test
    @Tag("attack-20")
    void a_promotion_is_no_way_around_a_deny() {
        fort.write(TestFort.STAGING, "app/db", "{}");
        PromotionOperation.PromotionView made = done(fort.ask(
                fort.with(
                        PRODUCTION,
                        fort.tokenWith(PRODUCTION, "path \"sys/promotions*\" { capabilities = [\"create\"] }")),
                new PromotionOperation.CreatePromotion(
                        TestFort.STAGING,
                        "secret",
                        "app/",
                        List.of(new PromotionOperation.Item(
                                path("app/db"), new PromotionOperation.Action.CopyTo(path("app/db")))),
                        "release")));
        done(fort.ask(fort.root(TestFort.STAGING), new PromotionOperation.OfferSource(PRODUCTION, made.id())));
        done(fort.ask(fort.root(PRODUCTION), new PromotionOperation.ApprovePromotion(made.id(), made.mappingHash())));
        byte[] applier = fort.tokenWith(PRODUCTION, "path \"sys/promotions/*\" { capabilities = [\"update\"] }");
        assertThat(refusal(fort.ask(fort.with(PRODUCTION, applier), new PromotionOperation.ApplyPromotion(made.id())))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
    }

    private void userpass() {
        done(fort.ask(
                fort.root(PRODUCTION),
                new MountOperation.Enable(true, "userpass", "userpass", "", MountTuning.NONE, Map.of(), false)));
    }

    private static UserOperation.WriteUser write(String user, String password) {
        return new UserOperation.WriteUser("userpass", user, json(password), null);
    }

    private byte[] login(String user) {
        TokenOperation.Auth auth = done(fort.ask(
                fort.anonymous(PRODUCTION),
                new UserOperation.LoginPassword("userpass", user, json("correct horse battery staple 1"))));
        return TestFort.text(auth.clientToken()).getBytes(StandardCharsets.UTF_8);
    }
}
