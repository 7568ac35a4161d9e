package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.PRODUCTION;
import static fort.gate.TestFort.STAGING;
import static fort.gate.TestFort.done;
import static fort.gate.TestFort.json;
import static fort.gate.TestFort.path;
import static fort.gate.TestFort.text;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.VersionInfo;
import fort.store.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private TestFort fort = new TestFort(5);

    @AfterEach
    void close() {
        fort.close();
    }

    private Interior interior() {
        return Objects.requireNonNull(
                Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).interior());
    }

    private <T> T root(Operation<T> operation) {
        return done(fort.ask(fort.root(DEVELOPMENT), operation));
    }

    private void reopen() {
        fort.fort.close();
        fort.fort = fort.open(true);
    }

    private long rows(String collection) {
        return Objects.requireNonNull(fort.stores.get(DEVELOPMENT)).count(collection);
    }

    private List<AuditOperation.LogEntry> records(String operation) {
        return fort.log(DEVELOPMENT, new AuditOperation.LogQuery(null, null, operation, null, null, null, null));
    }

    private List<Integer> terms(String path) {
        return root(new SecretOperation.ReadMetadata("secret", path(path))).versions().stream()
                .map(VersionInfo::keyVersion)
                .toList();
    }

    private String read(String path) {
        return text(root(new SecretOperation.Read("secret", path(path), 0)).value());
    }

    private byte[] token(long ttlSeconds) {
        TokenOperation.Auth auth = root(new TokenOperation.CreateToken(new TokenOperation.TokenSpec(
                null, List.of("default"), Map.of(), null, 0, ttlSeconds, 0, 0, null, false, false, null, null)));
        return Objects.requireNonNull(auth.clientToken())
                .reveal(Reveal.granted())
                .clone();
    }

    private static Upkeep.Limits limits(int brakeCount, int alertsMax) {
        return new Upkeep.Limits(Duration.ofMinutes(10), brakeCount, 20, alertsMax);
    }

    private void sweep(int brakeCount, int alertsMax) {
        new Sweeps(interior(), new Upkeep(interior(), limits(brakeCount, alertsMax)), limits(brakeCount, alertsMax))
                .run(fort.clock.instant());
    }

    @Test
    @Tag("attack-87")
    void after_a_rotation_every_value_comes_under_the_new_key_and_stays_readable() {
        IntStream.range(0, 450).forEach(i -> fort.write(DEVELOPMENT, "app/" + i, "{\"v\":" + i + "}"));
        fort.write(DEVELOPMENT, "app/7", "{\"v\":77}");
        root(new SealOperation.RotateKey());
        assertThat(read("app/7")).isEqualTo("{\"v\":77}");
        fort.fort.upkeep();
        assertThat(terms("app/7")).containsExactly(2, 2);
        assertThat(terms("app/449")).containsExactly(2);
        assertThat(records("seal.rewrap"))
                .hasSizeGreaterThan(2)
                .allSatisfy(entry -> assertThat(entry.record().principal()).isEqualTo("system/rewrap"));
        reopen();
        assertThat(read("app/7")).isEqualTo("{\"v\":77}");
        assertThat(read("app/449")).isEqualTo("{\"v\":449}");
    }

    @Test
    @Tag("attack-87")
    void a_rewrap_that_was_cut_goes_on_where_it_was() {
        for (String name : List.of("a", "b", "c", "d")) {
            fort.write(DEVELOPMENT, name, "{\"v\":\"" + name + "\"}");
        }
        root(new SealOperation.RotateKey());
        String key =
                interior().rows().scan(SecretHandlers.HEADS, "", "", 10).get(1).key();
        Change cut =
                interior().rows().put(Rewrap.PROGRESS, Rewrap.ONLY, new Rewrap.Progress(2, key, false), Change.ANY);
        new Upkeep(interior(), Upkeep.Limits.DEFAULT)
                .append(fort.clock.instant(), "rewrap", "seal.rewrap", Map.of(), List.of(cut));
        reopen();
        fort.fort.upkeep();
        assertThat(List.of(terms("a"), terms("b"), terms("c"), terms("d")))
                .containsExactly(List.of(1), List.of(1), List.of(2), List.of(2));
        assertThat(read("a") + read("c")).isEqualTo("{\"v\":\"a\"}{\"v\":\"c\"}");
    }

    @Test
    void rotations_at_the_same_time_lose_no_key() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome<?>>> all = IntStream.range(0, 12)
                    .<Callable<Outcome<?>>>mapToObj(i -> i % 3 == 0
                            ? () -> fort.ask(fort.root(DEVELOPMENT), new SealOperation.RotateKey())
                            : () -> fort.ask(
                                    fort.root(DEVELOPMENT),
                                    new SecretOperation.Write("secret", path("s/" + i), json("{}"), null, null)))
                    .toList();
            for (var one : threads.invokeAll(all)) {
                assertThat(one.get()).isInstanceOf(Outcome.Done.class);
            }
        }
        fort.fort.upkeep();
        assertThat(root(new SealOperation.KeyStatusQuery()).term()).isEqualTo(5);
        reopen();
        assertThat(root(new SealOperation.KeyStatusQuery()).term()).isEqualTo(5);
        for (int i = 0; i < 12; i++) {
            if (i % 3 != 0) {
                assertThat(read("s/" + i)).isEqualTo("{}");
            }
        }
    }

    @Test
    void the_count_of_a_keys_uses_survives_a_restart() {
        IntStream.range(0, 50).forEach(i -> fort.write(DEVELOPMENT, "a", "{}"));
        fort.fort.upkeep();
        long before = root(new SealOperation.KeyStatusQuery()).encryptions();
        reopen();
        assertThat(before).isGreaterThan(50);
        assertThat(root(new SealOperation.KeyStatusQuery()).encryptions()).isGreaterThanOrEqualTo(before - 5);
    }

    @Test
    void expired_tokens_and_what_only_they_could_read_are_removed() {
        byte[] token = token(60);
        done(fort.ask(fort.with(DEVELOPMENT, token), new WrappingOperation.WriteCubbyhole("a", json("{}"))));
        root(new WrappingOperation.StoreWrapped(json("{}"), 60, "secret/data/a", null));
        long tokens = rows("token");
        fort.clock.advance(Duration.ofMinutes(2));
        fort.fort.upkeep();
        assertThat(rows("token")).isEqualTo(tokens - 2);
        assertThat(List.of(rows("cubbyhole"), rows("wrapped"), rows("wrapping")))
                .containsExactly(0L, 0L, 0L);
        assertThat(records("tidy.removed"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.record().principal()).isEqualTo("system/tidy"));
    }

    @Test
    void what_revoked_descendants_and_wrapping_tokens_left_is_removed() {
        byte[] parent =
                fort.tokenWith(DEVELOPMENT, "path \"auth/token/create\" { capabilities = [\"create\", \"update\"] }");
        TokenOperation.Auth child = done(
                fort.ask(fort.with(DEVELOPMENT, parent), new TokenOperation.CreateToken(World.spec(List.of(), false))));
        byte[] childToken = Objects.requireNonNull(child.clientToken()).reveal(Reveal.granted());
        done(fort.ask(fort.with(DEVELOPMENT, childToken), new WrappingOperation.WriteCubbyhole("a", json("{}"))));
        WrappingOperation.WrapInfo wrapped =
                root(new WrappingOperation.StoreWrapped(json("{}"), 600, "secret/data/a", null));
        root(new TokenOperation.RevokeAccessor(wrapped.accessor()));
        done(fort.ask(fort.with(DEVELOPMENT, parent), new TokenOperation.RevokeSelf()));
        fort.fort.upkeep();
        assertThat(List.of(rows("cubbyhole"), rows("wrapped"), rows("wrapping")))
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    @Tag("attack-58")
    void a_mass_expiry_pauses_the_sweep_and_raises_an_alert() {
        IntStream.range(0, 6).forEach(i -> token(60));
        long tokens = rows("token");
        fort.clock.advance(Duration.ofDays(40));
        sweep(3, 100);
        assertThat(rows("token")).isEqualTo(tokens);
        assertThat(root(new WatchOperation.ListAlerts(true, "", 10)))
                .extracting(WatchOperation.AlertView::kind)
                .containsExactly("mass_expiry");
        sweep(6, 100);
        assertThat(rows("token")).isEqualTo(tokens - 6);
    }

    @Test
    void offers_that_nobody_applied_are_removed_after_their_hour() {
        World world = new World(fort);
        world.promotion(true, false);
        assertThat(rows("promotion_value")).isEqualTo(1);
        fort.fort.upkeep();
        assertThat(rows("promotion_value")).isEqualTo(1);
        fort.clock.advance(Duration.ofHours(2));
        fort.fort.upkeep();
        assertThat(rows("promotion_value")).isZero();
    }

    @Test
    void beyond_the_limit_the_oldest_acknowledged_alerts_go() {
        for (int i = 0; i < 4; i++) {
            fort.clock.advance(Duration.ofMinutes(2));
            var _ = fort.ask(
                    fort.with(PRODUCTION, fort.rootOf(DEVELOPMENT)), new SecretOperation.Read("secret", path("x"), 0));
        }
        List<WatchOperation.AlertView> alerts = root(new WatchOperation.ListAlerts(true, "", 10));
        root(new WatchOperation.AcknowledgeAlert(alerts.get(1).id()));
        root(new WatchOperation.AcknowledgeAlert(alerts.get(2).id()));
        sweep(1_000, 3);
        assertThat(root(new WatchOperation.ListAlerts(false, "", 10)))
                .extracting(WatchOperation.AlertView::id)
                .containsExactly(
                        alerts.get(0).id(), alerts.get(2).id(), alerts.get(3).id());
    }

    @Test
    void an_act_that_races_with_sealing_is_done_or_told_that_it_is_sealed() throws Exception {
        fort.close();
        fort = TestFort.withShares(9);
        fort.write(DEVELOPMENT, "a", "{}");
        for (int round = 0; round < 20; round++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Outcome<?>>> all = IntStream.range(0, 24)
                        .<Callable<Outcome<?>>>mapToObj(i -> i == 12
                                ? () -> fort.ask(fort.root(DEVELOPMENT), new SealOperation.Seal())
                                : () -> fort.ask(
                                        fort.root(DEVELOPMENT), new SecretOperation.Read("secret", path("a"), 0)))
                        .toList();
                for (var one : threads.invokeAll(all)) {
                    if (one.get() instanceof Outcome.Refused<?>(Refusal refusal)) {
                        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.SEALED);
                    }
                }
            }
            fort.unsealAgain(DEVELOPMENT);
        }
        assertThat(read("a")).isEqualTo("{}");
    }

    @Test
    void other_environments_are_not_touched_by_ones_housekeeping() {
        fort.write(STAGING, "a", "{}");
        fort.fort.upkeep();
        String before = done(fort.ask(fort.root(STAGING), new WatchOperation.StateDigest()))
                .sha256();
        root(new SealOperation.RotateKey());
        Objects.requireNonNull(fort.fort.chamber(DEVELOPMENT)).upkeep();
        assertThat(done(fort.ask(fort.root(STAGING), new WatchOperation.StateDigest()))
                        .sha256())
                .isEqualTo(before);
    }
}
