package fort.gate;

import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.askOf;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.refusal;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.access.Parameters;
import fort.audit.Witnesses;
import fort.crypto.KeyFileSeal;
import fort.crypto.PasswordHash;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.identity.Credential;
import fort.testkit.SeededRandom;
import fort.testkit.SharedMemory;
import fort.testkit.TestClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two forts over one store. Neither is told what the other does, unless a test says so: what holds here holds
/// without any channel between them.
@Tag("R10.1")
class SeveralNodesTest {
    private static final String READER = "path \"secret/data/*\" { capabilities = [\"read\"] }";

    private final SharedMemory shared = new SharedMemory();
    private final SharedMemory.Handle leftStore = shared.handle();
    private final SharedMemory.Handle rightStore = shared.handle();
    private final TestClock clock = new TestClock();
    private final SeededRandom random = new SeededRandom(9);
    private byte[] rootToken = {};
    private Fort left;
    private Fort right;

    @TempDir
    private Path keys;

    @BeforeEach
    void open() {
        left = node("left", leftStore);
        SealOperation.Initialised initialised = done(left.gate()
                .perform(
                        new Request(
                                "r", PRODUCTION, Credential.NONE, "127.0.0.1", "test", "sys/init", Parameters.NONE, 0),
                        new SealOperation.Initialise(1, 1)));
        rootToken = initialised.rootToken().reveal(Reveal.granted()).clone();
        right = node("right", rightStore);
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    private Fort node(String name, SharedMemory.Handle store) {
        return Fort.open(
                List.of(new EnvironmentSettings(
                        PRODUCTION,
                        store,
                        new KeyFileSeal(keys),
                        TypePolicies.builtIn(),
                        Witnesses.NONE,
                        Optional.empty(),
                        10_000)),
                PRODUCTION,
                new Surroundings(clock, random, name, new PasswordHash.Cost(64, 1, 1)));
    }

    @Test
    @Tag("attack-89")
    void what_was_written_on_one_node_is_read_on_any_other_at_once() {
        Random choice = new Random(1);
        int stale = 0;
        for (int i = 0; i < 300; i++) {
            String path = "app/" + choice.nextInt(3);
            write(choice.nextBoolean() ? left : right, path, "{\"n\":" + i + "}");
            stale += read(left, path).equals("{\"n\":" + i + "}") ? 0 : 1;
            stale += read(right, path).equals("{\"n\":" + i + "}") ? 0 : 1;
        }
        assertThat(stale).isZero();
    }

    @Test
    @Tag("attack-34")
    void a_token_revoked_on_one_node_is_refused_on_the_other_at_once() {
        write(left, "app/db", "{}");
        byte[] token = tokenWith(left, "readers", READER);
        assertThat(readAs(right, token)).isInstanceOf(Outcome.Done.class);
        done(askOf(left, rootToken, new TokenOperation.RevokeToken(SecretValue.copyOf(token))));
        assertThat(refusal(readAs(right, token)).reason()).isEqualTo(Refusal.Reason.UNAUTHENTICATED);
    }

    @Test
    void a_policy_changed_on_one_node_decides_on_the_other_at_once() {
        write(left, "app/db", "{}");
        byte[] token = tokenWith(left, "readers", READER);
        assertThat(readAs(right, token)).isInstanceOf(Outcome.Done.class);
        done(askOf(left, rootToken, new PolicyOperation.WritePolicy("readers", READER.replace("read", "list"))));
        assertThat(refusal(readAs(right, token)).reason()).isEqualTo(Refusal.Reason.FORBIDDEN);
    }

    @Test
    void a_mount_made_on_one_node_is_used_on_the_other_at_once() {
        done(askOf(
                left,
                rootToken,
                new MountOperation.Enable(false, "team", "kv", "", MountTuning.NONE, Map.of("version", "2"), false)));
        done(askOf(right, rootToken, new SecretOperation.Write("team", path("a"), json("{}"), null, null)));
    }

    @Test
    void a_key_made_on_one_node_opens_and_stays_on_the_other() {
        write(left, "app/db", "{\"n\":0}");
        assertThat(read(right, "app/db")).isEqualTo("{\"n\":0}");
        done(askOf(left, rootToken, new SealOperation.RotateKey()));
        write(left, "app/db", "{\"n\":1}");
        assertThat(read(right, "app/db")).isEqualTo("{\"n\":1}");
        right.upkeep(); // saves the keyring's counters
        left.upkeep();
        assertThat(term(left)).isEqualTo(2);
        done(askOf(right, rootToken, new SealOperation.RotateKey()));
        assertThat(term(right)).isEqualTo(3);
        write(right, "app/db", "{\"n\":2}");
        try (Fort third = node("third", shared.handle())) {
            assertThat(term(third)).isEqualTo(3);
            assertThat(read(third, "app/db")).isEqualTo("{\"n\":2}");
        }
        assertThat(read(left, "app/db")).isEqualTo("{\"n\":2}");
    }

    @Test
    void both_turn_the_key_at_once_and_none_is_lost() throws InterruptedException {
        Thread other = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 5; i++) {
                done(askOf(left, rootToken, new SealOperation.RotateKey()));
            }
        });
        for (int i = 0; i < 5; i++) {
            done(askOf(right, rootToken, new SealOperation.RotateKey()));
            write(right, "app/" + i, "{\"n\":1}");
        }
        other.join();
        for (int i = 0; i < 5; i++) {
            assertThat(read(left, "app/" + i)).isEqualTo("{\"n\":1}");
        }
        try (Fort third = node("third", shared.handle())) {
            assertThat(term(third)).isEqualTo(11);
        }
    }

    @Test
    void one_node_at_a_time_does_the_work_in_the_background() {
        Turn ours = Objects.requireNonNull(chamber(left).interior()).notifying();
        Turn theirs = Objects.requireNonNull(chamber(right).interior()).notifying();
        assertThat(ours.mine(clock.instant())).isTrue();
        for (int i = 0; i < 10; i++) {
            clock.advance(Turn.LASTS.dividedBy(3));
            assertThat(ours.mine(clock.instant())).isTrue();
            assertThat(theirs.mine(clock.instant())).isFalse();
        }
        clock.advance(Turn.LASTS);
        assertThat(theirs.mine(clock.instant())).isTrue();
        assertThat(ours.mine(clock.instant())).isFalse();
        clock.advance(Turn.LASTS.negated().multipliedBy(10)); // a clock set back does not keep the turn for ever
        assertThat(ours.mine(clock.instant())).isTrue();
    }

    @Test
    void routing_asks_the_store_before_it_says_that_nothing_is_mounted() {
        done(askOf(
                left,
                rootToken,
                new MountOperation.Enable(false, "team", "kv", "", MountTuning.NONE, Map.of("version", "2"), false)));
        assertThat(chamber(right).mountOf(false, "team/a")).isNotNull();
        assertThat(chamber(right).mountOf(false, "nowhere/a")).isNull();
    }

    @Test
    void sealing_is_of_one_node() {
        done(askOf(left, rootToken, new SealOperation.Seal()));
        assertThat(chamber(left).isSealed()).isTrue();
        write(right, "app/db", "{}");
    }

    @Test
    void routing_sees_new_mounts_when_the_others_cannot_be_heard() {
        done(askOf(
                left,
                rootToken,
                new MountOperation.Enable(false, "team", "kv", "", MountTuning.NONE, Map.of("version", "2"), false)));
        assertThat(chamber(right).mounts().at(false, "team")).isNull();
        rightStore.hearing(false);
        assertThat(chamber(right).mounts().at(false, "team")).isNotNull();
        rightStore.hearing(true);
        rightStore.catchUp();
        assertThat(chamber(right).mounts().at(false, "team")).isNotNull();
    }

    @Test
    void the_record_of_both_is_one_log_that_verifies() {
        for (int i = 0; i < 40; i++) {
            write(i % 2 == 0 ? left : right, "app/" + i, "{}");
            left.tick();
            right.tick();
        }
        Interior interior = Objects.requireNonNull(chamber(right).interior());
        assertThat(interior.log().verify(n -> {}).findings()).isEmpty();
        assertThat(interior.log().size())
                .isEqualTo(
                        Objects.requireNonNull(chamber(left).interior()).log().size());
    }

    private static Chamber chamber(Fort fort) {
        return Objects.requireNonNull(fort.chamber(PRODUCTION));
    }

    private static int term(Fort fort) {
        return Objects.requireNonNull(chamber(fort).interior())
                .keyring()
                .status()
                .term();
    }

    private void write(Fort fort, String path, String json) {
        done(askOf(fort, rootToken, new SecretOperation.Write("secret", path(path), json(json), null, null)));
    }

    private String read(Fort fort, String path) {
        return text(done(askOf(fort, rootToken, new SecretOperation.Read("secret", path(path), 0)))
                .value());
    }

    private Outcome<SecretOperation.SecretView> readAs(Fort fort, byte[] token) {
        return askOf(fort, token, new SecretOperation.Read("secret", path("app/db"), 0));
    }

    private byte[] tokenWith(Fort fort, String policy, String rules) {
        done(askOf(fort, rootToken, new PolicyOperation.WritePolicy(policy, rules)));
        TokenOperation.Auth auth = done(askOf(
                fort,
                rootToken,
                new TokenOperation.CreateToken(new TokenOperation.TokenSpec(
                        null, List.of(policy), Map.of(), null, 0, 0, 0, 0, null, false, false, null, null))));
        return Objects.requireNonNull(auth.clientToken())
                .reveal(Reveal.granted())
                .clone();
    }
}
