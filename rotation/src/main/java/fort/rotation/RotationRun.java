package fort.rotation;

import fort.domain.EnvironmentName;
import fort.domain.FailureKind;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.Operation;
import fort.gate.RotationWatch.DueSecret;
import fort.gate.RotationWork;
import fort.gate.RotationWork.Claim;
import fort.gate.RotationWork.Looked;
import fort.gate.RotationWork.Material;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One secret in work: looks, claims, and goes on from step to step until the rotation waits, fails, or somebody
/// else has
/// taken it. Everything it knows comes from the gate at each step, so a run that dies is gone on with by the next
/// one.
final class RotationRun {
    private static final Logger LOG = LoggerFactory.getLogger(RotationRun.class);

    /// A defect must not keep a thread: no rotation has more steps.
    private static final int STEPS_MAX = 8;

    private final RotationHouse house;
    private final EnvironmentName environment;
    private final DueSecret item;
    private final boolean mayStart;
    private final Runnable verbStarted;
    private final Runnable verbEnded;

    /// @param verbStarted and `verbEnded` around each verb, on whichever thread: they hold the target's slot
    RotationRun(
            RotationHouse house,
            EnvironmentName environment,
            DueSecret item,
            boolean mayStart,
            Runnable verbStarted,
            Runnable verbEnded) {
        this.house = house;
        this.environment = environment;
        this.item = item;
        this.mayStart = mayStart;
        this.verbStarted = verbStarted;
        this.verbEnded = verbEnded;
    }

    void run() throws InterruptedException {
        Instant began = house.clock().instant();
        at(Failpoint.BEFORE_LOOK);
        Optional<Looked> looked = done(new RotationWork.Look(
                item.secret(), item.due(), house.node(), house.limits().claimSeconds(), mayStart));
        at(Failpoint.AFTER_LOOK);
        Claim claim = looked.map(Looked::claim).orElse(null);
        for (int step = 0; claim != null && step < STEPS_MAX; step++) {
            claim = step(claim, began);
        }
    }

    /// @return the claim under which the next step is done, or null when this run is over
    private @Nullable Claim step(Claim claim, Instant began) throws InterruptedException {
        at(Failpoint.BEFORE_OPEN);
        Outcome<Material> opened = ask(new RotationWork.OpenRotation(item.secret(), claim.fence()));
        at(Failpoint.AFTER_OPEN);
        switch (opened) {
            case Outcome.Refused<Material>(Refusal refusal) -> {
                if (refusal.reason() != Refusal.Reason.CHECK_AND_SET) {
                    fail(claim, FailureKind.PERMANENT, refusal.message());
                }
                return null;
            }
            case Outcome.Done<Material>(Material material) -> {
                try (material) {
                    return step(material, began);
                } catch (RotationFailure failure) {
                    LOG.warn("a rotation failed in {} at step {}", environment, claim.step(), failure);
                    fail(claim, kind(failure), String.valueOf(failure.getMessage()));
                    return null;
                }
            }
        }
    }

    private @Nullable Claim step(Material material, Instant began) throws InterruptedException {
        Rotator rotator = house.rotators()
                .find(material.settings().rotator())
                .orElseThrow(() -> new RotationFailure(
                        RotationFailure.Kind.PERMANENT,
                        "this server has no rotator of kind "
                                + material.settings().rotator(),
                        null));
        RotationContext context = context(material);
        return switch (material.claim().step()) {
            case CREATE -> create(rotator, context);
            case APPLY -> {
                verb(context, Failpoint.BEFORE_APPLY, Failpoint.AFTER_APPLY, () -> rotator.apply(context));
                at(Failpoint.BEFORE_REPORT_APPLIED);
                Optional<Looked> next = done(new RotationWork.ReportApplied(
                        item.secret(), context.fence(), house.limits().claimSeconds()));
                at(Failpoint.AFTER_REPORT_APPLIED);
                yield next.map(Looked::claim).orElse(null);
            }
            case VERIFY -> {
                verb(context, Failpoint.BEFORE_VERIFY, Failpoint.AFTER_VERIFY, () -> rotator.verify(context));
                at(Failpoint.BEFORE_PROMOTE);
                Optional<Long> promoted = done(new RotationWork.PromoteStaged(
                        item.secret(), context.fence(), house.neighbours().of(environment)));
                at(Failpoint.AFTER_PROMOTE);
                promoted.ifPresent(version -> house.tally()
                        .promoted(
                                environment,
                                Duration.between(began, house.clock().instant())));
                yield null;
            }
            case FINISH -> {
                verb(context, Failpoint.BEFORE_FINISH, Failpoint.AFTER_FINISH, () -> rotator.finish(context));
                at(Failpoint.BEFORE_REPORT_FINISHED);
                done(new RotationWork.ReportFinished(item.secret(), context.fence()));
                at(Failpoint.AFTER_REPORT_FINISHED);
                yield null;
            }
            case UNDO -> {
                verb(context, Failpoint.BEFORE_UNDO, Failpoint.AFTER_UNDO, () -> rotator.undo(context));
                at(Failpoint.BEFORE_REPORT_UNDONE);
                if (done(new RotationWork.ReportUndone(item.secret(), context.fence()))
                        .isPresent()) {
                    house.tally().undone(environment);
                }
                at(Failpoint.AFTER_REPORT_UNDONE);
                yield null;
            }
            case IDLE -> null;
        };
    }

    private @Nullable Claim create(Rotator rotator, RotationContext context) throws InterruptedException {
        at(Failpoint.BEFORE_CREATE);
        try (SecretValue value = call(context, () -> rotator.create(context))) {
            at(Failpoint.AFTER_CREATE);
            at(Failpoint.BEFORE_STAGE);
            Optional<Looked> next = done(new RotationWork.StageValue(
                    item.secret(), context.fence(), house.limits().claimSeconds(), value));
            at(Failpoint.AFTER_STAGE);
            return next.map(Looked::claim).orElse(null);
        }
    }

    private void verb(RotationContext context, Failpoint before, Failpoint after, Runnable verb)
            throws InterruptedException {
        at(before);
        call(context, () -> {
            verb.run();
            return Boolean.TRUE;
        });
        at(after);
    }

    /// Nothing is sent to a target under a claim that may be over before the verb is.
    private <T> T call(RotationContext context, Callable<T> verb) throws InterruptedException {
        if (!house.clock().instant().isBefore(context.deadline())) {
            throw new RotationFailure(
                    RotationFailure.Kind.TRANSIENT, "this step did not begin in time and comes again", null);
        }
        verbStarted.run();
        return house.verbs().call(verb, verbEnded);
    }

    private RotationContext context(Material material) {
        var spec = material.target();
        RotationContext.Target target = spec == null
                ? RotationContext.Target.NONE
                : new RotationContext.Target(
                        spec.name(), spec.kind(), spec.address(), spec.caCertificates(), material.credential());
        Instant byVerb = house.clock().instant().plus(house.limits().verbTime());
        Instant byClaim = material.claim().until();
        return new RotationContext(
                environment.value(),
                material.mount() + "/" + material.path(),
                material.claim().fence(),
                material.settings(),
                target,
                material.current(),
                material.next(),
                material.claim().version(),
                material.complexity(),
                house.clock(),
                house.random(),
                byClaim.isBefore(byVerb) ? byClaim : byVerb);
    }

    private static FailureKind kind(RotationFailure failure) {
        return switch (failure.kind()) {
            case TRANSIENT -> FailureKind.TRANSIENT;
            case PERMANENT -> FailureKind.PERMANENT;
            case UNKNOWN -> FailureKind.UNKNOWN;
        };
    }

    private void fail(Claim claim, FailureKind kind, String sentence) {
        house.tally().failed(environment);
        at(Failpoint.BEFORE_REPORT_FAILED);
        done(new RotationWork.ReportFailed(item.secret(), claim.fence(), kind, sentence));
        at(Failpoint.AFTER_REPORT_FAILED);
    }

    /// Empty when it was refused: then somebody else has taken the rotation, or the secret changed.
    private <T> Optional<T> done(Operation<T> operation) {
        return switch (ask(operation)) {
            case Outcome.Done<T>(T value) -> Optional.ofNullable(value);
            case Outcome.Refused<T>(Refusal refusal) -> {
                LOG.info("{} was refused in {}: {}", operation.name(), environment, refusal.message());
                yield Optional.empty();
            }
        };
    }

    private <T> Outcome<T> ask(Operation<T> operation) {
        return house.door().ask(environment, operation);
    }

    private void at(Failpoint point) {
        house.failpoints().reached(point, item.secret());
    }
}
