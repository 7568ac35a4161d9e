package fort.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.store.Change;
import fort.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class TokensTest {
    private final World world = new World();
    private final Tokens tokens = world.tokens;

    @Test
    void a_token_names_its_environment_and_is_known_there() {
        Issued issued = world.login("app");
        assertThat(text(issued.token())).matches("hvs\\.production_[A-Za-z0-9_-]{86}");
        assertThat(Tokens.environmentOf(issued.token())).contains(new EnvironmentName("production"));
        assertThat(issued.entry().accessor()).matches("[0-9A-Za-z]{24}");
        assertThat(world.works(issued)).isTrue();
        assertThat(tokens.caller(issued.entry()))
                .isEqualTo(new Caller(
                        new EnvironmentName("production"),
                        "userpass/alice",
                        "userpass-alice",
                        "userpass",
                        issued.entry().accessor(),
                        List.of("app", "default"),
                        Map.of("username", "alice")));
    }

    @Test
    void a_token_works_only_after_its_changes_are_committed() {
        Issued issued = tokens.root(0, world.now());
        assertThat(world.works(issued)).isFalse();
        world.commit(issued.changes());
        assertThat(world.works(issued)).isTrue();
    }

    @Test
    @Tag("R1.1")
    @Tag("attack-18")
    void a_token_of_another_environment_is_unknown_but_recognised() {
        World development = new World("development", 1);
        Issued foreign = development.root();
        assertThat(tokens.authenticate(foreign.token(), World.HERE, world.now()))
                .isEqualTo(Authentication.UNKNOWN);
        assertThat(Tokens.environmentOf(foreign.token())).contains(new EnvironmentName("development"));
    }

    /// The rows of one environment, copied into another's store, make no token there.
    @Test
    @Tag("attack-27")
    void a_token_row_moved_to_another_environment_makes_no_token_there() {
        World development = new World("development", 2);
        Issued foreign = development.root();
        world.commit(foreign.changes());
        assertThat(world.works(foreign)).isFalse();
    }

    @Test
    void texts_that_are_no_token_of_ours_name_no_environment() {
        for (String text : List.of(
                "",
                "hvs.",
                "testtoken",
                "hvs." + "a".repeat(95),
                "hvs.Production_" + "a".repeat(86),
                "hvs.root_" + "a".repeat(86),
                "hvb.production_" + "a".repeat(86),
                "hvs.production_" + "a".repeat(85),
                "hvs.production_" + "a".repeat(300))) {
            assertThat(Tokens.environmentOf(World.secret(text))).as(text).isEmpty();
            assertThat(tokens.authenticate(World.secret(text), World.HERE, world.now()))
                    .isEqualTo(Authentication.UNKNOWN);
        }
    }

    @Test
    @Tag("attack-38")
    void nothing_stored_holds_or_works_as_a_token() {
        Issued issued = world.login("app");
        byte[] token = issued.token().reveal(Reveal.granted());
        for (String collection : world.store.collections()) {
            for (Store.Row row : world.store.scan(collection, "", "", 1000)) {
                assertThat(new String(row.bytes(), ISO_8859_1))
                        .doesNotContain(text(issued.token()).substring(20, 40));
                assertThat(row.key()).doesNotContain(text(issued.token()).substring(20, 40));
                assertThat(tokens.find(World.secret(row.key()), world.now())).isEmpty();
            }
        }
        assertThat(token).isNotEmpty();
        assertThat(tokens.find(World.secret(issued.entry().id()), world.now())).isEmpty();
        assertThat(tokens.find(World.secret(issued.entry().accessor()), world.now()))
                .isEmpty();
    }

    @Test
    @Tag("attack-39")
    void an_expired_token_stays_dead_when_the_clock_goes_back() {
        Issued issued = world.login("app");
        world.wait(Duration.ofSeconds(TokenLimits.DEFAULT.defaultTtlSeconds()));
        Authentication seen = tokens.authenticate(issued.token(), World.HERE, world.now());
        assertThat(seen).isInstanceOf(Authentication.Expired.class);
        world.commit(((Authentication.Expired) seen).changes());
        world.wait(Duration.ofDays(-40));
        assertThat(tokens.authenticate(issued.token(), World.HERE, world.now())).isEqualTo(Authentication.UNKNOWN);
    }

    @Test
    void lives_to_the_last_second_and_not_longer() {
        Issued issued = world.child(world.root(), Requests.ttl(60));
        world.wait(Duration.ofSeconds(60).minusNanos(1));
        assertThat(world.works(issued)).isTrue();
        world.wait(Duration.ofNanos(1));
        assertThat(world.works(issued)).isFalse();
        assertThat(tokens.find(issued.token(), world.now())).isEmpty();
        assertThat(tokens.findByAccessor(issued.entry().accessor(), world.now()))
                .isEmpty();
    }

    @Test
    void a_bound_token_works_from_its_networks_only() {
        TokenParameters bound = new TokenParameters(
                List.of(), List.of("10.1.0.0/16", "2001:db8::/32"), false, 0, 0, 0, 0, 0, "default");
        Issued issued = world.committed(tokens.login(World.grant(bound), world.now()));
        for (String good : List.of("10.1.255.255", "2001:db8:1::7", "::ffff:10.1.2.3")) {
            assertThat(tokens.authenticate(issued.token(), good, world.now())).isInstanceOf(Authentication.Valid.class);
        }
        for (String bad : List.of("10.2.0.0", "2001:db9::", "internal", "", "localhost")) {
            assertThat(tokens.authenticate(issued.token(), bad, world.now()))
                    .isInstanceOf(Authentication.Misplaced.class);
        }
    }

    @Test
    @Tag("attack-34")
    void revoking_a_token_kills_its_whole_tree_at_once() {
        Issued root = world.root();
        Issued child = world.child(root, TokenRequest.PLAIN);
        Issued grandchild = world.child(child, TokenRequest.PLAIN);
        Issued other = world.child(root, TokenRequest.PLAIN);
        world.commit(tokens.revoke(child.entry()));
        assertThat(world.works(child)).isFalse();
        assertThat(world.works(grandchild)).isFalse();
        assertThat(world.works(root)).isTrue();
        assertThat(world.works(other)).isTrue();
        assertThat(world.store.count("token")).isEqualTo(2);
        assertThat(world.store.count("token_accessor")).isEqualTo(2);
        assertThat(world.store.count("token_lease")).isEqualTo(2);
        assertThat(world.store.count("token_child")).isEqualTo(1);
    }

    @Test
    @Tag("attack-34")
    void a_child_dies_with_its_parent_even_when_its_own_rows_are_left() {
        Issued root = world.root();
        Issued child = world.child(root, TokenRequest.PLAIN);
        Issued grandchild = world.child(child, TokenRequest.PLAIN);
        world.commit(List.of(world.rows.delete(TokenRows.TOKENS, root.entry().id(), Change.ANY)));
        assertThat(world.works(child)).isFalse();
        assertThat(world.works(grandchild)).isFalse();
        Tokens.Tidy tidy = tokens.tidy("", 100, world.now());
        assertThat(tidy.removed()).isEqualTo(2);
        world.commit(tidy.changes());
        assertThat(world.store.count("token")).isZero();
    }

    @Test
    void a_child_dies_when_its_parent_expires() {
        Issued parent = world.child(world.login("app"), Requests.ttl(60));
        Issued child = world.child(parent, Requests.ttl(600));
        Issued orphan = world.child(parent, Requests.orphan(true));
        world.wait(Duration.ofSeconds(61));
        assertThat(world.works(child)).isFalse();
        assertThat(world.works(orphan)).isTrue();
    }

    @Test
    void revoking_as_orphan_sets_the_children_free() {
        Issued parent = world.child(world.root(), TokenRequest.PLAIN);
        Issued child = world.child(parent, TokenRequest.PLAIN);
        Issued grandchild = world.child(child, TokenRequest.PLAIN);
        world.commit(World.done(tokens.revokeOrphan(parent.entry())));
        assertThat(world.works(parent)).isFalse();
        assertThat(world.works(child)).isTrue();
        assertThat(world.works(grandchild)).isTrue();
        assertThat(world.row(child).value().orphan()).isTrue();
    }

    @Test
    void a_limited_token_is_gone_after_its_last_use() {
        Issued issued = world.child(world.root(), Requests.uses(2));
        Tokens.Used first = tokens.use(world.row(issued));
        assertThat(first.row().value().usesLeft()).isEqualTo(1);
        world.commit(first.changes());
        Tokens.Used last = tokens.use(world.row(issued));
        assertThat(last.row().value().usesLeft()).isEqualTo(-1);
        world.commit(last.changes());
        assertThat(world.works(issued)).isFalse();
        assertThat(tokens.use(world.row(world.root())).changes()).isEmpty();
    }

    @Test
    void of_two_uses_at_once_only_one_is_taken() {
        Issued issued = world.child(world.root(), Requests.uses(1));
        List<Change> first = tokens.use(world.row(issued)).changes();
        List<Change> second = tokens.use(world.row(issued)).changes();
        assertThat(world.tryCommit(first)).isTrue();
        assertThat(world.tryCommit(second)).isFalse();
    }

    @Test
    void a_use_and_an_act_on_the_same_token_make_one_unit() {
        Issued issued = world.child(world.login("app"), Requests.uses(3));
        Tokens.Used used = tokens.use(world.row(issued));
        Tokens.Renewed renewed = World.done(tokens.renew(used.row(), 100, world.now()));
        world.commit(Tokens.merge(used.changes(), renewed.changes()));
        assertThat(world.row(issued).value().usesLeft()).isEqualTo(2);
        assertThat(world.row(issued).value().ttlSeconds(world.now())).isEqualTo(100);
        Tokens.Used again = tokens.use(world.row(issued));
        world.commit(Tokens.merge(again.changes(), tokens.revoke(again.row().value())));
        assertThat(world.works(issued)).isFalse();
    }

    @Test
    void the_last_use_cannot_renew_the_token() {
        Issued issued = world.child(world.login("app"), Requests.uses(1));
        assertThat(World.objection(tokens.renew(tokens.use(world.row(issued)).row(), 100, world.now())))
                .isEqualTo("lease is not renewable");
    }

    @Test
    void is_found_by_accessor_and_by_lease() {
        Issued issued = world.login("app");
        String lease = Tokens.leaseId(issued.entry());
        assertThat(lease).startsWith("auth/userpass/login/alice/h");
        assertThat(tokens.findByLease(lease, world.now()).orElseThrow().value()).isEqualTo(issued.entry());
        assertThat(tokens.findByLease(
                        "auth/userpass/login/bob/h" + issued.entry().id(), world.now()))
                .isEmpty();
        assertThat(tokens.findByLease("x", world.now())).isEmpty();
        assertThat(tokens.findByAccessor(issued.entry().accessor(), world.now()))
                .isPresent();
        assertThat(tokens.findByAccessor("unknown", world.now())).isEmpty();
        assertThat(tokens.accessors("", 10)).containsExactly(issued.entry().accessor());
        assertThat(tokens.leases("auth/userpass/login", "", 10)).containsExactly(lease);
        assertThat(tokens.leases("auth/userpass/log", "", 10)).isEmpty();
    }

    @Test
    void revoking_a_prefix_takes_all_below_it_and_nothing_beside() {
        Issued root = world.root();
        Issued alice = world.login("app");
        Issued child = world.child(alice, TokenRequest.PLAIN);
        world.commit(tokens.revokePrefix("auth/userpass", 100));
        assertThat(world.works(alice)).isFalse();
        assertThat(world.works(child)).isFalse();
        assertThat(world.works(root)).isTrue();
        assertThat(tokens.revokePrefix("auth/userpass", 100)).isEmpty();
    }

    @Test
    @Tag("attack-40")
    void a_new_epoch_kills_every_token_made_before() {
        Issued before = world.root();
        Issued child = world.child(before, TokenRequest.PLAIN);
        world.commit(tokens.nextEpoch());
        Issued after = world.root();
        assertThat(world.works(before)).isFalse();
        assertThat(world.works(child)).isFalse();
        assertThat(world.works(after)).isTrue();
        world.commit(tokens.nextEpoch());
        assertThat(world.works(after)).isFalse();
    }

    @Test
    void a_sweep_removes_the_dead_page_by_page() {
        Issued root = world.root();
        for (int i = 0; i < 25; i++) {
            world.child(root, Requests.ttl(i < 10 ? 10 : 1000));
        }
        world.wait(Duration.ofSeconds(11));
        String after = "";
        int removed = 0;
        int examined = 0;
        do {
            Tokens.Tidy tidy = tokens.tidy(after, 7, world.now());
            world.commit(tidy.changes());
            removed += tidy.removed();
            examined += tidy.examined();
            after = tidy.next();
        } while (!after.isEmpty());
        assertThat(removed).isEqualTo(10);
        assertThat(examined).isEqualTo(26);
        assertThat(world.store.count("token")).isEqualTo(16);
        assertThat(world.store.count("token_lease")).isEqualTo(16);
    }

    @Test
    void a_wrapping_token_is_good_for_one_use_and_its_time() {
        Issued wrapping = world.committed(tokens.wrapping("secret/data/app", 300, world.now()));
        assertThat(wrapping.entry().kind()).isEqualTo(TokenEntry.Kind.WRAPPING);
        assertThat(wrapping.entry().policies()).containsExactly("response-wrapping");
        assertThat(wrapping.entry().ttlSeconds(world.now())).isEqualTo(300);
        assertThat(World.objection(tokens.create(TokenRequest.PLAIN, world.row(wrapping), true, null, world.now())))
                .contains("restricted use token");
        world.commit(tokens.use(world.row(wrapping)).changes());
        assertThat(world.works(wrapping)).isFalse();
    }

    private static String text(SecretValue value) {
        return new String(value.reveal(Reveal.granted()), UTF_8);
    }
}
