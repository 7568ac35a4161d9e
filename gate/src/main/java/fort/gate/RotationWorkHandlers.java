package fort.gate;

import fort.crypto.Place;
import fort.domain.Complexity;
import fort.domain.HeadChange;
import fort.domain.Lifecycle;
import fort.domain.NewVersion;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.RotationAct;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.RotationPlanner;
import fort.domain.RotationSettings;
import fort.domain.RotationStep;
import fort.domain.SecretHead;
import fort.domain.SecretType;
import fort.domain.SecretValue;
import fort.domain.TypePolicy;
import fort.domain.VersionInfo;
import fort.gate.RotationWork.Claim;
import fort.gate.RotationWork.Looked;
import fort.gate.RotationWork.Material;
import fort.store.Change;
import fort.store.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the worker does to a secret, each act one transaction on the rotation's row.
///
/// A worker that was paused and wakes finds that its fence is not the row's any more, or that the row changed between
/// its reading and its commit; in both cases nothing is changed.
final class RotationWorkHandlers implements Handler<RotationWork<?>> {
    private static final List<RotationStep> STAGED = List.of(RotationStep.APPLY, RotationStep.VERIFY);

    private final RotationLook look = new RotationLook();
    private final SecretRules rules = new SecretRules();

    @Override
    public Demand demand(Act act, RotationWork<?> operation) {
        return Demand.INTERNAL;
    }

    @Override
    public Plan<?> plan(Act act, RotationWork<?> operation) {
        return switch (operation) {
            case RotationWork.Look o -> look.plan(act, o);
            case RotationWork.OpenRotation o ->
                held(act, o.secret(), o.fence(), at -> wanted(act, at, () -> open(act, at)));
            case RotationWork.StageValue o ->
                held(act, o.secret(), o.fence(), at -> wanted(act, at, () -> stage(act, at, o)));
            case RotationWork.ReportApplied o ->
                held(
                        act,
                        o.secret(),
                        o.fence(),
                        at -> step(
                                RotationJobs.applied(at.row().job(), o.fence()),
                                job -> goOn(act, at, job, o.claimSeconds())));
            case RotationWork.PromoteStaged o ->
                held(act, o.secret(), o.fence(), at -> wanted(act, at, () -> promote(act, at, o)));
            case RotationWork.ReportFinished o ->
                held(
                        act,
                        o.secret(),
                        o.fence(),
                        at -> step(RotationJobs.finished(at.row().job(), o.fence()), job -> over(act, at, job)));
            case RotationWork.ReportUndone o -> held(act, o.secret(), o.fence(), at -> undone(act, at, o.fence()));
            case RotationWork.ReportFailed o -> held(act, o.secret(), o.fence(), at -> failed(act, at, o));
            case RotationWork.RenewClaim o ->
                held(
                        act,
                        o.secret(),
                        o.fence(),
                        at -> step(
                                RotationJobs.renew(
                                        at.row().job(), o.fence(), act.now(), Duration.ofSeconds(o.claimSeconds())),
                                job -> Plan.done(
                                        claim(job),
                                        at.changes(act.interior(), at.row().with(job)),
                                        at.fact(job.version(), details(job)))));
            case RotationWork.ReportBrake o -> brake(act, o);
        };
    }

    @FunctionalInterface
    private interface Step {
        Plan<?> plan(RotationPlace at);
    }

    /// @param fence must be that of the latest claim
    private static Plan<?> held(Act act, String secret, long fence, Step step) {
        Optional<RotationPlace> place = RotationPlace.find(act.interior(), secret);
        if (place.isEmpty()) {
            return Plan.refused(Refusal.Reason.NOT_FOUND, "the secret is no longer there");
        }
        RotationPlace at = place.get();
        RotationJob job = at.row().job();
        if (at.row().settings() == null
                || job.fence() != fence
                || job.claimedBy().isEmpty()) {
            return Plan.refused(Refusal.Reason.CHECK_AND_SET, "the claim is not the latest one any more")
                    .facts(List.of(at.fact(0, Map.of("fence", Long.toString(fence)))));
        }
        return step.plan(at);
    }

    private static Plan<?> step(Outcome<RotationJob> next, Function<RotationJob, Plan<?>> plan) {
        return switch (next) {
            case Outcome.Refused<RotationJob>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<RotationJob>(RotationJob job) -> plan.apply(job);
        };
    }

    /// Whether the secret still is as the rotation expects it. Somebody may have written, deleted or frozen it since:
    /// then the claim is let go, and the next look does what the planner wants instead.
    private static Plan<?> wanted(Act act, RotationPlace at, Supplier<Plan<?>> plan) {
        Optional<RotationAct> next = RotationPlanner.next(
                RotationPlans.view(act.interior(), at.key(), at.head().value(), at.row()), act.now());
        if (next.isPresent() && next.get() instanceof RotationAct.Work) {
            return plan.get();
        }
        RotationJob job = at.row().job();
        return step(
                RotationJobs.release(job, job.fence()),
                released -> Plan.refused(
                                new Refusal(
                                        Refusal.Reason.CHECK_AND_SET,
                                        "the secret was changed or stopped while it was being rotated"),
                                at.changes(act.interior(), at.row().with(released)))
                        .facts(List.of(at.fact(job.version(), details(job)))));
    }

    private Plan<?> open(Act act, RotationPlace at) {
        SecretHead head = at.head().value();
        RotationJob job = at.row().job();
        RotationSettings settings = java.util.Objects.requireNonNull(at.row().settings());
        SecretValue current = head.current()
                .map(info -> SecretHandlers.open(act, at.mount(), head, info))
                .orElse(null);
        if (current == null) {
            return Plan.refused(Refusal.Reason.NOT_FOUND, "the secret has no value to rotate");
        }
        TargetOperation.TargetSpec target = null;
        SecretValue credential = null;
        SecretValue next = null;
        try {
            if (!settings.target().isEmpty()) {
                Optional<Rows.Entry<TargetOperation.TargetView>> found =
                        TargetHandlers.find(act.interior(), settings.target());
                if (found.isEmpty()) {
                    current.close();
                    return Plan.refused(Refusal.Reason.INVALID_REQUEST, "the target is no longer there");
                }
                target = found.get().value().spec();
                if (!target.credentialPath().isEmpty()) {
                    credential = credential(act, target);
                    if (credential == null) {
                        current.close();
                        return Plan.refused(
                                Refusal.Reason.INVALID_REQUEST, "the target's credential is not there or has no value");
                    }
                }
            }
            next = next(act, at);
        } catch (RuntimeException e) {
            current.close();
            throw e;
        }
        return Plan.done(
                new Material(
                        at.mount().path(),
                        head.path(),
                        claim(job),
                        settings,
                        complexity(act, head, settings),
                        current,
                        next,
                        target,
                        credential),
                at.fact(head.currentVersion(), opened(job, target)));
    }

    private static Map<String, String> opened(RotationJob job, TargetOperation.@Nullable TargetSpec target) {
        Map<String, String> details = new HashMap<>();
        details.put("step", word(job.step()));
        details.put("fence", Long.toString(job.fence()));
        if (target != null) {
            details.put("target", target.name());
            if (!target.credentialPath().isEmpty()) {
                details.put("credential", target.credentialMount() + "/" + target.credentialPath());
            }
        }
        return details;
    }

    /// The staged value; when giving up, whatever there still is of it.
    private static @Nullable SecretValue next(Act act, RotationPlace at) {
        RotationJob job = at.row().job();
        if (!STAGED.contains(job.step()) && job.step() != RotationStep.UNDO) {
            return null;
        }
        return at.head()
                .value()
                .version(job.version())
                .map(info -> SecretHandlers.open(act, at.mount(), at.head().value(), info))
                .orElse(null);
    }

    private static @Nullable SecretValue credential(Act act, TargetOperation.TargetSpec target) {
        Mount mount = act.interior().mounts().at(false, target.credentialMount());
        if (mount == null) {
            return null;
        }
        return act.interior()
                .rows()
                .get(SecretHandlers.HEADS, SecretHandlers.headKey(mount, target.credentialPath()))
                .flatMap(
                        head -> head.value().current().map(info -> SecretHandlers.open(act, mount, head.value(), info)))
                .orElse(null);
    }

    private static Complexity complexity(Act act, SecretHead head, RotationSettings settings) {
        SecretType type = act.interior().types().orDefault(head.type());
        String field = settings.options().get("field");
        return type.policy().rule(field == null ? SecretRules.mainField(type) : field);
    }

    private Plan<?> stage(Act act, RotationPlace at, RotationWork.StageValue operation) {
        SecretHead head = at.head().value();
        SecretType type = act.interior().types().orDefault(head.type());
        String fingerprint = rules.fingerprint(act.interior(), type, operation.json());
        long number = head.lastVersion() + 1;
        Place place = SecretHandlers.place(act, at.mount(), head.path(), number);
        byte[] sealed = act.interior().keyring().seal(place, operation.json());
        NewVersion version = new NewVersion(
                act.interior().storageKey(act.now()),
                act.caller().principal(),
                fingerprint,
                act.interior().keyring().keyVersion(sealed),
                operation.json().length());
        return switch (Lifecycle.stage(head, version, act.now())) {
            case Outcome.Refused<HeadChange>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<HeadChange>(HeadChange done) -> {
                VersionInfo added = done.addition().orElseThrow();
                yield step(RotationJobs.staged(at.row().job(), operation.fence(), number), job -> {
                    Plan<?> next = goOn(act, at.with(done.head()), job, operation.claimSeconds());
                    List<Change> changes = new ArrayList<>(next.changes());
                    changes.add(act.interior()
                            .rows()
                            .put(SecretHandlers.VERSIONS, added.storageKey(), sealed, Change.ABSENT));
                    return new Plan<>(next.outcome(), changes, next.facts(), next.warnings(), next.afterCommit());
                });
            }
        };
    }

    /// The next step under the same claim; an operator who froze the secret stops it here.
    private static Plan<?> goOn(Act act, RotationPlace at, RotationJob next, long claimSeconds) {
        boolean frozen = java.util.Objects.requireNonNull(at.row().settings()).frozen();
        Outcome<RotationJob> held = frozen
                ? RotationJobs.release(next, next.fence())
                : RotationJobs.renew(next, next.fence(), act.now(), Duration.ofSeconds(claimSeconds));
        return step(
                held,
                job -> Plan.done(
                        new Looked(frozen ? null : claim(job), List.of()),
                        at.changes(act.interior(), at.row().with(job)),
                        at.fact(job.version(), details(job))));
    }

    static Claim claim(RotationJob job) {
        return new Claim(job.fence(), job.step(), job.version(), java.util.Objects.requireNonNull(job.claimedUntil()));
    }

    static Map<String, String> details(RotationJob job) {
        return Map.of("step", word(job.step()), "fence", Long.toString(job.fence()), "node", job.claimedBy());
    }

    private static String word(RotationStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private static Plan<?> promote(Act act, RotationPlace at, RotationWork.PromoteStaged operation) {
        SecretHead head = at.head().value();
        TypePolicy policy = RotationPlans.policy(act, at);
        return switch (Lifecycle.promote(head, SecretHandlers.settings(at.mount()), policy, act.now())) {
            case Outcome.Refused<HeadChange>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<HeadChange>(HeadChange done) -> {
                Map<String, String> details = new HashMap<>(details(at.row().job()));
                operation.neighbours().forEach((name, digest) -> details.put("digest." + name, digest));
                details.put("replaced", Long.toString(head.currentVersion()));
                long current = done.head().currentVersion();
                yield step(
                        RotationJobs.promoted(at.row().job(), operation.fence(), act.now()),
                        job -> Plan.done(current, commit(act, at, done, job), at.fact(current, details)));
            }
        };
    }

    /// A step of the head's life and of the job's, in one transaction.
    private static List<Change> commit(Act act, RotationPlace at, HeadChange done, RotationJob job) {
        List<Change> changes =
                at.with(done.head()).changes(act.interior(), at.row().with(job));
        for (VersionInfo gone : done.removed()) {
            changes.add(new Change.Delete(SecretHandlers.VERSIONS.name(), gone.storageKey(), Change.ANY));
        }
        return changes;
    }

    private static Plan<?> over(Act act, RotationPlace at, RotationJob job) {
        return Plan.done(
                at.changes(act.interior(), at.row().with(job)),
                at.fact(at.head().value().currentVersion(), details(at.row().job())));
    }

    private static Plan<?> undone(Act act, RotationPlace at, long fence) {
        return step(
                RotationJobs.undone(at.row().job(), fence, act.now()),
                job -> Lifecycle.unstage(at.head().value()) instanceof Outcome.Done<HeadChange>(HeadChange done)
                        ? Plan.done(
                                commit(act, at, done, job),
                                at.fact(
                                        at.row().job().version(),
                                        details(at.row().job())))
                        : over(act, at, job));
    }

    private static Plan<?> failed(Act act, RotationPlace at, RotationWork.ReportFailed operation) {
        RotationJob before = at.row().job();
        return step(
                RotationJobs.failed(before, operation.fence(), operation.kind(), operation.sentence(), act.now()),
                job -> {
                    List<Change> changes = new ArrayList<>(givenUp(act, at, job));
                    changes.add(RotationAlerts.raise(
                            act,
                            "rotation_failed",
                            at.policyPath(),
                            "rotation of " + at.mount().path() + "/"
                                    + at.head().value().path() + " failed at step " + word(before.step()) + ": "
                                    + operation.sentence()));
                    Map<String, String> details = new HashMap<>(details(before));
                    details.put("attempts", Integer.toString(before.attempts() + 1));
                    details.put("error", operation.sentence());
                    details.put("kind", operation.kind().name().toLowerCase(Locale.ROOT));
                    details.put("next", word(job.step()));
                    return Plan.done(changes, at.fact(before.version(), details));
                });
    }

    /// A rotation that is given up before anything was sent to the target leaves no staged version.
    private static List<Change> givenUp(Act act, RotationPlace at, RotationJob job) {
        return !job.running()
                        && Lifecycle.unstage(at.head().value()) instanceof Outcome.Done<HeadChange>(HeadChange done)
                ? commit(act, at, done, job)
                : at.changes(act.interior(), at.row().with(job));
    }

    /// Scheduled rotation pauses until the count is normal again, or a person who has looked lifts it: more likely
    /// than
    /// a
    /// mass expiry is a wrong clock.
    private static Plan<?> brake(Act act, RotationWork.ReportBrake operation) {
        String path = RotationHandlers.ROOT + "pause";
        boolean paused = RotationHandlers.maintenance(act.interior()).paused();
        String reason = operation.holds()
                ? operation.due() + " of " + operation.total()
                        + " secrets came due at once; nothing was begun; is this server's clock right?"
                : "as many secrets are due as are usual";
        Fact fact = new Fact(
                path,
                0,
                Map.of(
                        "holds", Boolean.toString(operation.holds()),
                        "due", Long.toString(operation.due()),
                        "total", Long.toString(operation.total())));
        if (paused == operation.holds()) {
            return Plan.done(List.of(), fact);
        }
        List<Change> changes = new ArrayList<>();
        changes.add(RotationHandlers.pauseChange(
                act.interior(),
                new RotationOperation.Maintenance(
                        operation.holds(), act.caller().principal(), reason, act.now())));
        if (operation.holds()) {
            changes.add(RotationAlerts.raise(act, "mass_expiry", path, reason));
        }
        return Plan.done(changes, fact);
    }
}
