package fort.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fort.domain.ComplexityCheck;
import fort.rotation.support.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What each [Rotator] promises, as tests against a real target. A rotator's test extends this class and starts one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RotatorTable.class)
abstract class RotatorContract {
    private static final int ROTATIONS = 20;
    private static final int CLIENTS = 4;

    /// More answers than any verb waits for.
    private static final int ANSWERS_MAX = 80;

    private static final Duration SHORT = Duration.ofMillis(500);

    private final Rotator rotator;
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private Counterpart counterpart;
    private Relay relay;
    private Said said;
    private String description = "";

    @SuppressWarnings("NullAway.Init") // JUnit calls start before each test
    RotatorContract(Rotator rotator) {
        this.rotator = rotator;
    }

    /// Starts the target; empty when this machine cannot have one, which was said loudly.
    abstract Optional<Counterpart> target();

    @BeforeAll
    final void start() {
        Optional<Counterpart> started = target();
        assumeTrue(started.isPresent(), () -> "no real target for " + rotator.kind());
        counterpart = started.orElseThrow();
        relay = new Relay(counterpart.port()); // of no use before a target that is not reached over TCP
        said = new Said();
        description = rotator.kind() + " | " + counterpart.version();
    }

    @AfterAll
    final void stop() {
        if (said != null) {
            said.close();
            relay.close();
            counterpart.close();
        }
    }

    @AfterEach
    final void no_value_was_said() {
        relay.forward();
        said.add(counterpart.log());
        said.holdNoneOf(values);
        values.clear();
    }

    /// What the table says stands for the target.
    final String describe() {
        return description;
    }

    final Counterpart counterpart() {
        return counterpart;
    }

    @Test
    @Tag("R9.1")
    void the_next_value_has_the_fields_of_the_current_one_and_meets_the_rule() {
        Round round = round().create();
        assertThat(fields(round.next()).sameNames(fields(round.current()))).isTrue();
        for (String made : Round.secretTexts(round.next())) {
            assertThat(values).contains(made);
            assertThat(round.current().contains(made)).isFalse();
        }
        fields(round.next())
                .text("password")
                .ifPresent(made ->
                        assertThat(ComplexityCheck.check(Round.RULE, "", made)).isEmpty());
        assertThat(round.create().next()).isNotEqualTo(round.current());
        assertThat(logsIn(round.current())).isTrue();
    }

    @Test
    @Tag("R2.3")
    void between_apply_and_finish_both_values_work_where_the_target_can_hold_two() {
        Round round = round().create();
        assertThat(logsIn(round.current())).isTrue();
        round.apply().verify();
        assertThat(logsIn(round.next())).isTrue();
        assertThat(logsIn(round.current())).isEqualTo(overlaps());
        String old = round.current();
        round.promote().finish();
        assertThat(logsIn(round.current())).isTrue();
        assertThat(logsIn(old)).isFalse();
    }

    @Test
    void a_verb_done_twice_is_a_verb_done_once() {
        Round round = round().create().apply().fence(9).apply().verify().verify();
        assertThat(logsIn(round.next())).isTrue();
        assertThat(logsIn(round.current())).isEqualTo(overlaps());
        round.promote().finish().fence(10).finish();
        assertThat(logsIn(round.current())).isTrue();
        round.fence(11).create().apply().undo().fence(12).undo();
        assertThat(logsIn(round.current())).isTrue();
        assertThat(logsIn(round.next())).isFalse();
    }

    @Test
    void a_value_that_was_not_applied_is_not_verified() {
        Round round = round().create();
        assertThat(failure(round::verify).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
        String other = round.next();
        round.create().apply().verify();
        round.staged(other);
        assertThat(failure(round::verify).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
    }

    @Test
    @Tag("R2.5")
    void a_rotation_that_is_given_up_leaves_the_current_value_working() {
        Round round = round().create().undo();
        assertThat(logsIn(round.current())).isTrue();
        assertThat(logsIn(round.next())).isFalse();
        round.create().apply().undo();
        assertThat(logsIn(round.current())).isTrue();
        assertThat(logsIn(round.next())).isFalse();
        round.create().apply().verify().promote().finish();
        assertThat(logsIn(round.current())).isTrue();
    }

    @Test
    @Tag("attack-52")
    void a_worker_that_slept_through_a_later_claim_changes_nothing() {
        assumeTrue(counterpart.traits().fences(), "this target remembers no claim");
        Round sleeper = round().create();
        String stale = sleeper.next();
        Round awake = sleeper.fence(20).create().apply().verify();
        String newer = awake.next();
        sleeper.fence(7).staged(stale);
        assertThat(failure(sleeper::apply).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
        assertThat(failure(sleeper::undo).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
        RotationFailure finishing = failureOrNothing(sleeper::finish); // nothing, where finish has nothing to do
        assertThat(finishing == null ? overlaps() : finishing.kind() != RotationFailure.Kind.PERMANENT)
                .isFalse();
        assertThat(logsIn(newer)).isTrue();
        assertThat(logsIn(stale)).isFalse();
        assertThat(logsIn(sleeper.current())).isEqualTo(overlaps());
    }

    @Test
    @Tag("attack-55")
    @Tag("R2.3")
    void clients_that_log_in_all_the_time_never_fail_through_twenty_rotations() {
        assumeTrue(overlaps(), "a target with one credential has an instant between the two");
        Round round = round();
        try (LoginClients clients = new LoginClients(CLIENTS, counterpart, round.current())) {
            for (int i = 0; i < ROTATIONS; i++) {
                round.create().apply().verify().promote();
                clients.publish(round.current());
                round.finish();
            }
            assertThat(clients.failures()).isZero();
            assertThat(clients.logins()).isGreaterThanOrEqualTo(ROTATIONS * CLIENTS);
        }
    }

    @Test
    void a_lost_answer_is_not_taken_for_a_change_that_was_not_made() {
        assumeTrue(counterpart.traits().connects(), "there is no connection to lose");
        int lostAfterTheChange = 0;
        boolean applied = false;
        for (int answers = 0; answers < ANSWERS_MAX && !applied; answers++) {
            Round round = round().create();
            relay.cutAfter(answers);
            Throwable failed = catchThrowable(round::apply);
            relay.forward();
            applied = failed == null;
            if (failed != null) {
                lostAfterTheChange += lost(round, failed);
            }
        }
        assertThat(applied).as("an apply that lost nothing").isTrue();
        assertThat(lostAfterTheChange).as("answers lost after the change").isPositive();
    }

    private int lost(Round round, Throwable failed) {
        RotationFailure failure = known(failed);
        boolean made = logsIn(round.next());
        assertThat(failure.kind())
                .isIn(
                        made
                                ? List.of(RotationFailure.Kind.UNKNOWN)
                                : List.of(RotationFailure.Kind.UNKNOWN, RotationFailure.Kind.TRANSIENT));
        assertThat(catchThrowable(round::verify) == null).as("verifying tells").isEqualTo(made);
        round.fence(30).apply().verify();
        assertThat(logsIn(round.next())).isTrue();
        assertThat(logsIn(round.current())).isEqualTo(overlaps());
        return made ? 1 : 0;
    }

    @Test
    @Tag("R2.5")
    void a_target_that_is_away_may_be_tried_again_at_each_verb() {
        assumeTrue(counterpart.traits().connects(), "there is no connection to lose");
        Round round = round().create();
        round.at(counterpart.address(unusedPort()));
        for (Runnable verb : List.<Runnable>of(round::apply, round::verify, round::undo, round::finish)) {
            RotationFailure failure = failureOrNothing(verb);
            assertThat(failure == null || failure.kind() == RotationFailure.Kind.TRANSIENT)
                    .isTrue();
        }
        assertThat(failure(round::apply).kind()).isEqualTo(RotationFailure.Kind.TRANSIENT);
        assertThat(logsIn(round.current())).isTrue();
    }

    @Test
    void a_wrong_credential_of_the_administrator_is_for_somebody_to_look_at() {
        assumeTrue(counterpart.traits().administrates(), "nobody administrates this target");
        Round round = round().create().as(counterpart.wrongAdministrator());
        for (Runnable verb : List.<Runnable>of(round::apply, round::undo)) {
            assertThat(failure(verb).kind()).isEqualTo(RotationFailure.Kind.PERMANENT);
        }
        RotationFailure finishing = failureOrNothing(round::finish); // nothing, where finish has nothing to do
        assertThat(finishing == null ? overlaps() : finishing.kind() != RotationFailure.Kind.PERMANENT)
                .isFalse();
        assertThat(logsIn(round.current())).isTrue();
    }

    @Test
    void a_target_that_hangs_is_left_at_the_deadline() {
        assumeTrue(counterpart.traits().connects(), "there is no connection to lose");
        Round round = round().create().within(SHORT);
        hanging(0, round::verify);
        hanging(0, round::apply);
        hanging(3, round::apply);
        relay.forward();
        round.within(Duration.ofSeconds(20)).fence(40).apply().verify();
    }

    private void hanging(int answers, Runnable verb) {
        relay.hangAfter(answers);
        long before = System.nanoTime();
        RotationFailure failure = failureOrNothing(verb);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT.plusSeconds(2));
        assertThat(failure == null ? answers > 0 : failure.kind() != RotationFailure.Kind.PERMANENT)
                .isTrue();
    }

    final Round round() {
        return round(counterpart.fresh());
    }

    final Round round(Counterpart.Secret secret) {
        return round(secret, counterpart.authorities());
    }

    final Round round(Counterpart.Secret secret, String authorities) {
        RotationContext.Target target = new RotationContext.Target(
                "target-1", rotator.kind(), counterpart.address(relay.port()), authorities, null);
        if (!counterpart.administrator().isEmpty()) {
            values.addAll(Round.secretTexts(counterpart.administrator()));
        }
        return new Round(rotator, secret, target, counterpart.administrator(), values);
    }

    final boolean logsIn(String value) {
        return counterpart.login(value);
    }

    private boolean overlaps() {
        return counterpart.traits().overlaps();
    }

    final RotationFailure failure(Runnable verb) {
        RotationFailure failure = failureOrNothing(verb);
        assertThat(failure).as("a failure").isNotNull();
        return java.util.Objects.requireNonNull(failure);
    }

    private @org.jspecify.annotations.Nullable RotationFailure failureOrNothing(Runnable verb) {
        Throwable failed = catchThrowable(verb::run);
        return failed == null ? null : known(failed);
    }

    private RotationFailure known(Throwable failed) {
        said.add(failed);
        assertThat(failed).isInstanceOf(RotationFailure.class);
        return (RotationFailure) failed;
    }

    private static Fields fields(String value) {
        return Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
    }

    private static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
