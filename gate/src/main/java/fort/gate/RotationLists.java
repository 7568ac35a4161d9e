package fort.gate;

import fort.access.Capability;
import fort.domain.Refusal;
import fort.domain.RotationSettings;
import fort.gate.RotationOperation.PlannedLook;
import fort.gate.RotationOperation.RotationView;
import fort.store.Change;
import fort.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists of rotations: what is set up, and what comes due.
final class RotationLists {
    private static final int CHUNK = 500;
    private static final Duration AHEAD = Duration.ofDays(30);

    /// Rows looked at for one page: a filter that nothing meets must end.
    private static final int LOOKED_MAX = 20_000;

    Plan<?> rotations(Handler.Act act, RotationOperation.ListRotations operation) {
        if (operation.limit() < 1 || operation.limit() > 1_000) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "limit is 1 to 1000");
        }
        List<RotationView> views = new ArrayList<>();
        String after = operation.after();
        int looked = 0;
        boolean more = true;
        while (more && views.size() < operation.limit() && looked < LOOKED_MAX) {
            List<Rows.Entry<RotationRow>> chunk = act.interior().rows().scan(RotationRow.ROTATIONS, "", after, CHUNK);
            more = chunk.size() == CHUNK;
            for (Rows.Entry<RotationRow> entry : chunk) {
                after = entry.key();
                looked++;
                wanted(act, operation, entry).ifPresent(views::add);
                if (views.size() == operation.limit()) {
                    more = true;
                    break;
                }
            }
        }
        return Plan.done(new SecretOperation.Page<>(views, more ? after : null));
    }

    private static Optional<RotationView> wanted(
            Handler.Act act, RotationOperation.ListRotations operation, Rows.Entry<RotationRow> entry) {
        RotationSettings settings = entry.value().settings();
        if (settings == null
                || (operation.target() != null && !operation.target().equals(settings.target()))) {
            return Optional.empty();
        }
        Optional<RotationPlace> place = RotationPlace.find(act.interior(), entry.key())
                .filter(found -> act.rights().may(found.policyPath(), Capability.READ));
        return place.filter(found -> operation.state() == null
                        || operation.state()
                                == RotationState.of(
                                        found.row().job(),
                                        settings,
                                        found.head().value().dueTime(),
                                        act.now()))
                .map(found -> view(act.interior(), found));
    }

    static RotationView view(Interior interior, RotationPlace at) {
        return new RotationView(
                at.mount().path(),
                at.head().value().path(),
                at.head().value().type(),
                at.row().settings(),
                at.row().job(),
                at.head().value().currentVersion(),
                at.head().value().expiresTime(),
                RotationPlans.shownDue(interior, at));
    }

    Plan<?> planned(Handler.Act act, RotationOperation.PreviewRotations operation) {
        if (operation.limit() < 1 || operation.limit() > 1_000) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "limit is 1 to 1000");
        }
        Instant until = operation.until() == null ? act.now().plus(AHEAD) : operation.until();
        List<PlannedLook> looks = new ArrayList<>();
        String after = operation.after();
        boolean more = true;
        for (int looked = 0; more && looks.size() < operation.limit() && looked < LOOKED_MAX; looked += CHUNK) {
            List<DueIndex.Due> chunk = DueIndex.until(act.interior(), until, after, CHUNK);
            more = chunk.size() == CHUNK;
            for (DueIndex.Due due : chunk) {
                after = DueIndex.key(due.time(), due.secret());
                look(act, due).filter(found -> !found.time().isAfter(until)).ifPresent(looks::add);
                if (looks.size() == operation.limit()) {
                    more = true;
                    break;
                }
            }
        }
        return Plan.done(new SecretOperation.Page<>(looks, more ? after : null));
    }

    /// What the planner will want of one secret when its time has come; empty when this row of the index is a
    /// leftover,
    /// or the caller may not know.
    private static Optional<PlannedLook> look(Handler.Act act, DueIndex.Due due) {
        return RotationPlace.find(act.interior(), due.secret())
                .filter(at -> due.time().equals(at.head().value().dueTime()))
                .filter(at -> act.rights().may(at.policyPath(), Capability.READ))
                .flatMap(at -> Optional.ofNullable(RotationPlans.due(
                                act.interior(), at.key(), at.head().value(), at.row()))
                        .map(time -> new PlannedLook(
                                at.mount().path(),
                                at.head().value().path(),
                                time,
                                RotationPlans.words(RotationPlans.acts(act.interior(), at, time)))));
    }

    /// What a removed secret leaves in the collections of rotation.
    static void remove(Interior interior, String key, fort.domain.SecretHead head, List<Change> changes) {
        DueIndex.remove(interior, key, head, changes);
        if (interior.rows().get(RotationRow.ROTATIONS, key).isPresent()) {
            changes.add(interior.rows().delete(RotationRow.ROTATIONS, key, Change.ANY));
        }
    }
}
