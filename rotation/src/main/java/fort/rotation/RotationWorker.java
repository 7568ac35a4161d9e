package fort.rotation;

import fort.domain.Brake;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.gate.Chamber;
import fort.gate.EmergencyOperation;
import fort.gate.Fort;
import fort.gate.RotationOperation.Maintenance;
import fort.gate.RotationWatch;
import fort.gate.RotationWatch.DueSecret;
import fort.gate.RotationWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what the planner wants, on every node. [#tick], called each second, finds what is due; each due
/// secret is
/// looked at, and worked on, by a thread of its own, so many at once and so many at one target as [RotationLimits]
/// says.
/// Emergencies go first.
///
/// Which node does it is settled by the claim in the store. A node that dies in between leaves a claim that ends,
/// and the
/// rotation is gone on with at its step, here or elsewhere.
public final class RotationWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotationWorker.class);

    /// An operator who lifted the brake has looked: it does not fall again for so long.
    private static final Duration LIFTED = Duration.ofDays(1);

    private final RotationHouse house;
    private final ExecutorService threads;
    private final TargetSlots targets;
    private final Set<String> inWork = new HashSet<>();
    private List<Waiting> waiting = new ArrayList<>();
    private int running;
    private boolean closed;

    private record Waiting(EnvironmentName environment, DueSecret item, boolean mayStart) {
        String key() {
            return environment + "/" + item.secret();
        }

        /// What has no target is limited by its environment's own share alone.
        String slot() {
            return item.target().isEmpty() ? "" : environment + "/" + item.target();
        }
    }

    /// @param node as claims name it; its own for each process
    /// @param threads for runs and verbs; [#close] shuts it down
    public RotationWorker(
            Fort fort,
            Rotators rotators,
            RotationLimits limits,
            String node,
            ExecutorService threads,
            Failpoint.Watcher failpoints,
            InstantSource clock,
            SecureRandom random) {
        Door door = new Door(fort, random);
        this.threads = threads;
        this.targets = new TargetSlots(limits.perTargetMax());
        this.house = new RotationHouse(
                door,
                rotators,
                new VerbRunner(threads, limits.verbTime().toMillis()),
                new Neighbours(door, clock),
                new RotationTally(),
                limits,
                failpoints,
                node,
                clock,
                random);
    }

    /// For the metrics.
    public RotationTally tally() {
        return house.tally();
    }

    /// One round over all environments; called by one thread. One environment's fault does not keep the others
    /// waiting.
    public void tick() {
        List<Waiting> found = new ArrayList<>();
        Fault first = null;
        for (Chamber chamber : house.door().fort().chambers()) {
            try {
                closeEmergencies(chamber);
                look(chamber, found);
            } catch (Fault fault) {
                first = first == null ? fault : first;
            }
        }
        found.sort(Comparator.comparing((Waiting one) -> !one.item().emergency())
                .thenComparing(one -> one.item().due()));
        synchronized (this) {
            waiting = found;
        }
        pump();
        if (first != null) {
            throw first;
        }
    }

    private void look(Chamber chamber, List<Waiting> found) {
        RotationWatch.Glance glance = chamber.rotations().due(house.limits().glanceMax());
        if (glance.items().isEmpty() && glance.holdable() == 0) {
            return;
        }
        boolean mayStart = mayStart(chamber, glance.holdable());
        for (DueSecret item : glance.items()) {
            if (mayStart || !item.holdable()) {
                found.add(new Waiting(chamber.environment(), item, mayStart));
            }
        }
    }

    /// Counting what the index knows is slow for many, so it is done only when enough is due for it to matter.
    private boolean mayStart(Chamber chamber, long holdable) {
        Maintenance pause = chamber.rotations().maintenance();
        boolean byBrake = pause.paused() && pause.by().equals("system/rotation");
        boolean few = holdable <= Brake.DEFAULT.countMin();
        long total = few ? 0 : chamber.rotations().indexed();
        boolean holds = !few && Brake.DEFAULT.judge(holdable, total) instanceof Brake.Verdict.Pause;
        if (holds && !pause.paused() && !lifted(pause)) {
            house.door().ask(chamber.environment(), new RotationWork.ReportBrake(true, holdable, total));
            return false;
        }
        if (!holds && byBrake) {
            house.door().ask(chamber.environment(), new RotationWork.ReportBrake(false, holdable, total));
            return true;
        }
        return !pause.paused();
    }

    private boolean lifted(Maintenance pause) {
        Instant time = pause.time();
        return time != null
                && !pause.by().equals("system/rotation")
                && house.clock().instant().isBefore(time.plus(LIFTED));
    }

    private void closeEmergencies(Chamber chamber) {
        for (String id : chamber.rotations().emergenciesToClose()) {
            house.door().ask(chamber.environment(), new EmergencyOperation.CloseEmergency(id));
        }
    }

    /// Starts as much of what waits as the limits allow.
    private void pump() {
        for (Waiting one = next(); one != null; one = next()) {
            start(one);
        }
    }

    private synchronized @Nullable Waiting next() {
        Iterator<Waiting> each = waiting.iterator();
        while (!closed && running < house.limits().runsMax() && each.hasNext()) {
            Waiting one = each.next();
            if (!inWork.contains(one.key()) && (one.slot().isEmpty() || targets.take(one.slot()))) {
                each.remove();
                inWork.add(one.key());
                running++;
                return one;
            }
        }
        return null;
    }

    private void start(Waiting one) {
        Slot slot = new Slot(targets, one.slot());
        try {
            threads.execute(() -> work(one, slot));
        } catch (RejectedExecutionException stopping) {
            ended(one, slot);
        }
    }

    private void work(Waiting one, Slot slot) {
        try {
            new RotationRun(house, one.environment(), one.item(), one.mayStart(), slot::hold, slot::release).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("a rotation in {} stopped and is gone on with later", one.environment(), e);
        } finally {
            ended(one, slot);
            pump();
        }
    }

    private synchronized void ended(Waiting one, Slot slot) {
        slot.release();
        inWork.remove(one.key());
        running--;
    }

    /// How many secrets are in work here.
    public synchronized int running() {
        return running;
    }

    /// A target's slot: held by the run, and by each verb until its thread is free again.
    private static final class Slot {
        private final TargetSlots targets;
        private final String name;
        private int holders = 1;

        Slot(TargetSlots targets, String name) {
            this.targets = targets;
            this.name = name;
        }

        synchronized void hold() {
            holders++;
        }

        synchronized void release() {
            holders--;
            if (holders == 0 && !name.isEmpty()) {
                targets.give(name);
            }
        }
    }

    /// Begins nothing more and interrupts what is under way; claims that are left end by themselves.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting = new ArrayList<>();
        }
        threads.shutdownNow();
    }
}
