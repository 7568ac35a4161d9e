package fort.gate;

import fort.audit.AuditRecord;
import fort.store.Change;
import java.util.Map;

/// Alerts about rotation, into the chamber's durable outbox.
final class RotationAlerts {
    private RotationAlerts() {}

    /// @param path as policies see it; an alert of the same kind about the same path within a minute is counted
    static Change raise(Handler.Act act, String kind, String path, String summary) {
        AuditRecord about = new AuditRecord(
                act.now(),
                act.request().id(),
                kind,
                "ok",
                "",
                act.caller().principal(),
                act.caller().method(),
                act.caller().accessor(),
                act.request().source(),
                act.request().service(),
                path,
                0,
                "",
                Map.of());
        return act.interior().alerts().raise(kind, summary, about);
    }
}
