package fort.gate;

import fort.access.Capability;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.RotationCause;
import fort.domain.RotationJob;
import fort.domain.RotationJobs;
import fort.gate.EmergencyOperation.EmergencyPreview;
import fort.gate.EmergencyOperation.EmergencyView;
import fort.store.Change;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Emergencies: many manual rotations with one deadline.
final class EmergencyHandlers implements Handler<EmergencyOperation<?>> {
    private static final String PATH = RotationHandlers.ROOT + "emergency";

    private final EmergencyChoosing choosing = new EmergencyChoosing();
    private final Holders holders = new Holders();

    @Override
    public Demand demand(Act act, EmergencyOperation<?> operation) {
        return switch (operation) {
            case EmergencyOperation.PreviewEmergency _, EmergencyOperation.StartEmergency _ ->
                Demand.sudo(PATH, Capability.UPDATE);
            case EmergencyOperation.ReadEmergency _ -> Demand.sudo(PATH, Capability.READ);
            case EmergencyOperation.ListEmergencies _ -> Demand.sudo(PATH, Capability.LIST);
            case EmergencyOperation.FindHolders _ -> Demand.sudo(RotationHandlers.ROOT + "whose", Capability.UPDATE);
            case EmergencyOperation.CloseEmergency _ -> Demand.INTERNAL;
        };
    }

    @Override
    public Plan<?> plan(Act act, EmergencyOperation<?> operation) {
        return switch (operation) {
            case EmergencyOperation.PreviewEmergency o -> choosing.preview(act, o.choice());
            case EmergencyOperation.StartEmergency o -> start(act, o);
            case EmergencyOperation.ReadEmergency o ->
                find(act.interior(), o.id())
                        .<Plan<?>>map(row -> Plan.done(EmergencyReport.of(act, row.value())))
                        .orElseGet(EmergencyHandlers::none);
            case EmergencyOperation.ListEmergencies o ->
                Plan.done(newest(act.interior(), o.limit()).stream()
                        .map(EmergencyRow::summary)
                        .toList());
            case EmergencyOperation.FindHolders o -> holders.find(act, o);
            case EmergencyOperation.CloseEmergency o -> close(act, o.id());
        };
    }

    static Optional<Rows.Entry<EmergencyRow>> find(Interior interior, String id) {
        return interior.rows().get(EmergencyRow.EMERGENCIES, id);
    }

    private static Plan<?> none() {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "no such emergency");
    }

    static List<EmergencyRow> newest(Interior interior, int limit) {
        return interior
                .rows()
                .store()
                .scanBackwards(EmergencyRow.EMERGENCIES.name(), "", Math.max(1, Math.min(limit, 1_000)))
                .stream()
                .flatMap(row -> find(interior, row.key()).stream())
                .map(Rows.Entry::value)
                .toList();
    }

    private Plan<?> start(Act act, EmergencyOperation.StartEmergency operation) {
        Plan<?> shown = choosing.preview(act, operation.choice());
        if (!(shown.outcome() instanceof Outcome.Done<?>(EmergencyPreview preview))) {
            return shown;
        }
        if (!preview.hash().equals(operation.confirmation())) {
            return Plan.refused(
                    Refusal.Reason.CHECK_AND_SET, "the list is another one by now; look at it again and confirm that");
        }
        if (preview.chosen().isEmpty()) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "none of the chosen secrets can be rotated by Fort");
        }
        return started(act, operation.reason(), preview);
    }

    private static Plan<?> started(Act act, String reason, EmergencyPreview preview) {
        Instant deadline = act.now().plusSeconds(EmergencyOperation.DEADLINE_SECONDS);
        String id = id(act);
        List<Change> changes = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (EmergencyOperation.Chosen chosen : preview.chosen()) {
            Mount mount = act.interior().mounts().at(false, chosen.mount());
            RotationPlace at = RotationPlace.find(
                            act.interior(), java.util.Objects.requireNonNull(mount), chosen.path())
                    .orElseThrow();
            RotationJob job = begun(at, deadline, id, act.now());
            changes.addAll(at.changes(act.interior(), at.row().with(job)));
            facts.add(at.fact(at.head().value().currentVersion(), Map.of("emergency", id)));
            keys.add(at.key());
        }
        EmergencyRow row = new EmergencyRow(
                id,
                reason,
                act.caller().principal(),
                act.now(),
                deadline,
                null,
                keys,
                preview.unprepared().stream()
                        .map(chosen -> chosen.mount() + "/" + chosen.path())
                        .toList());
        changes.add(act.interior().rows().put(EmergencyRow.EMERGENCIES, id, row, Change.ABSENT));
        Map<String, String> details = Map.of(
                "emergency", id, "reason", reason, "secrets", Integer.toString(keys.size()), "list", preview.hash());
        facts.add(Fact.details(details));
        changes.add(RotationAlerts.raise(
                act,
                "emergency_rotation",
                PATH,
                "emergency rotation of " + keys.size() + " secrets was begun by "
                        + act.caller().principal() + ": " + reason));
        return Plan.done(EmergencyReport.started(act, row, preview), changes).facts(facts);
    }

    /// One that is being withdrawn at its target cannot be begun now, and stands in the report as failed.
    private static RotationJob begun(RotationPlace at, Instant deadline, String id, Instant now) {
        long current = at.head().value().currentVersion();
        return RotationJobs.begin(at.row().job(), RotationCause.EMERGENCY, current, deadline, id, now)
                        instanceof Outcome.Done<RotationJob>(RotationJob job)
                ? job
                : at.row().job();
    }

    /// Sorts by time; unique by chance.
    private static String id(Act act) {
        byte[] chance = new byte[4];
        act.interior().random().nextBytes(chance);
        return HexFormat.of().toHexDigits(act.now().getEpochSecond(), 10)
                + HexFormat.of().formatHex(chance);
    }

    private static Plan<?> close(Act act, String id) {
        Optional<Rows.Entry<EmergencyRow>> found = find(act.interior(), id);
        if (found.isEmpty()) {
            return none();
        }
        EmergencyRow row = found.get().value();
        if (row.closedTime() != null) {
            return Plan.done(EmergencyReport.of(act, row));
        }
        EmergencyRow closed = row.closed(act.now());
        EmergencyView view = EmergencyReport.of(act, closed);
        String summary = EmergencyReport.sentence(view);
        return Plan.done(
                view,
                List.of(
                        act.interior().rows().replace(EmergencyRow.EMERGENCIES, found.get(), closed),
                        RotationAlerts.raise(act, "emergency_report", PATH, summary)),
                new Fact(PATH, 0, EmergencyReport.details(view)));
    }
}
