package fort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.store.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.2")
class UsersTest {
    private static final String MOUNT = World.USERPASS.id();
    private static final String PASSWORD = "correct horse";

    private final World world = new World();
    private final Users users = world.users;

    @BeforeEach
    void alice_exists() {
        world.commit(World.done(write("alice", PASSWORD, _ -> parameters("app"))));
    }

    @Test
    void logs_in_with_the_right_password() {
        Issued issued = granted(login("alice", PASSWORD, World.HERE));
        assertThat(world.works(issued)).isTrue();
        assertThat(issued.entry().policies()).containsExactly("app", "default");
        assertThat(issued.entry().path()).isEqualTo("auth/userpass/login/alice");
        assertThat(issued.entry().displayName()).isEqualTo("userpass-alice");
        assertThat(issued.entry().principal()).isEqualTo("userpass/alice");
        assertThat(issued.entry().meta()).containsExactly(Map.entry("username", "alice"));
        assertThat(issued.entry().orphan()).isTrue();
    }

    @Test
    @Tag("attack-2")
    void says_the_same_of_a_wrong_password_and_an_unknown_user() {
        Login.Refused wrong = refused(login("alice", "wrong-password", "192.0.2.10"));
        Login.Refused unknown = refused(login("nobody", "wrong-password", "192.0.2.11"));
        assertThat(wrong.refusal())
                .isEqualTo(unknown.refusal())
                .isEqualTo(new Refusal(Refusal.Reason.LOGIN_FAILED, "invalid username or password"));
        assertThat(wrong.changes()).hasSameSizeAs(unknown.changes());
    }

    @Test
    @Tag("attack-2")
    void locks_a_name_that_nobody_has_like_any_other() {
        for (int i = 0; i < 5; i++) {
            assertThat(reason("alice", "bad-password", "192.0.2.20")).isEqualTo(Refusal.Reason.LOGIN_FAILED);
            assertThat(reason("nobody", "bad-password", "192.0.2.20")).isEqualTo(Refusal.Reason.LOGIN_FAILED);
        }
        assertThat(reason("alice", "bad-password", "192.0.2.20")).isEqualTo(Refusal.Reason.THROTTLED);
        assertThat(reason("nobody", "bad-password", "192.0.2.20")).isEqualTo(Refusal.Reason.THROTTLED);
    }

    @Test
    @Tag("attack-1")
    void a_locked_name_is_locked_however_it_is_spelled() {
        for (int i = 0; i < 5; i++) {
            reason(i % 2 == 0 ? "alice" : "ALICE", "bad-password", World.HERE);
        }
        for (String spelling : List.of("alice", "Alice", "ALICE")) {
            assertThat(reason(spelling, PASSWORD, World.HERE)).isEqualTo(Refusal.Reason.THROTTLED);
        }
        for (String other : List.of("alice ", "\talice", "аlice", "ａlice", "alice/", "")) {
            assertThat(reason(other, PASSWORD, "192.0.2.30")).isEqualTo(Refusal.Reason.LOGIN_FAILED);
        }
    }

    @Test
    @Tag("attack-3")
    void a_stranger_cannot_lock_the_owner_out() {
        Issued session = granted(login("alice", PASSWORD, World.HERE));
        for (int i = 0; i < 2000; i++) {
            reason("alice", "bad-password", "203.0.113." + (i % 200));
        }
        assertThat(reason("alice", PASSWORD, "203.0.113.7")).isEqualTo(Refusal.Reason.THROTTLED);
        assertThat(reason("alice", PASSWORD, "198.51.100.1")).isEqualTo(Refusal.Reason.THROTTLED);
        assertThat(world.works(session)).isTrue();
        assertThat(world.works(granted(login("alice", PASSWORD, World.HERE)))).isTrue();
    }

    @Test
    void a_source_that_tries_many_names_is_locked_out_of_the_mount() {
        for (int i = 0; i < 50; i++) {
            assertThat(reason("user" + i, "bad-password", "203.0.113.9")).isEqualTo(Refusal.Reason.LOGIN_FAILED);
        }
        assertThat(reason("alice", PASSWORD, "203.0.113.9")).isEqualTo(Refusal.Reason.THROTTLED);
        granted(login("alice", PASSWORD, World.HERE));
    }

    @Test
    void a_lock_ends_by_itself() {
        for (int i = 0; i < 5; i++) {
            reason("alice", "bad-password", World.HERE);
        }
        world.wait(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(reason("alice", PASSWORD, World.HERE)).isEqualTo(Refusal.Reason.THROTTLED);
        world.wait(Duration.ofSeconds(1));
        granted(login("alice", PASSWORD, World.HERE));
    }

    @Test
    void old_failures_and_a_success_are_forgotten() {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 4; i++) {
                reason("alice", "bad-password", World.HERE);
            }
            if (round % 2 == 0) {
                world.wait(Duration.ofMinutes(16));
            } else {
                granted(login("alice", PASSWORD, World.HERE));
            }
        }
        granted(login("alice", PASSWORD, World.HERE));
    }

    @Test
    void an_operator_may_unlock() {
        for (int i = 0; i < 5; i++) {
            reason("alice", "bad-password", World.HERE);
        }
        world.commit(users.unlock(MOUNT, "Alice", world.now()));
        granted(login("alice", PASSWORD, World.HERE));
    }

    @Test
    void a_lock_set_by_a_wrong_clock_does_not_last() {
        world.wait(Duration.ofDays(40));
        for (int i = 0; i < 5; i++) {
            reason("alice", "bad-password", World.HERE);
        }
        world.wait(Duration.ofDays(-40));
        granted(login("alice", PASSWORD, World.HERE));
    }

    /// All see the same count; of their changes only one is accepted, so each further guess is judged anew.
    @Test
    void guesses_sent_at_once_are_counted_one_by_one() {
        List<Change> first = refusedOnly("alice", "bad-password").changes();
        List<Change> second = refusedOnly("alice", "bad-password").changes();
        Login.Granted right =
                (Login.Granted) users.login(World.USERPASS, "alice", World.secret(PASSWORD), World.HERE, world.now());
        assertThat(world.tryCommit(first)).isTrue();
        assertThat(world.tryCommit(second)).isFalse();
        assertThat(world.tryCommit(right.changes())).isFalse();
    }

    @Test
    void a_login_that_races_with_a_new_password_is_refused() {
        granted(login("alice", PASSWORD, World.HERE));
        Login.Granted late =
                (Login.Granted) users.login(World.USERPASS, "alice", World.secret(PASSWORD), World.HERE, world.now());
        world.commit(World.done(write("alice", "a new password", UnaryOperator.identity())));
        assertThat(world.tryCommit(late.changes())).isFalse();
        assertThat(reason("alice", PASSWORD, World.HERE)).isEqualTo(Refusal.Reason.LOGIN_FAILED);
        granted(login("alice", "a new password", World.HERE));
    }

    @Test
    void a_user_bound_to_networks_logs_in_from_there_only() {
        TokenParameters bound = new TokenParameters(List.of(), List.of("10.0.0.0/8"), false, 0, 0, 0, 0, 0, "default");
        world.commit(World.done(write("alice", null, _ -> bound)));
        assertThat(reason("alice", PASSWORD, World.HERE)).isEqualTo(Refusal.Reason.LOGIN_FAILED);
        assertThat(granted(login("alice", PASSWORD, "10.9.9.9")).entry().boundCidrs())
                .containsExactly("10.0.0.0/8");
    }

    @Test
    void each_mount_has_users_of_its_own() {
        AuthMount other = new AuthMount("m-other", "team/userpass", 0, 0);
        assertThat(users.read(other.id(), "alice")).isEmpty();
        assertThat(users.login(other, "alice", World.secret(PASSWORD), World.HERE, world.now()))
                .isInstanceOf(Login.Refused.class);
        world.commit(
                World.done(users.write(other.id(), "alice", World.secret("other password"), UnaryOperator.identity())));
        Login login = users.login(other, "alice", World.secret("other password"), World.HERE, world.now());
        assertThat(((Login.Granted) login).issued().entry().displayName()).isEqualTo("team-userpass-alice");
    }

    @Test
    void lists_changes_and_deletes_users() {
        world.commit(World.done(write("bob", "another one", UnaryOperator.identity())));
        assertThat(users.list(MOUNT, "", 10)).containsExactly("alice", "bob");
        assertThat(users.list(MOUNT, "alice", 10)).containsExactly("bob");
        assertThat(users.stillGrants(MOUNT, "alice", List.of("app", "default"))).isTrue();
        world.commit(World.done(write("alice", null, _ -> parameters("ops"))));
        assertThat(users.stillGrants(MOUNT, "alice", List.of("app", "default"))).isFalse();
        assertThat(granted(login("alice", PASSWORD, World.HERE)).entry().policies())
                .containsExactly("default", "ops");
        world.commit(users.delete(MOUNT, "alice"));
        assertThat(users.read(MOUNT, "alice")).isEmpty();
        assertThat(reason("alice", PASSWORD, World.HERE)).isEqualTo(Refusal.Reason.LOGIN_FAILED);
    }

    @Test
    @Tag("attack-29")
    void no_user_gets_root() {
        for (String name : List.of("root", "ROOT", " root ")) {
            assertThat(World.objection(write("eve", PASSWORD, _ -> parameters(name))))
                    .isEqualTo("auth methods cannot create root tokens");
        }
    }

    @Test
    @Tag("R9.1")
    void refuses_names_and_passwords_out_of_bounds() {
        assertThat(World.objection(write("eve", null, UnaryOperator.identity())))
                .isEqualTo("missing password");
        assertThat(World.objection(write("eve", "seven77", UnaryOperator.identity())))
                .isEqualTo("a password has at least 8 characters");
        assertThat(World.objection(write("eve", "p".repeat(1025), UnaryOperator.identity())))
                .isEqualTo("a password has at most 1024 bytes");
        for (String name : List.of("", "a b", "../root", "аlice", "x".repeat(129))) {
            assertThat(World.objection(write(name, PASSWORD, UnaryOperator.identity())))
                    .startsWith("not a user name");
        }
        assertThat(World.objection(write("eve", PASSWORD, _ -> {
                    throw new IllegalArgumentException("as the caller said");
                })))
                .isEqualTo("as the caller said");
    }

    @Test
    void counts_that_no_longer_matter_are_swept() {
        granted(login("alice", PASSWORD, World.HERE));
        for (int i = 0; i < 30; i++) {
            reason("user" + i, "bad-password", "203.0.113." + i);
        }
        world.wait(Duration.ofMinutes(31));
        String after = "";
        do {
            Tokens.Tidy tidy = users.tidy(after, 7, world.now());
            world.commit(tidy.changes());
            after = tidy.next();
        } while (!after.isEmpty());
        assertThat(world.store.count("login_name")).isEqualTo(1);
        assertThat(world.store.count("login_source")).isZero();
    }

    private static TokenParameters parameters(String... policies) {
        return new TokenParameters(List.of(policies), List.of(), false, 0, 0, 0, 0, 0, "default");
    }

    private Outcome<List<Change>> write(String name, @Nullable String password, UnaryOperator<TokenParameters> edit) {
        return users.write(MOUNT, name, password == null ? null : World.secret(password), edit);
    }

    private Login login(String name, String password, String source) {
        Login login = users.login(World.USERPASS, name, World.secret(password), source, world.now());
        world.commit(login.changes());
        return login;
    }

    private Login.Refused refusedOnly(String name, String password) {
        return refused(users.login(World.USERPASS, name, World.secret(password), World.HERE, world.now()));
    }

    private Refusal.Reason reason(String name, String password, String source) {
        return refused(login(name, password, source)).refusal().reason();
    }

    private static Login.Refused refused(Login login) {
        assertThat(login).isInstanceOf(Login.Refused.class);
        return (Login.Refused) login;
    }

    private static Issued granted(Login login) {
        assertThat(login).isInstanceOf(Login.Granted.class);
        return ((Login.Granted) login).issued();
    }
}
