package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.FailureKind;
import fort.domain.Refusal;
import fort.domain.RotationStep;
import fort.domain.VersionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One rotation at the gate: fences, what comes between, the index of what is due, and what the record says.
class RotationTest {
    private final TestFort fort = new TestFort(52);
    private final Rotating db = new Rotating(fort, DEVELOPMENT, "app/db");

    RotationTest() {
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"First-one-1\"}");
    }

    @AfterEach
    void close() {
        fort.close();
    }

    private String current() {
        return text(done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("app/db"), 0)))
                .value());
    }

    private List<String> states() {
        return done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.ReadMetadata("secret", path("app/db"))))
                .versions()
                .stream()
                .map(version -> version.number() + " " + version.state())
                .toList();
    }

    @Test
    @Tag("R2.3")
    void a_rotation_stages_promotes_keeps_the_old_value_in_grace_and_retires_it() {
        db.configured(Rotating.settings(3_600L));
        long fence = db.at(RotationStep.APPLY);
        assertThat(current()).contains("First-one-1");
        done(db.inside(new RotationWork.ReportApplied(db.key(), fence, 60)));
        done(db.inside(new RotationWork.PromoteStaged(db.key(), fence, Map.of("production", "d1"))));
        assertThat(current()).contains("Next-one");
        assertThat(states()).containsExactly("1 GRACE", "2 CURRENT");
        assertThat(db.isDue()).isFalse();

        fort.clock.advance(Duration.ofSeconds(3_601));
        RotationWork.Looked looked = db.look("node-1");
        assertThat(looked.acts()).contains("retire", "claim");
        assertThat(states()).containsExactly("1 RETIRED", "2 CURRENT");
        done(db.inside(new RotationWork.ReportFinished(
                db.key(), java.util.Objects.requireNonNull(looked.claim()).fence())));
        assertThat(db.step()).isEqualTo(RotationStep.IDLE);
    }

    @Test
    @Tag("R2.4")
    @Tag("R1.2")
    void the_record_tells_each_step_the_neighbours_digest_and_the_retirement() {
        db.configured(Rotating.settings(60L));
        long fence = db.at(RotationStep.VERIFY);
        done(db.inside(new RotationWork.PromoteStaged(db.key(), fence, Map.of("production", "d1"))));
        fort.clock.advance(Duration.ofSeconds(61));
        db.look("node-1");
        var history = done(db.root(new RotationOperation.ReadHistory("secret", path("app/db"), null, 100)))
                .entries();
        assertThat(history)
                .extracting(entry -> entry.record().operation())
                .contains("rotation.configure", "rotation.stage", "rotation.applied", "rotation.promote");
        assertThat(history)
                .anySatisfy(entry -> assertThat(entry.record().details()).containsEntry("digest.production", "d1"))
                .anySatisfy(entry -> assertThat(entry.record().details())
                        .containsEntry("act", "retire")
                        .containsEntry("why", "time"));
    }

    @Test
    @Tag("attack-52")
    @Tag("R2.5")
    void a_worker_that_slept_through_its_claim_changes_nothing_when_it_wakes() {
        long old = db.at(RotationStep.APPLY);
        fort.clock.advance(Duration.ofMinutes(5));
        RotationWork.Claim later = db.claim("node-2");
        assertThat(later.fence()).isGreaterThan(old);
        for (Operation<?> late : List.<Operation<?>>of(
                new RotationWork.OpenRotation(db.key(), old),
                new RotationWork.ReportApplied(db.key(), old, 60),
                new RotationWork.PromoteStaged(db.key(), old, Map.of()),
                new RotationWork.ReportFailed(db.key(), old, FailureKind.PERMANENT, "late"),
                new RotationWork.RenewClaim(db.key(), old, 60))) {
            assertThat(refusal(db.inside(late)).reason()).isEqualTo(Refusal.Reason.CHECK_AND_SET);
        }
        assertThat(db.view().job().claimedBy()).isEqualTo("node-2");
        assertThat(states()).containsExactly("1 CURRENT", "2 STAGED");
    }

    @Test
    void one_of_two_nodes_gets_the_claim() {
        db.configured(Rotating.RANDOM);
        done(db.root(new RotationOperation.RotateNow("secret", path("app/db"))));
        var due = db.due();
        assertThat(done(db.inside(new RotationWork.Look(db.key(), due, "node-1", 60, true)))
                        .claim())
                .isNotNull();
        assertThat(done(db.inside(new RotationWork.Look(db.key(), due, "node-2", 60, true)))
                        .claim())
                .isNull();
    }

    @Test
    @Tag("attack-61")
    void a_value_written_while_it_rotates_stays_and_the_staged_one_is_withdrawn() {
        long fence = db.at(RotationStep.VERIFY);
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"By-hand-3\"}");
        assertThat(refusal(db.inside(new RotationWork.PromoteStaged(db.key(), fence, Map.of())))
                        .reason())
                .isEqualTo(Refusal.Reason.CHECK_AND_SET);
        assertThat(current()).contains("By-hand-3");
        assertThat(db.look("node-1").acts()).contains("abandon");
        assertThat(db.step()).isEqualTo(RotationStep.UNDO);
    }

    @Test
    @Tag("attack-61")
    void a_secret_removed_while_it_rotates_is_gone_with_its_rotation() {
        long fence = db.at(RotationStep.APPLY);
        String key = db.key();
        done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.DeleteMetadata("secret", path("app/db"))));
        assertThat(refusal(db.inside(new RotationWork.ReportApplied(key, fence, 60)))
                        .reason())
                .isEqualTo(Refusal.Reason.NOT_FOUND);
        var store = java.util.Objects.requireNonNull(fort.stores.get(DEVELOPMENT));
        assertThat(store.count("rotation")).isZero();
        assertThat(store.count("rotation_due")).isZero();
        assertThat(store.count("version")).isZero();
    }

    @Test
    @Tag("attack-61")
    void an_operator_who_freezes_a_rotation_stops_it_at_its_step_and_resumes_it_there() {
        long fence = db.at(RotationStep.APPLY);
        done(db.root(new RotationOperation.FreezeRotation("secret", path("app/db"), true)));
        assertThat(done(db.inside(new RotationWork.ReportApplied(db.key(), fence, 60)))
                        .claim())
                .isNull();
        fort.clock.advance(Duration.ofDays(1));
        assertThat(db.isDue()).isFalse();
        done(db.root(new RotationOperation.FreezeRotation("secret", path("app/db"), false)));
        assertThat(db.claim("node-2").step()).isEqualTo(RotationStep.VERIFY);
    }

    @Test
    @Tag("attack-56")
    @Tag("R2.5")
    void a_failure_raises_an_alert_comes_again_later_and_leaves_the_secret_as_it_was() {
        long fence = db.at(RotationStep.APPLY);
        done(db.inside(new RotationWork.ReportFailed(db.key(), fence, FailureKind.TRANSIENT, "no route to host")));
        assertThat(db.isDue()).isFalse();
        assertThat(current()).contains("First-one-1");
        assertThat(done(db.root(new WatchOperation.ListAlerts(true, "", 100)))).anySatisfy(alert -> {
            assertThat(alert.kind()).isEqualTo("rotation_failed");
            assertThat(alert.summary()).contains("no route to host");
        });
        fort.clock.advance(Duration.ofMinutes(1));
        assertThat(db.claim("node-1").fence()).isGreaterThan(fence);
    }

    @Test
    void a_later_write_does_not_touch_the_index_of_what_is_due() {
        var store = java.util.Objects.requireNonNull(fort.stores.get(DEVELOPMENT));
        fort.write(DEVELOPMENT, "app/other", "{\"a\":\"1\"}");
        long rows = store.count("rotation_due");
        fort.clock.advance(Duration.ofSeconds(5));
        fort.write(DEVELOPMENT, "app/other", "{\"a\":\"2\"}");
        long graceRow = store.count("rotation_due");
        fort.clock.advance(Duration.ofSeconds(5));
        fort.write(DEVELOPMENT, "app/other", "{\"a\":\"3\"}");
        assertThat(rows).isEqualTo(2);
        assertThat(graceRow).isEqualTo(2);
        assertThat(store.count("rotation_due")).isEqualTo(2);
    }

    @Test
    void who_may_not_read_the_secret_may_not_have_it_sent_to_a_target() {
        byte[] half = fort.tokenWith(DEVELOPMENT, "path \"sys/rotation/secrets/*\" { capabilities = [\"update\"] }");
        assertThat(refusal(fort.ask(
                                fort.with(DEVELOPMENT, half),
                                new RotationOperation.ConfigureRotation("secret", path("app/db"), Rotating.RANDOM)))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
    }

    @Test
    @Tag("R2.6")
    void an_emergency_rotates_exactly_the_list_that_was_confirmed() {
        db.configured(Rotating.settings(86_400L));
        fort.write(DEVELOPMENT, "app/unprepared", "{\"a\":\"1\"}");
        fort.write(DEVELOPMENT, "other/x", "{\"a\":\"1\"}");
        var choice =
                new EmergencyOperation.EmergencyChoice("secret", List.of(), "app/", null, null, null, null, null, null);
        var preview = done(db.root(new EmergencyOperation.PreviewEmergency(choice)));
        assertThat(preview.chosen()).extracting(EmergencyOperation.Chosen::path).containsExactly("app/db");
        assertThat(preview.unprepared())
                .extracting(EmergencyOperation.Chosen::path)
                .containsExactly("app/unprepared");
        fort.write(DEVELOPMENT, "app/later", "{\"a\":\"1\"}");
        assertThat(refusal(db.root(new EmergencyOperation.StartEmergency(choice, preview.hash(), "leak")))
                        .reason())
                .isEqualTo(Refusal.Reason.CHECK_AND_SET);
        var again = done(db.root(new EmergencyOperation.PreviewEmergency(choice)));
        var begun = done(db.root(new EmergencyOperation.StartEmergency(choice, again.hash(), "leak")));
        assertThat(db.isDue()).isTrue();
        assertThat(db.view().job().deadline()).isEqualTo(fort.clock.instant().plusSeconds(300));
        long fence = db.at(RotationStep.VERIFY);
        done(db.inside(new RotationWork.PromoteStaged(db.key(), fence, Map.of())));
        var report = done(
                db.root(new EmergencyOperation.ReadEmergency(begun.summary().id())));
        assertThat(report.items())
                .extracting(EmergencyOperation.EmergencyItem::state)
                .containsExactly("done");
        // a leaked value is not accepted for a day longer
        fort.clock.advance(Duration.ofSeconds(301));
        db.look("node-1");
        assertThat(states()).contains("1 " + VersionState.RETIRED);
    }

    @Test
    @Tag("R2.6")
    void an_emergency_finds_what_a_principal_has_read_since() {
        db.configured(Rotating.RANDOM);
        fort.write(DEVELOPMENT, "app/unread", "{\"a\":\"1\"}");
        byte[] reader = fort.tokenWith(DEVELOPMENT, "path \"secret/*\" { capabilities = [\"read\"] }");
        var reply = fort.fort
                .gate()
                .perform(fort.with(DEVELOPMENT, reader), new SecretOperation.Read("secret", path("app/db"), 0));
        done(reply);
        String principal = fort.log(
                        DEVELOPMENT,
                        new AuditOperation.LogQuery(null, "secret/data/app/db", "secret.read", null, null, null, null))
                .getFirst()
                .record()
                .principal();
        var choice = new EmergencyOperation.EmergencyChoice(
                "",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                principal,
                fort.clock.instant().minusSeconds(60));
        var preview = done(db.root(new EmergencyOperation.PreviewEmergency(choice)));
        assertThat(preview.chosen()).extracting(EmergencyOperation.Chosen::path).contains("app/db");
        assertThat(preview.unprepared())
                .extracting(EmergencyOperation.Chosen::path)
                .doesNotContain("app/unread");
    }

    @Test
    @Tag("R2.6")
    void a_leaked_value_leads_to_who_holds_it_and_is_kept_nowhere() {
        fort.write(DEVELOPMENT, "app/deep", "{\"a\":{\"b\":[\"x\",\"Leaked-value-9\"]}}");
        fort.write(PRODUCTION, "app/deep", "{\"a\":\"Leaked-value-9\"}");
        var page = done(db.root(new EmergencyOperation.FindHolders(json("Leaked-value-9"), "")));
        assertThat(page.holders())
                .containsExactly(new EmergencyOperation.Holder("secret", "app/deep", 1, "current", "a.b[1]"));
        assertThat(page.next()).isNull();
        var entry = fort.log(
                        DEVELOPMENT, new AuditOperation.LogQuery(null, null, "emergency.whose", null, null, null, null))
                .getFirst();
        assertThat(entry.toString()).doesNotContain("Leaked-value-9");
        assertThat(entry.record().details()).containsKey("fingerprint");
    }
}
