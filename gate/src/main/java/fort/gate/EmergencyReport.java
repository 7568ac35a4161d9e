package fort.gate;

import fort.domain.Consumption;
import fort.domain.RotationJob;
import fort.domain.RotationStep;
import fort.gate.EmergencyOperation.EmergencyItem;
import fort.gate.EmergencyOperation.EmergencyPreview;
import fort.gate.EmergencyOperation.EmergencyView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How far an emergency is: read from the jobs of its secrets, so it is right whichever node works on it.
final class EmergencyReport {
    private static final String DONE = "done";

    private EmergencyReport() {}

    static EmergencyView of(Handler.Act act, EmergencyRow row) {
        return of(act.interior(), row, act.now());
    }

    static EmergencyView of(Interior interior, EmergencyRow row, Instant now) {
        List<EmergencyItem> items = new ArrayList<>();
        for (String key : row.secrets()) {
            items.add(item(interior, row, key, now));
        }
        return new EmergencyView(row.summary(), row.deadline(), items, row.unprepared());
    }

    static EmergencyView started(Handler.Act act, EmergencyRow row, EmergencyPreview preview) {
        List<EmergencyItem> items = preview.chosen().stream()
                .map(chosen -> new EmergencyItem(
                        chosen.mount(), chosen.path(), chosen.target(), "waiting", "create", 0, "", List.of()))
                .toList();
        return new EmergencyView(row.summary(), row.deadline(), items, row.unprepared());
    }

    private static EmergencyItem item(Interior interior, EmergencyRow row, String key, Instant now) {
        Optional<RotationPlace> found = RotationPlace.find(interior, key);
        if (found.isEmpty()) {
            Mount mount = RotationPlace.mountOf(interior, key);
            return new EmergencyItem(
                    mount == null ? "" : mount.path(),
                    key.substring(key.indexOf('/') + 1),
                    "",
                    "gone",
                    "",
                    0,
                    "the secret was removed",
                    List.of());
        }
        RotationPlace at = found.get();
        RotationJob job = at.row().job();
        String state = state(row, job, now);
        return new EmergencyItem(
                at.mount().path(),
                at.head().value().path(),
                at.row().settings() == null ? "" : at.row().settings().target(),
                state,
                job.step().name().toLowerCase(Locale.ROOT),
                at.head().value().currentVersion(),
                state.equals(DONE) ? "" : job.lastError(),
                state.equals(DONE) ? unacknowledged(interior, at) : List.of());
    }

    private static String state(EmergencyRow row, RotationJob job, Instant now) {
        Instant success = job.lastSuccessTime();
        if (success != null && !success.isBefore(row.startedTime())) {
            return DONE;
        }
        if (row.closedTime() != null || now.isAfter(row.deadline()) || !job.running()) {
            return "failed";
        }
        if (job.attempts() > 0 || job.step() == RotationStep.UNDO) {
            return "failing";
        }
        return job.claimed(now) ? "running" : "waiting";
    }

    private static List<String> unacknowledged(Interior interior, RotationPlace at) {
        long current = at.head().value().currentVersion();
        return Consumers.of(interior.rows(), at.key()).stream()
                .filter(consumer -> consumer.acknowledgedVersion() < current)
                .map(Consumption::consumer)
                .sorted()
                .toList();
    }

    /// Whether nothing is left to wait for.
    static boolean over(EmergencyView view, Instant now) {
        return now.isAfter(view.deadline())
                || view.items().stream().allMatch(item -> switch (item.state()) {
                    case "done", "failed", "gone" -> true;
                    default -> false;
                });
    }

    static String sentence(EmergencyView view) {
        return "emergency rotation is over: " + view.done() + " of "
                + view.items().size() + " rotated, " + view.failed() + " failed, " + stragglers(view)
                + " not yet acknowledged by every consumer";
    }

    private static long stragglers(EmergencyView view) {
        return view.items().stream()
                .filter(item -> !item.unacknowledged().isEmpty())
                .count();
    }

    static Map<String, String> details(EmergencyView view) {
        return Map.of(
                "emergency", view.summary().id(),
                "secrets", Integer.toString(view.items().size()),
                "done", Integer.toString(view.done()),
                "failed", Integer.toString(view.failed()),
                "unacknowledged", Long.toString(stragglers(view)));
    }
}
