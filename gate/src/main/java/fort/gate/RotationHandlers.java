package fort.gate;

import fort.access.Capability;
import fort.audit.Query;
import fort.domain.Names;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.RotationCause;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.domain.RotationSettings;
import fort.domain.SecretPath;
import fort.gate.RotationOperation.Maintenance;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people ask about rotation.
final class RotationHandlers implements Handler<RotationOperation<?>> {
    static final String ROOT = "sys/rotation/";
    static final Collection<Maintenance> MAINTENANCE = Collection.of("rotation_pause", Maintenance.class);
    static final String ONLY = "this";

    private final RotationLists lists = new RotationLists();

    @Override
    public Demand demand(Act act, RotationOperation<?> operation) {
        return switch (operation) {
            case RotationOperation.ConfigureRotation o ->
                Demand.needs(policyPath(o.mount(), o.path().value()), Capability.UPDATE);
            case RotationOperation.UnconfigureRotation o ->
                Demand.needs(policyPath(o.mount(), o.path().value()), Capability.DELETE);
            case RotationOperation.ReadRotation o ->
                Demand.needs(policyPath(o.mount(), o.path().value()), Capability.READ);
            case RotationOperation.ReadHistory o ->
                Demand.needs(policyPath(o.mount(), o.path().value()), Capability.READ);
            case RotationOperation.ExplainRotation o ->
                Demand.needs(policyPath(o.mount(), o.path().value()), Capability.READ);
            case RotationOperation.RotateNow o ->
                Demand.needs(ROOT + "now/" + o.mount() + "/" + o.path(), Capability.UPDATE);
            case RotationOperation.FreezeRotation o ->
                Demand.needs(ROOT + "freeze/" + o.mount() + "/" + o.path(), Capability.UPDATE);
            case RotationOperation.ListRotations _ -> Demand.needs(ROOT + "secrets", Capability.LIST);
            case RotationOperation.PreviewRotations _ -> Demand.needs(ROOT + "plan", Capability.READ);
            case RotationOperation.PauseRotations _ -> Demand.needs(ROOT + "pause", Capability.UPDATE);
            case RotationOperation.ReadMaintenance _ -> Demand.needs(ROOT + "pause", Capability.READ);
        };
    }

    @Override
    public Plan<?> plan(Act act, RotationOperation<?> operation) {
        return switch (operation) {
            case RotationOperation.ConfigureRotation o -> on(act, o.mount(), o.path(), at -> configure(act, at, o));
            case RotationOperation.UnconfigureRotation o -> on(act, o.mount(), o.path(), at -> unconfigure(act, at));
            case RotationOperation.ReadRotation o ->
                on(act, o.mount(), o.path(), at -> Plan.done(RotationLists.view(act.interior(), at), at.fact()));
            case RotationOperation.ReadHistory o -> on(act, o.mount(), o.path(), at -> history(act, at, o));
            case RotationOperation.ExplainRotation o ->
                on(act, o.mount(), o.path(), at -> Plan.done(RotationPlans.explain(act, at), at.fact()));
            case RotationOperation.RotateNow o -> on(act, o.mount(), o.path(), at -> now(act, at));
            case RotationOperation.FreezeRotation o -> on(act, o.mount(), o.path(), at -> freeze(act, at, o.frozen()));
            case RotationOperation.ListRotations o -> lists.rotations(act, o);
            case RotationOperation.PreviewRotations o -> lists.planned(act, o);
            case RotationOperation.PauseRotations o -> pause(act, o);
            case RotationOperation.ReadMaintenance _ -> Plan.done(maintenance(act.interior()));
        };
    }

    static String policyPath(String mount, String path) {
        return ROOT + "secrets/" + mount + "/" + path;
    }

    static Maintenance maintenance(Interior interior) {
        return interior.rows().get(MAINTENANCE, ONLY).map(Rows.Entry::value).orElse(Maintenance.NONE);
    }

    @FunctionalInterface
    private interface Step {
        Plan<?> plan(RotationPlace at);
    }

    private static Plan<?> on(Act act, String mountPath, SecretPath path, Step step) {
        Mount mount = act.interior().mounts().at(false, mountPath);
        if (mount == null || !mount.type().equals("kv")) {
            return Handler.noMount(mountPath);
        }
        Optional<RotationPlace> place = RotationPlace.find(act.interior(), mount, path.value());
        return place.isEmpty() ? SecretHandlers.absent() : step.plan(place.get());
    }

    private static Plan<?> configure(Act act, RotationPlace at, RotationOperation.ConfigureRotation operation) {
        RotationSettings settings = operation.settings();
        String dataPath = SecretDemands.dataPath(at.mount(), at.head().value().path());
        if (!act.rights().may(dataPath, Capability.READ) || !act.rights().may(dataPath, Capability.UPDATE)) {
            return Plan.refused(Refusal.Reason.FORBIDDEN, "permission denied");
        }
        Names.requireSimple("rotator", settings.rotator());
        if (!settings.target().isEmpty()
                && TargetHandlers.find(act.interior(), settings.target()).isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "no such target");
        }
        if (at.mount().isKv1()) {
            return Plan.refused(
                    Refusal.Reason.INVALID_REQUEST,
                    "a mount of kv version 1 keeps one version: nothing can be rotated");
        }
        RotationSettings before = at.row().settings();
        if (before != null && !RotationJobs.mayChange(at.row().job(), before, settings)) {
            return running();
        }
        return changed(act, at, new RotationRow(settings, at.row().job()));
    }

    private static Plan<?> running() {
        return Plan.refused(Refusal.Reason.ALREADY_EXISTS, "a rotation is under way");
    }

    private static Plan<?> unconfigure(Act act, RotationPlace at) {
        if (at.row().settings() == null) {
            return SecretHandlers.absent();
        }
        return at.row().job().running()
                ? running()
                : Plan.done(
                        at.changes(
                                act.interior(), new RotationRow(null, at.row().job())),
                        at.fact());
    }

    /// Stores the row, files the secret anew, and answers with what is then.
    private static Plan<?> changed(Act act, RotationPlace at, RotationRow row) {
        RotationPlace after = at.with(row);
        return Plan.done(RotationLists.view(act.interior(), after), at.changes(act.interior(), row), at.fact());
    }

    private static Plan<?> now(Act act, RotationPlace at) {
        RotationSettings settings = at.row().settings();
        if (settings == null) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "nothing is set up to rotate this secret");
        }
        long current = at.head().value().currentVersion();
        return switch (RotationJobs.begin(at.row().job(), RotationCause.MANUAL, current, null, "", act.now())) {
            case Outcome.Refused<RotationJob>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<RotationJob>(RotationJob job) ->
                changed(act, at, at.row().with(job));
        };
    }

    private static Plan<?> freeze(Act act, RotationPlace at, boolean frozen) {
        RotationSettings settings = at.row().settings();
        return settings == null
                ? Plan.refused(Refusal.Reason.INVALID_REQUEST, "nothing is set up to rotate this secret")
                : changed(
                        act,
                        at,
                        new RotationRow(settings.withFrozen(frozen), at.row().job()));
    }

    private static Plan<?> pause(Act act, RotationOperation.PauseRotations operation) {
        Maintenance next = new Maintenance(operation.paused(), act.caller().principal(), operation.reason(), act.now());
        return Plan.done(
                next,
                List.of(pauseChange(act.interior(), next)),
                Fact.details(Map.of("paused", Boolean.toString(next.paused()), "reason", next.reason())));
    }

    static Change pauseChange(Interior interior, Maintenance next) {
        long revision =
                interior.rows().get(MAINTENANCE, ONLY).map(Rows.Entry::revision).orElse(Change.ABSENT);
        return interior.rows().put(MAINTENANCE, ONLY, next, revision);
    }

    private static Plan<?> history(Act act, RotationPlace at, RotationOperation.ReadHistory operation) {
        if (operation.limit() < 1 || operation.limit() > 1_000) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "limit is 1 to 1000");
        }
        Query query = Query.ALL.withPath(at.policyPath());
        Query.Page page = act.interior()
                .log()
                .search(query, operation.after() == null ? Long.MAX_VALUE : operation.after(), operation.limit());
        List<AuditOperation.LogEntry> entries = new ArrayList<>();
        page.records()
                .forEach(
                        found -> entries.add(new AuditOperation.LogEntry(found.index(), found.node(), found.record())));
        return Plan.done(new AuditOperation.LogPage(entries, page.cursor()), at.fact());
    }
}
