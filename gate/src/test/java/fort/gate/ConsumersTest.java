package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Consumption;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R2.4")
class ConsumersTest {
    private static final String READS = "path \"secret/data/app/*\" { capabilities = [\"read\"] }";

    private final TestFort fort = new TestFort(11);
    private byte[] web = new byte[0];
    private byte[] batch = new byte[0];

    @BeforeEach
    void prepare() {
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"one\"}");
        web = fort.tokenWith(DEVELOPMENT, READS);
        batch = login("batch");
    }

    @AfterEach
    void close() {
        fort.close();
    }

    /// A token of another principal.
    private byte[] login(String name) {
        done(fort.ask(fort.root(DEVELOPMENT), new PolicyOperation.WritePolicy("reads", READS)));
        done(fort.ask(
                fort.root(DEVELOPMENT),
                new MountOperation.Enable(true, "userpass", "userpass", "", MountTuning.NONE, Map.of(), false)));
        done(fort.ask(
                fort.root(DEVELOPMENT),
                new UserOperation.WriteUser("userpass", name, World.bytes(World.USER_PASSWORD), null)));
        done(fort.ask(fort.root(DEVELOPMENT), new UserOperation.ChangePolicies("userpass", name, List.of("reads"))));
        return Objects.requireNonNull(done(fort.ask(
                                fort.anonymous(DEVELOPMENT),
                                new UserOperation.LoginPassword("userpass", name, World.bytes(World.USER_PASSWORD))))
                        .clientToken())
                .reveal(Reveal.granted())
                .clone();
    }

    private Outcome<SecretOperation.SecretView> read(byte[] token, long version) {
        return fort.ask(fort.with(DEVELOPMENT, token), new SecretOperation.Read("secret", path("app/db"), version));
    }

    private Outcome<ConsumerOperation.ConsumerView> acknowledge(byte[] token, long version, String consumer) {
        return fort.ask(
                fort.with(DEVELOPMENT, token),
                new ConsumerOperation.Acknowledge("secret", path("app/db"), version, consumer));
    }

    private ConsumerOperation.ConsumerView declare(byte[] token, String consumer) {
        return done(fort.ask(
                fort.with(DEVELOPMENT, token), new ConsumerOperation.Declare("secret", path("app/db"), consumer)));
    }

    private List<ConsumerOperation.ConsumerView> consumers() {
        return done(fort.ask(fort.root(DEVELOPMENT), new ConsumerOperation.ListConsumers("secret", path("app/db"))))
                .consumers();
    }

    private long rows() {
        return Objects.requireNonNull(fort.stores.get(DEVELOPMENT)).count("consumer");
    }

    @Test
    void reads_become_one_row_for_each_reader_and_version() {
        for (int i = 0; i < 50; i++) {
            done(read(web, 0));
        }
        done(read(batch, 0));
        assertThat(rows()).isZero();
        fort.fort.upkeep();
        assertThat(rows()).isEqualTo(2);
        assertThat(consumers())
                .extracting(ConsumerOperation.ConsumerView::fetchedVersion)
                .containsExactly(1L, 1L);
        long size = Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).logSize();
        done(read(web, 0));
        fort.fort.upkeep();
        assertThat(Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).logSize())
                .as("a read that teaches nothing writes its own record only")
                .isEqualTo(size + 1);
    }

    @Test
    void who_had_the_old_version_is_known_a_tick_after_the_new_one_and_facts_only_grow() {
        done(read(web, 0));
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"two\"}");
        fort.fort.tick();
        assertThat(consumers()).singleElement().satisfies(view -> {
            assertThat(view.fetchedVersion()).isEqualTo(1);
            assertThat(view.declared()).isFalse();
        });
        done(read(web, 0));
        done(read(web, 1));
        fort.fort.upkeep();
        assertThat(consumers().getFirst().fetchedVersion()).isEqualTo(2);
    }

    @Test
    void root_and_fort_itself_are_no_consumers() {
        done(read(fort.rootOf(DEVELOPMENT), 0));
        fort.fort.upkeep();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_declared_service_takes_over_what_its_principal_fetched_and_acknowledges() {
        done(read(batch, 0));
        fort.fort.upkeep();
        assertThat(declare(batch, "payments").fetchedVersion()).isEqualTo(1);
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"two\"}");
        done(read(batch, 0));
        fort.fort.upkeep();
        done(acknowledge(batch, 2, "payments"));
        assertThat(done(acknowledge(batch, 1, "payments")).acknowledgedVersion())
                .as("an older version changes nothing")
                .isEqualTo(2);
        assertThat(consumers()).singleElement().satisfies(view -> {
            assertThat(view.consumer()).isEqualTo("payments");
            assertThat(view.principal()).isEqualTo("userpass/batch");
            assertThat(view.fetchedVersion()).isEqualTo(2);
            assertThat(view.acknowledgedVersion()).isEqualTo(2);
            assertThat(view.acknowledgedTime()).isEqualTo(fort.clock.instant());
        });
    }

    @Test
    void nobody_acknowledges_for_another_without_the_right_to() {
        declare(batch, "payments");
        assertThat(refusal(acknowledge(web, 1, "payments")).reason()).isEqualTo(Refusal.Reason.FORBIDDEN);
        byte[] operator = fort.tokenWith(
                DEVELOPMENT, READS + " path \"sys/consumers/secret/app/*\" { capabilities = [\"update\"] }");
        assertThat(done(acknowledge(operator, 1, "payments")).principal()).isEqualTo("userpass/batch");
    }

    @Test
    void what_is_not_there_cannot_be_acknowledged_and_a_name_is_a_simple_one() {
        assertThat(refusal(acknowledge(web, 7, "payments")).reason()).isEqualTo(Refusal.Reason.NOT_FOUND);
        for (String name : List.of("userpass/ann", "root", "A b", "")) {
            assertThat(refusal(acknowledge(web, 1, name)).reason()).isEqualTo(Refusal.Reason.INVALID_REQUEST);
        }
    }

    @Test
    void the_ledger_ends_with_its_secret() {
        done(acknowledge(web, 1, "payments"));
        done(read(batch, 0));
        done(fort.ask(fort.root(DEVELOPMENT), new SecretOperation.DeleteMetadata("secret", path("app/db"))));
        assertThat(rows()).isZero();
        fort.fort.tick();
        fort.fort.upkeep();
        fort.write(DEVELOPMENT, "app/db", "{\"password\":\"new\"}");
        fort.fort.upkeep();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void a_consumer_that_is_no_more_is_forgotten_by_who_may_and_a_silent_reader_by_time() {
        declare(batch, "payments");
        done(read(web, 0));
        fort.fort.upkeep();
        fort.clock.advance(Fetches.LEARNED_KEPT.plus(Duration.ofDays(1)));
        fort.fort.upkeep();
        assertThat(consumers())
                .extracting(ConsumerOperation.ConsumerView::consumer)
                .containsExactly("payments");
        done(fort.ask(fort.root(DEVELOPMENT), new ConsumerOperation.Forget("secret", path("app/db"), "payments")));
        assertThat(consumers()).isEmpty();
    }

    @Test
    void the_planner_sees_the_ledger_and_whom_the_metadata_names() {
        done(acknowledge(web, 1, "payments"));
        done(fort.ask(
                fort.root(DEVELOPMENT),
                new SecretOperation.WriteMetadata(
                        "secret",
                        path("app/db"),
                        new SecretOperation.MetadataChange(
                                null, null, null, null, null, null, null, List.of("invoices", "payments"), null))));
        Interior interior = Objects.requireNonNull(
                Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).interior());
        String headKey =
                SecretHandlers.headKey(Objects.requireNonNull(interior.mounts().at(false, "secret")), "app/db");
        assertThat(Consumers.of(interior.rows(), headKey))
                .containsExactly(
                        new Consumption("invoices", 0, null, 0, null),
                        new Consumption("payments", 0, null, 1, fort.clock.instant()));
    }

    @Test
    void acceptable_are_the_current_version_and_those_in_grace_with_values_for_readers_only() {
        var question = new ConsumerOperation.Acceptable("secret", path("app/db"), true);
        assertThat(done(fort.ask(fort.with(DEVELOPMENT, web), question)).versions())
                .singleElement()
                .satisfies(one -> assertThat(text(one.value())).isEqualTo("{\"password\":\"one\"}"));
        byte[] watcher = fort.tokenWith(DEVELOPMENT, "path \"secret/metadata/app/*\" { capabilities = [\"read\"] }");
        assertThat(refusal(fort.ask(fort.with(DEVELOPMENT, watcher), question)).reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        var without = new ConsumerOperation.Acceptable("secret", path("app/db"), false);
        assertThat(done(fort.ask(fort.with(DEVELOPMENT, watcher), without)).versions())
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isNull());
    }
}
