package fort.server.api;

import fort.audit.AuditRecord;
import fort.domain.Outcome;
import fort.gate.AuditOperation;
import fort.gate.WatchOperation;
import fort.gate.WatchOperation.AlertView;
import fort.wire.Alerts;
import fort.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Alerts, and attempts to cross between environments.
final class WatchHandlers {
    /// Alerts looked through for one of a given id.
    private static final int SCANNED_MAX = 1_000;

    private WatchHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("alert.list", WatchHandlers::list);
        handlers.on("alert.read", call -> find(call, call.parameter("alert")));
        handlers.on(
                "alert.acknowledge",
                call -> call.then(
                        new WatchOperation.AcknowledgeAlert(call.parameter("alert")),
                        () -> find(call, call.parameter("alert"))));
        handlers.on("violation.list", WatchHandlers::violations);
    }

    private static Answer list(Call call) {
        int limit = call.limit();
        String wanted = call.query("acknowledged");
        boolean onlyOpen = "false".equals(wanted);
        Predicate<AlertView> keep = alert -> !"true".equals(wanted) || alert.acknowledgedTime() != null;
        return call.answer(new WatchOperation.ListAlerts(onlyOpen, call.after(), limit), all -> {
            String next = all.size() == limit ? all.getLast().id() : null;
            return Answer.of(new Alerts.Listing(
                    all.stream().filter(keep).map(WatchHandlers::view).toList(), next));
        });
    }

    private static Answer find(Call call, String id) {
        // keys begin with their minute, so the page that holds the id begins just before it
        String before = id.isEmpty() ? "" : id.substring(0, id.length() - 1);
        return call.answer(
                new WatchOperation.ListAlerts(false, before, SCANNED_MAX),
                all -> all.stream()
                        .filter(alert -> alert.id().equals(id))
                        .findFirst()
                        .<Answer>map(alert -> Answer.of(view(alert)))
                        .orElseGet(() -> new Answer.Failed(ErrorCode.NOT_FOUND, "there is no such alert")));
    }

    private static Alerts.Alert view(AlertView alert) {
        return new Alerts.Alert(
                alert.id(),
                alert.kind(),
                fort.server.notify.Severity.of(alert.kind()).word(),
                alert.createdTime(),
                alert.summary(),
                Map.of(
                        "principal",
                        alert.principal(),
                        "source",
                        alert.source(),
                        "operation",
                        alert.operation(),
                        "path",
                        alert.path(),
                        "request_id",
                        alert.requestId(),
                        "count",
                        Long.toString(alert.count())),
                alert.attempts(),
                alert.deliveredTime() != null,
                alert.acknowledgedBy(),
                alert.acknowledgedTime(),
                alert.lastError());
    }

    /// A violation is a refused record whose reason says so; the log is the only list of them.
    private static Answer violations(Call call) {
        Long after = call.after().isEmpty() ? null : AuditHandlers.cursor(call.after());
        AuditOperation.LogQuery query = new AuditOperation.LogQuery(null, null, null, "refused", null, null, null);
        return switch (call.perform(new AuditOperation.SearchLog(query, after, call.limit()))) {
            case Outcome.Refused<AuditOperation.LogPage>(var refusal) -> Answer.refused(refusal);
            case Outcome.Done<AuditOperation.LogPage>(var page) -> {
                List<Alerts.Violation> items = page.entries().stream()
                        .filter(entry -> entry.record().reason().equals("cross_environment"))
                        .map(entry -> violation(call.environment(), entry))
                        .toList();
                yield Answer.of(new Alerts.Violations(items, page.next() == null ? null : Long.toString(page.next())));
            }
        };
    }

    private static Alerts.Violation violation(String here, AuditOperation.LogEntry entry) {
        AuditRecord record = entry.record();
        return new Alerts.Violation(
                entry.index(),
                record.time(),
                record.details().getOrDefault("from", here),
                record.details().getOrDefault("to", here),
                record.principal(),
                record.accessor(),
                record.operation(),
                record.path(),
                record.source(),
                record.requestId());
    }
}
