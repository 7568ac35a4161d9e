package fort.rotation;

import static fort.rotation.WorkedFort.DEVELOPMENT;
import static fort.rotation.WorkedFort.PRODUCTION;
import static fort.rotation.WorkedFort.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.RotationStep;
import fort.domain.SecretPath;
import fort.gate.RotationOperation;
import fort.gate.SecretOperation;
import fort.gate.WatchOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Workers on a fort in memory, with a model of a target.
class RotationWorkerTest {
    private final WorkedFort world = new WorkedFort(53);

    @AfterEach
    void close() {
        world.close();
    }

    /// What a process that is killed leaves behind.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static boolean onTheWayBack(Failpoint point) {
        return switch (point) {
            case BEFORE_UNDO,
                    AFTER_UNDO,
                    BEFORE_REPORT_UNDONE,
                    AFTER_REPORT_UNDONE,
                    BEFORE_REPORT_FAILED,
                    AFTER_REPORT_FAILED -> true;
            case BEFORE_LOOK,
                    AFTER_LOOK,
                    BEFORE_OPEN,
                    AFTER_OPEN,
                    BEFORE_CREATE,
                    AFTER_CREATE,
                    BEFORE_STAGE,
                    AFTER_STAGE,
                    BEFORE_APPLY,
                    AFTER_APPLY,
                    BEFORE_REPORT_APPLIED,
                    AFTER_REPORT_APPLIED,
                    BEFORE_VERIFY,
                    AFTER_VERIFY,
                    BEFORE_PROMOTE,
                    AFTER_PROMOTE,
                    BEFORE_FINISH,
                    AFTER_FINISH,
                    BEFORE_REPORT_FINISHED,
                    AFTER_REPORT_FINISHED -> false;
        };
    }

    /// Ticks of one node after the other until nothing is under way; whatever happens, the current value works.
    private void goOn(RotationWorker worker) {
        for (int i = 0; i < 40 && world.step(PRODUCTION, "db") != RotationStep.IDLE; i++) {
            worker.tick();
            assertThat(world.currentWorks(PRODUCTION, "db")).isTrue();
            world.clock.advance(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @EnumSource(Failpoint.class)
    @Tag("attack-53")
    @Tag("R2.5")
    void a_worker_killed_anywhere_leaves_a_working_value_and_another_one_goes_on(Failpoint killed) {
        world.rotated(PRODUCTION, "db", "");
        String first = world.current(PRODUCTION, "db");
        boolean back = onTheWayBack(killed);
        world.target.refuses = path -> back;
        List<Failpoint> reached = new ArrayList<>();
        RotationWorker victim = world.stepped("node-1", (point, secret) -> {
            if (point == killed && !reached.contains(point)) {
                reached.add(point);
                throw new Crash();
            }
        });
        world.now(PRODUCTION, "db");
        goOn(victim);
        assertThat(reached).as("the point is on the way").containsExactly(killed);
        RotationWorker other = world.stepped("node-2", Failpoint.Watcher.NONE);
        goOn(other);

        assertThat(world.step(PRODUCTION, "db")).isEqualTo(RotationStep.IDLE);
        assertThat(world.currentWorks(PRODUCTION, "db")).isTrue();
        assertThat(world.target.values("secret/db")).isEqualTo(1);
        if (back) {
            assertThat(world.current(PRODUCTION, "db")).isEqualTo(first);
        } else {
            assertThat(world.current(PRODUCTION, "db")).isNotEqualTo(first);
            assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(2);
        }
    }

    @Test
    @Tag("R2.2")
    void a_secret_is_rotated_before_it_expires_without_anybody_asking() {
        world.rotated(PRODUCTION, "db", "");
        RotationWorker worker = world.stepped("node-1", Failpoint.Watcher.NONE);
        worker.tick();
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(1);
        // a generic secret lives for a year, and is rotated from 30 days before its end
        world.clock.advance(Duration.ofDays(334));
        worker.tick();
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(1);
        world.clock.advance(Duration.ofDays(5));
        worker.tick();
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(2);
        assertThat(world.currentWorks(PRODUCTION, "db")).isTrue();
        assertThat(worker.tally().of(PRODUCTION).promoted()).isEqualTo(1);
    }

    @Test
    @Tag("R1.2")
    @Tag("attack-60")
    void a_rotation_in_production_leaves_the_other_environments_byte_for_byte_as_they_were() {
        world.write(DEVELOPMENT, "db", "{\"password\":\"d\"}");
        world.write(STAGING, "db", "{\"password\":\"s\"}");
        world.rotated(PRODUCTION, "db", "");
        Map<String, String> before = Map.of("development", world.digest(DEVELOPMENT), "staging", world.digest(STAGING));
        world.now(PRODUCTION, "db");
        goOn(world.stepped("node-1", Failpoint.Watcher.NONE));
        assertThat(Map.of("development", world.digest(DEVELOPMENT), "staging", world.digest(STAGING)))
                .isEqualTo(before);
        var promoted = world
                .root(PRODUCTION, new RotationOperation.ReadHistory("secret", new SecretPath("db"), null, 100))
                .entries()
                .stream()
                .filter(entry -> entry.record().operation().equals("rotation.promote"))
                .findFirst()
                .orElseThrow();
        before.forEach(
                (name, digest) -> assertThat(promoted.record().details()).containsEntry("digest." + name, digest));
    }

    @Test
    @Tag("attack-56")
    @Tag("R2.5")
    void a_target_that_fails_three_times_is_tried_again_and_the_secret_stays_valid_meanwhile() {
        world.rotated(PRODUCTION, "db", "");
        world.target.failures.set(3);
        RotationWorker worker = world.stepped("node-1", Failpoint.Watcher.NONE);
        world.clock.advance(Duration.ofDays(339));
        goOnFrom(worker);
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(2);
        assertThat(worker.tally().of(PRODUCTION).failed()).isEqualTo(3);
        assertThat(world.root(PRODUCTION, new WatchOperation.ListAlerts(true, "", 100)))
                .extracting(WatchOperation.AlertView::kind)
                .contains("rotation_failed");
    }

    private void goOnFrom(RotationWorker worker) {
        worker.tick();
        goOn(worker);
    }

    @Test
    @Tag("attack-56")
    @Tag("R2.5")
    void a_target_that_stays_away_extends_the_validity_before_the_end() {
        world.rotated(PRODUCTION, "db", "");
        var expires = world.view(PRODUCTION, "db").expiresTime();
        world.target.failures.set(Integer.MAX_VALUE);
        RotationWorker worker = world.stepped("node-1", Failpoint.Watcher.NONE);
        world.clock.advance(Duration.ofDays(339));
        for (int hour = 0; hour < 24 * 28; hour++) {
            worker.tick();
            world.clock.advance(Duration.ofHours(1));
        }
        var view = world.view(PRODUCTION, "db");
        assertThat(view.expiresTime()).isAfter(expires).isAfter(world.clock.instant());
        assertThat(world.currentWorks(PRODUCTION, "db")).isTrue();
        assertThat(world.root(PRODUCTION, new WatchOperation.ListAlerts(true, "", 1_000)))
                .extracting(WatchOperation.AlertView::kind)
                .contains("validity_extended");
    }

    @Test
    @Tag("R2.5")
    void an_answer_that_was_lost_is_verified_rather_than_believed() {
        world.rotated(PRODUCTION, "db", "");
        world.target.losesAnswers = true;
        world.now(PRODUCTION, "db");
        goOn(world.stepped("node-1", Failpoint.Watcher.NONE));
        assertThat(world.target.applied.get()).isEqualTo(1);
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(2);
    }

    @Test
    @Tag("attack-58")
    void a_clock_that_jumps_forty_days_begins_nothing_and_says_so() {
        for (int i = 0; i < 60; i++) {
            world.rotated(PRODUCTION, "many/" + i, "");
        }
        RotationWorker worker = world.stepped("node-1", Failpoint.Watcher.NONE);
        world.clock.advance(Duration.ofDays(380));
        worker.tick();
        for (int i = 0; i < 60; i++) {
            assertThat(world.view(PRODUCTION, "many/" + i).currentVersion()).isEqualTo(1);
        }
        assertThat(world.root(PRODUCTION, new WatchOperation.ListAlerts(true, "", 1_000)))
                .extracting(WatchOperation.AlertView::kind)
                .contains("mass_expiry");
        assertThat(world.root(PRODUCTION, new RotationOperation.ReadMaintenance())
                        .paused())
                .isTrue();
        // what somebody asks for goes on
        world.now(PRODUCTION, "many/7");
        worker.tick();
        assertThat(world.view(PRODUCTION, "many/7").currentVersion()).isEqualTo(2);
        // somebody has looked
        world.root(PRODUCTION, new RotationOperation.PauseRotations(false, "the clock is right"));
        worker.tick();
        assertThat(world.view(PRODUCTION, "many/8").currentVersion()).isEqualTo(2);
    }

    @Test
    void a_maintenance_pause_holds_scheduled_rotations_and_no_others() {
        world.rotated(PRODUCTION, "db", "");
        world.rotated(PRODUCTION, "asked", "");
        world.root(PRODUCTION, new RotationOperation.PauseRotations(true, "upgrade"));
        world.clock.advance(Duration.ofDays(340));
        world.now(PRODUCTION, "asked");
        RotationWorker worker = world.stepped("node-1", Failpoint.Watcher.NONE);
        worker.tick();
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(1);
        assertThat(world.view(PRODUCTION, "asked").currentVersion()).isEqualTo(2);
        world.root(PRODUCTION, new RotationOperation.PauseRotations(false, "done"));
        worker.tick();
        assertThat(world.view(PRODUCTION, "db").currentVersion()).isEqualTo(2);
    }

    @Test
    void a_kind_that_this_server_does_not_have_is_a_failure_with_its_name() {
        world.write(PRODUCTION, "db", "{\"password\":\"x\"}");
        var settings = new fort.domain.RotationSettings(
                "unheard_of", "", Map.of(), 0, null, null, fort.domain.GraceEnd.TIME, false);
        world.root(PRODUCTION, new RotationOperation.ConfigureRotation("secret", new SecretPath("db"), settings));
        world.now(PRODUCTION, "db");
        world.stepped("node-1", Failpoint.Watcher.NONE).tick();
        assertThat(world.view(PRODUCTION, "db").job().lastError()).contains("unheard_of");
    }

    @Test
    @Tag("attack-61")
    void a_secret_removed_between_the_steps_ends_the_run() {
        world.rotated(PRODUCTION, "db", "");
        world.now(PRODUCTION, "db");
        world.stepped("node-1", (point, secret) -> {
                    if (point == Failpoint.AFTER_APPLY) {
                        world.root(PRODUCTION, new SecretOperation.DeleteMetadata("secret", new SecretPath("db")));
                    }
                })
                .tick();
        assertThat(world.ask(PRODUCTION, new SecretOperation.Read("secret", new SecretPath("db"), 0)))
                .isInstanceOf(fort.domain.Outcome.Refused.class);
    }
}
