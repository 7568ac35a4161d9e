package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.STAGING;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Refusal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What can be learned, or made to be worked for, by asking.
class QuestionsTest {
    private static final String PASSPHRASE = "a passphrase of some length";

    private final TestFort fort = new TestFort(12);

    @AfterEach
    void close() {
        fort.close();
    }

    private SecretOperation.ImportReport dryRun(Request request, byte[] bundle) {
        return done(fort.ask(
                request, new SecretOperation.Import("secret", "", bundle, World.bytes(PASSPHRASE), true, true)));
    }

    @Test
    void who_may_not_read_does_not_learn_from_an_import_whether_he_guessed_the_value() {
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"right\"}");
        fort.write(STAGING, "app/db", "{\"password\":\"right\"}");
        byte[] guess =
                done(fort.ask(fort.root(STAGING), new SecretOperation.Export("secret", "", World.bytes(PASSPHRASE))));
        byte[] writer = fort.tokenWith(
                DEVELOPMENT,
                "path \"secret/data/*\" { capabilities = [\"create\",\"update\"] }\n"
                        + "path \"secret/metadata*\" { capabilities = [\"list\"] }");
        assertThat(dryRun(fort.with(DEVELOPMENT, writer), guess).unchanged()).isEmpty();
        assertThat(dryRun(fort.with(DEVELOPMENT, writer), guess).replaced()).containsExactly("app/db");
        assertThat(dryRun(fort.root(DEVELOPMENT), guess).unchanged()).containsExactly("app/db");
    }

    @Test
    void a_proof_is_answered_from_the_newest_checkpoint_that_covers_it() {
        AuditOperation.Proof first = done(fort.ask(fort.root(DEVELOPMENT), new AuditOperation.ProveInclusion(0, 0)));
        fort.write(DEVELOPMENT, "a", "{}");
        AuditOperation.Proof again = done(fort.ask(fort.root(DEVELOPMENT), new AuditOperation.ProveInclusion(0, 0)));
        assertThat(again.checkpoint()).isEqualTo(first.checkpoint());
        AuditOperation.Proof later = done(fort.ask(
                fort.root(DEVELOPMENT),
                new AuditOperation.ProveInclusion(
                        fort.log(DEVELOPMENT, NEWEST).getFirst().index(), 0)));
        assertThat(later.checkpoint()).isNotEqualTo(first.checkpoint());
    }

    private static final AuditOperation.LogQuery NEWEST =
            new AuditOperation.LogQuery(null, null, "secret.write", null, null, null, null);

    /// Secrets have no references: what looks like one is a value like any other, whoever saved it and reads it.
    @Test
    @Tag("attack-25")
    void a_value_that_names_a_secret_of_another_environment_stays_the_text_it_is() {
        fort.write(PRODUCTION, "app/db", "{\"password\":\"of production\"}");
        for (String text : List.of(
                "{\"password\":\"production/secret/data/app/db#password\"}",
                "{\"password\":\"${vault:production/secret/data/app/db#password}\"}",
                "{\"password\":{\"$ref\":\"fort://production/app/db\"}}")) {
            fort.write(DEVELOPMENT, "app/copy", text);
            SecretOperation.SecretView view = done(
                    fort.ask(fort.root(DEVELOPMENT), new SecretOperation.Read("secret", TestFort.path("app/copy"), 0)));
            assertThat(TestFort.text(view.value())).isEqualTo(text);
        }
    }

    @Test
    void how_an_environment_is_built_is_not_for_every_token() {
        byte[] powerless = fort.tokenWith(DEVELOPMENT, "path \"secret/*\" { capabilities = [\"read\"] }");
        assertThat(refusal(fort.ask(fort.with(DEVELOPMENT, powerless), new WatchOperation.EnvironmentStatus()))
                        .reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        byte[] allowed = fort.tokenWith(DEVELOPMENT, "path \"sys/environment\" { capabilities = [\"read\"] }");
        done(fort.ask(fort.with(DEVELOPMENT, allowed), new WatchOperation.EnvironmentStatus()));
    }
}
