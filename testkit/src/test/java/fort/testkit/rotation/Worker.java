package fort.testkit.rotation;

import fort.domain.Brake;
import fort.domain.Lifecycle;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.RotationAct;
import fort.domain.RotationCause;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.RotationPlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The nodes' ticks: each looks at what is due by its own clock and carries out what the planner wants.
final class Worker {
    static final Brake BRAKE = new Brake(20, 2);
    private static final long TICK_SECONDS = 1;
    private static final Duration HELD_LOOKS_AGAIN = Duration.ofHours(6);

    private final World world;
    private final Tasks tasks;

    Worker(World world) {
        this.world = world;
        tasks = new Tasks(world);
    }

    /// When the first node that is awake has something due by its clock.
    Instant nextTick() {
        Instant first = Instant.MAX;
        for (ModelNode node : world.nodes) {
            for (ModelSecret secret : world.secrets) {
                Instant time = lookTime(node, secret);
                if (time.isBefore(first)) {
                    first = time;
                }
            }
        }
        return first.isBefore(world.now) ? world.now : first;
    }

    private static Instant lookTime(ModelNode node, ModelSecret secret) {
        Instant due = secret.due.minus(node.ahead);
        Instant held = secret.heldUntil[node.number];
        Instant wakes = node.wakes();
        Instant later = due.isAfter(held) ? due : held;
        return later.isAfter(wakes) ? later : wakes;
    }

    void tick() {
        for (ModelNode node : world.nodes) {
            if (node.awake(world.now)) {
                tick(node);
            }
        }
    }

    private void tick(ModelNode node) {
        Instant clock = node.clock(world.now);
        boolean paused = paused(node, clock);
        for (ModelSecret secret : world.secrets) {
            if (!lookTime(node, secret).isAfter(world.now)) {
                secret.heldUntil[node.number] = world.now.plusSeconds(TICK_SECONDS);
                world.change(secret, clock, () -> look(node, secret, clock, paused));
            }
        }
    }

    private boolean paused(ModelNode node, Instant clock) {
        long due = node.recently(world.now);
        long total = 0;
        for (ModelSecret secret : world.secrets) {
            total += secret.settings == null ? 0 : 1;
            if (!secret.due.isAfter(clock)
                    && world.brain.plan(secret.view(), clock).stream().anyMatch(act -> Brake.holds(act, secret.job))) {
                due++;
            }
        }
        return world.brain.judge(BRAKE, due, total) instanceof Brake.Verdict.Pause
                && !world.now.isBefore(world.brakeReleasedUntil);
    }

    private void look(ModelNode node, ModelSecret secret, Instant clock, boolean paused) {
        List<RotationAct> acts = world.brain.plan(secret.view(), clock);
        if (acts.isEmpty()) {
            Instant due = world.brain.due(secret.view(), clock);
            world.invariants.foundNothing(!due.isAfter(clock));
            world.tally.count("act.looked and found nothing");
        }
        if (!paused && acts.stream().anyMatch(act -> Brake.holds(act, secret.job))) {
            node.letGo.addLast(world.now);
        }
        for (RotationAct act : acts) {
            if (paused && Brake.holds(act, secret.job)) {
                world.tally.count("act.held by the brake");
                secret.heldUntil[node.number] = world.now.plus(HELD_LOOKS_AGAIN);
                secret.disturbed = true;
                world.operatorLooksAtBrake();
            } else {
                carryOut(node, secret, act, clock);
            }
        }
    }

    private void carryOut(ModelNode node, ModelSecret secret, RotationAct act, Instant clock) {
        world.tally.count("act." + act.getClass().getSimpleName());
        switch (act) {
            case RotationAct.Start(RotationCause cause) -> {
                if (cause == RotationCause.SCHEDULED) {
                    countEarly(node, secret);
                }
                begin(secret, cause, clock);
            }
            case RotationAct.Work work -> take(node, secret);
            case RotationAct.Abandon abandon -> take(node, secret);
            case RotationAct.Retire retire -> {
                world.invariants.retiring(secret, retire.versions(), retire.why(), clock);
                secret.head = Lifecycle.retire(secret.head, retire.versions()).head();
                secret.job = RotationJobs.retired(secret.job);
            }
            case RotationAct.Hold hold -> {
                secret.disturbed = true;
                secret.job = RotationJobs.held(secret.job, clock);
                world.operatorEndsGrace(secret);
            }
            case RotationAct.Extend(Instant expires) -> {
                world.invariants.extended(secret);
                secret.head = Lifecycle.expire(secret.head, expires).head();
            }
            case RotationAct.Warn(Instant expires) -> {
                world.invariants.alertedAgain(secret.head.warnedTime(), expires);
                secret.head = secret.head.warned();
            }
        }
    }

    /// Two nodes whose clocks differ by more than a claim see each other's claims as over: whoever lost a job
    /// leaves it
    /// alone for the length of a claim.
    private void take(ModelNode node, ModelSecret secret) {
        Instant again = node.took.getOrDefault(secret, Instant.MIN).plus(Tasks.CLAIM);
        if (secret.job.claimedUntil() != null && world.now.isBefore(again)) {
            secret.heldUntil[node.number] = again;
        } else {
            node.took.put(secret, world.now);
            tasks.claim(node, secret);
        }
    }

    /// By the true time this rotation would not be due for days: a clock made it so.
    private void countEarly(ModelNode node, ModelSecret secret) {
        if (RotationPlanner.due(secret.view(), world.now).isAfter(world.now.plus(Duration.ofDays(2)))) {
            world.tally.count("note.begun under a clock that ran ahead, fewer than the brake holds");
            world.invariants.begunEarly(node.recently(world.now));
        }
    }

    /// @return whether it was begun
    boolean begin(ModelSecret secret, RotationCause cause, Instant clock) {
        boolean urgent = cause == RotationCause.EMERGENCY;
        Optional<Refusal> refusal = RotationPlanner.refusal(secret.view(), cause, clock);
        Outcome<RotationJob> begun = RotationJobs.begin(
                secret.job,
                cause,
                secret.head.currentVersion(),
                urgent ? clock.plus(Duration.ofMinutes(5)) : null,
                urgent ? "e" : "",
                clock);
        if (refusal.isPresent() || !(begun instanceof Outcome.Done<RotationJob>(RotationJob job))) {
            return false;
        }
        secret.job = job;
        world.misfortunes.strikeDuring(secret);
        if (urgent) {
            secret.excuseClients();
            secret.head.inGrace().forEach(version -> secret.lost.add(version.number()));
        }
        return true;
    }
}
