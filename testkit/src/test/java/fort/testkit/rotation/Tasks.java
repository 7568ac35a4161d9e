package fort.testkit.rotation;

import fort.domain.FailureKind;
import fort.domain.HeadChange;
import fort.domain.Lifecycle;
import fort.domain.Outcome;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.RotationPlanner;
import fort.domain.RotationStep;
import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What workers do with a claim: call at the target, reply, transaction; step after step. In each gap between two of
/// these the process may die or stand still.
final class Tasks {
    static final Duration CLAIM = Duration.ofSeconds(60);

    private final World world;
    private final Target target;

    Tasks(World world) {
        this.world = world;
        target = new Target(world);
    }

    /// One worker's hold on one job.
    ///
    /// @param life of the node when it began: a process that died does not go on
    record Task(ModelNode node, int life, ModelSecret secret, long fence) {
        Instant clock(World world) {
            return node.clock(world.now);
        }
    }

    /// One step, with what its worker read before it.
    record Attempt(
            Task task,
            RotationStep step,
            long version,
            @Nullable Credential current,
            @Nullable Credential next) {}

    /// What came back from the target: nothing means success.
    private static final class Reply {
        private @Nullable FailureKind failure;
    }

    void claim(ModelNode node, ModelSecret secret) {
        Outcome<RotationJob> claimed =
                RotationJobs.claim(secret.job, "node-" + node.number, node.clock(world.now), CLAIM);
        if (claimed instanceof Outcome.Done<RotationJob>(RotationJob job)) {
            secret.job = job;
            goOn(new Task(node, node.life, secret, job.fence()));
        }
    }

    /// Within a change of the secret: the next step, or none.
    private void goOn(Task task) {
        ModelSecret secret = task.secret();
        RotationAct act = world.brain.next(secret.view(), task.clock(world)).orElse(null);
        if (act instanceof RotationAct.Work(RotationStep step)) {
            Attempt attempt = new Attempt(task, step, secret.job.version(), secret.current(), next(secret));
            later(task, () -> call(attempt));
        } else if (act instanceof RotationAct.Abandon abandon) {
            abandon(task, abandon);
        } else {
            commit(task, RotationJobs.release(secret.job, shown(task)), () -> {});
        }
    }

    private @Nullable Credential next(ModelSecret secret) {
        if (secret.job.step() == RotationStep.CREATE || secret.job.step() == RotationStep.FINISH) {
            return null;
        }
        Credential staged = secret.head
                .version(secret.job.version())
                .filter(version -> !version.destroyed())
                .map(version -> secret.values.get(version.number()))
                .orElse(null);
        return staged == null || world.brain.appliesWhatIsStaged() || secret.job.attempts() == 0
                ? staged
                : world.sameUser(staged);
    }

    private void abandon(Task task, RotationAct.Abandon act) {
        ModelSecret secret = task.secret();
        secret.disturbed = true;
        commit(task, RotationJobs.abandoned(secret.job, shown(task), act, task.clock(world)), () -> {
            if (!act.undo()) {
                unstage(secret);
                secret.raced = false;
            }
        });
    }

    /// The verb at the target, and the reply some time later.
    private void call(Attempt attempt) {
        Task task = attempt.task();
        Reply reply = new Reply();
        world.change(task.secret(), task.clock(world), () -> reply.failure = target.call(attempt));
        if (reply.failure != null) {
            task.secret().disturbed = true;
        }
        later(task, () -> world.change(task.secret(), task.clock(world), () -> reply(attempt, reply.failure)));
    }

    private void reply(Attempt attempt, @Nullable FailureKind failure) {
        Task task = attempt.task();
        ModelSecret secret = task.secret();
        if (failure != null) {
            commit(task, world.brain.failed(secret.job, shown(task), failure, task.clock(world)), () -> {
                if (!secret.job.running()) {
                    unstage(secret);
                }
            });
            return;
        }
        if (succeed(attempt) && secret.job.fence() == task.fence() && secret.job.claimedUntil() != null) {
            goOn(task);
        }
    }

    private boolean succeed(Attempt attempt) {
        Task task = attempt.task();
        ModelSecret secret = task.secret();
        RotationJob job = secret.job;
        long fence = shown(task);
        return switch (attempt.step()) {
            case IDLE -> throw new IllegalStateException("an idle job has no step");
            case CREATE -> {
                Credential made = world.credential(secret, attempt.current());
                Outcome<HeadChange> staged = Lifecycle.stage(secret.head, world.version(), task.clock(world));
                yield staged instanceof Outcome.Done<HeadChange>(HeadChange change)
                        && commit(
                                task,
                                RotationJobs.staged(job, fence, change.head().lastVersion()),
                                () -> {
                                    secret.head = change.head();
                                    secret.values.put(change.head().lastVersion(), made);
                                });
            }
            case APPLY -> commit(task, RotationJobs.applied(job, fence), () -> {});
            case VERIFY -> promote(task, fence);
            case FINISH -> commit(task, RotationJobs.finished(job, fence), () -> {});
            case UNDO ->
                commit(task, RotationJobs.undone(job, fence, task.clock(world)), () -> {
                    unstage(secret);
                    secret.raced = false;
                });
        };
    }

    private boolean promote(Task task, long fence) {
        ModelSecret secret = task.secret();
        Instant clock = task.clock(world);
        Outcome<HeadChange> promoted =
                Lifecycle.promote(secret.head, World.KV, RotationPlanner.promotionPolicy(secret.view(), clock), clock);
        return promoted instanceof Outcome.Done<HeadChange>(HeadChange change)
                && commit(task, RotationJobs.promoted(secret.job, fence, clock), () -> {
                    secret.head = change.head();
                    secret.disturbed = !world.clocksRight();
                    world.tally.count("act.promoted");
                    world.clientsFetchSoon(secret);
                });
    }

    /// One transaction: job and head, or neither.
    private boolean commit(Task task, Outcome<RotationJob> outcome, Runnable alsoInTheHead) {
        ModelSecret secret = task.secret();
        boolean old = task.fence() != secret.job.fence();
        boolean done = outcome instanceof Outcome.Done<RotationJob>;
        if (old) {
            world.tally.count(done ? "fault.old claim accepted" : "fault.old claim refused");
            world.invariants.actOfAnOldClaim(done);
        }
        if (outcome instanceof Outcome.Done<RotationJob>(RotationJob job)) {
            secret.job = job;
            alsoInTheHead.run();
        }
        return done;
    }

    private void unstage(ModelSecret secret) {
        if (Lifecycle.unstage(secret.head) instanceof Outcome.Done<HeadChange>(HeadChange change)) {
            secret.head = change.head();
        }
    }

    private long shown(Task task) {
        return world.brain.shownFence(task.fence(), task.secret().job);
    }

    /// After some time, if the process still lives; when it stands still, once it goes on.
    private void later(Task task, Runnable act) {
        long seconds = world.chance(0.03) ? world.between(61, 900) : world.between(0, 5);
        if (seconds > CLAIM.toSeconds()) {
            world.tally.count("fault.slower than the claim");
        }
        if (world.chance(0.02)) {
            world.inSeconds(seconds / 2, () -> world.misfortunes.crash(task.node()));
        } else if (world.chance(0.02)) {
            world.inSeconds(seconds / 2, () -> world.misfortunes.pause(task.node()));
        }
        world.inSeconds(seconds, () -> resume(task, act));
    }

    private void resume(Task task, Runnable act) {
        ModelNode node = task.node();
        if (node.life != task.life() || !world.secrets.contains(task.secret())) {
            return;
        }
        if (node.awake(world.now)) {
            act.run();
        } else {
            world.at(node.wakes(), () -> resume(task, act));
        }
    }

    /// The target as a worker meets it.
    private static final class Target {
        private final World world;

        Target(World world) {
            this.world = world;
        }

        @Nullable
        FailureKind call(Attempt attempt) {
            ModelSecret secret = attempt.task().secret();
            if (attempt.step() == RotationStep.CREATE) {
                return null;
            }
            if (world.now.isBefore(secret.target.downUntil)) {
                return fault("target down", FailureKind.TRANSIENT);
            }
            if (world.now.isBefore(secret.target.refusesUntil)) {
                return fault("target refuses", FailureKind.PERMANENT);
            }
            boolean lost = world.chance(0.03);
            if (lost && world.chance(0.5)) {
                return fault("request lost", FailureKind.UNKNOWN);
            }
            FailureKind failure = act(attempt, secret);
            return lost ? fault("reply lost after the change", FailureKind.UNKNOWN) : failure;
        }

        private @Nullable FailureKind act(Attempt attempt, ModelSecret secret) {
            if (!secret.target.show(attempt.task().fence())) {
                return fault("old fence refused by the target", FailureKind.PERMANENT);
            }
            Credential next = attempt.next();
            switch (attempt.step()) {
                case IDLE, CREATE -> throw new IllegalStateException("nothing to do at the target");
                case APPLY -> {
                    world.invariants.applied(secret, attempt.version(), Objects.requireNonNull(next));
                    secret.target.set(next);
                }
                case VERIFY -> {
                    return secret.target.accepts(next) || !world.brain.verifies() ? null : FailureKind.PERMANENT;
                }
                case FINISH -> secret.target.finish(Objects.requireNonNull(attempt.current()));
                case UNDO -> secret.target.undo(Objects.requireNonNull(attempt.current()));
            }
            return null;
        }

        private FailureKind fault(String name, FailureKind kind) {
            world.tally.count("fault." + name);
            return kind;
        }
    }
}
