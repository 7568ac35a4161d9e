package fort.rotation;

import static fort.rotation.WorkedFort.DEVELOPMENT;
import static fort.rotation.WorkedFort.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import fort.gate.EmergencyOperation;
import fort.gate.EmergencyOperation.EmergencyChoice;
import fort.gate.EmergencyOperation.EmergencyItem;
import fort.gate.EmergencyOperation.EmergencyView;
import fort.gate.WatchOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Emergencies with many secrets, some of whose targets are in trouble.
class EmergencyTest {
    private static final int SECRETS = 500;
    private static final RotationLimits LIMITS =
            new RotationLimits(64, 8, Duration.ofMillis(300), Duration.ofSeconds(15), 5_000);

    private final WorkedFort world = new WorkedFort(57);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
        world.close();
    }

    private static EmergencyChoice all() {
        return new EmergencyChoice("secret", List.of(), "svc/", null, null, null, null, null, null);
    }

    private String started() {
        var preview = world.root(PRODUCTION, new EmergencyOperation.PreviewEmergency(all()));
        return world.root(PRODUCTION, new EmergencyOperation.StartEmergency(all(), preview.hash(), "stolen laptop"))
                .summary()
                .id();
    }

    private EmergencyView report(String id) {
        return world.root(PRODUCTION, new EmergencyOperation.ReadEmergency(id));
    }

    /// Real time passes, at most a minute; the clock of the fort goes on by a second with each tick.
    private void tickUntil(RotationWorker worker, BooleanSupplier done) {
        for (int i = 0; i < 3_000 && !done.getAsBoolean(); i++) {
            worker.tick();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    @Tag("R2.6")
    @Tag("attack-57")
    void five_hundred_secrets_are_rotated_though_some_fail_and_one_target_hangs() {
        for (int target = 0; target < 10; target++) {
            world.target(PRODUCTION, "db-" + target);
        }
        world.target(PRODUCTION, "hanging");
        for (int i = 0; i < SECRETS; i++) {
            world.rotated(PRODUCTION, "svc/" + i, i < 20 ? "hanging" : "db-" + i % 10);
        }
        world.target.hangs = path -> number(path) < 20;
        world.target.refuses = path -> number(path) % 20 == 0;
        String before = world.digest(DEVELOPMENT);
        RotationWorker worker = world.worker("node-1", Failpoint.Watcher.NONE, LIMITS, threads);
        String id = started();
        int failing = (SECRETS - 20) / 20;
        int good = SECRETS - 20 - failing;
        tickUntil(worker, () -> report(id).done() == good);
        EmergencyView during = report(id);
        assertThat(during.items())
                .filteredOn(item -> item.state().equals("done"))
                .allSatisfy(item ->
                        assertThat(world.currentWorks(PRODUCTION, item.path())).isTrue());
        assertThat(world.target.hanging.get()).isLessThanOrEqualTo(LIMITS.perTargetMax());

        world.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        tickUntil(worker, () -> report(id).summary().closedTime() != null);
        EmergencyView after = report(id);
        assertThat(after.done()).isEqualTo(good);
        assertThat(after.failed()).isEqualTo(20 + failing);
        assertThat(after.items())
                .filteredOn(item ->
                        number("secret/" + item.path()) >= 20 && item.state().equals("failed"))
                .extracting(EmergencyItem::error)
                .containsOnly("the target refused");
        assertThat(world.root(PRODUCTION, new WatchOperation.ListAlerts(true, "", 1_000)))
                .extracting(WatchOperation.AlertView::kind)
                .contains("emergency_rotation", "emergency_report");
        assertThat(world.digest(DEVELOPMENT)).isEqualTo(before);
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    @Tag("R2.6")
    void an_emergency_begun_on_one_node_is_gone_on_with_by_another() {
        for (int i = 0; i < 5; i++) {
            world.rotated(PRODUCTION, "svc/" + i, "");
        }
        String id = started();
        RotationWorker dying = world.stepped("node-1", (point, secret) -> {
            if (point == Failpoint.AFTER_APPLY) {
                throw new IllegalStateException("killed");
            }
        });
        dying.tick();
        assertThat(report(id).done()).isZero();
        world.clock.advance(Duration.ofSeconds(50));
        world.stepped("node-2", Failpoint.Watcher.NONE).tick();
        assertThat(report(id).done()).isEqualTo(5);
        assertThat(world.clock.instant()).isBefore(report(id).deadline());
    }
}
