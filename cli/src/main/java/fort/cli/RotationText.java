package fort.cli;

import fort.wire.Emergencies;
import fort.wire.Rotations;
import java.util.List;
import java.util.Objects;

/// How rotations and emergencies are told.
final class RotationText {
    static final List<String> HEADING = List.of("PATH", "ROTATOR", "TARGET", "STEP", "DUE", "LAST SUCCESS", "ERROR");

    private RotationText() {}

    static List<String> row(Rotations.Rotation rotation) {
        Rotations.Settings settings = rotation.settings();
        return Output.row(
                rotation.mount() + "/" + rotation.path(),
                settings == null ? "" : settings.rotator(),
                settings == null ? "" : settings.target(),
                rotation.frozen() ? "frozen" : rotation.job().step(),
                rotation.dueAt(),
                rotation.job().lastSuccessAt(),
                rotation.job().lastError());
    }

    static void show(Output output, Rotations.Rotation rotation) {
        output.show(rotation, () -> fields(output, rotation));
    }

    private static void fields(Output output, Rotations.Rotation rotation) {
        Rotations.Settings settings = rotation.settings();
        Rotations.Job job = rotation.job();
        output.fields(
                "path", rotation.mount() + "/" + rotation.path(),
                "type", rotation.type(),
                "current version", rotation.currentVersion(),
                "expires", rotation.expiresAt(),
                "rotator", settings == null ? "none" : settings.rotator(),
                "target", settings == null ? "" : settings.target(),
                "options",
                        settings == null
                                        || settings.options() == null
                                        || settings.options().isEmpty()
                                ? ""
                                : settings.options(),
                "interval",
                        settings == null || settings.intervalSeconds() == null
                                ? ""
                                : Output.time(settings.intervalSeconds()),
                "lead", settings == null || settings.leadSeconds() == null ? "" : Output.time(settings.leadSeconds()),
                "grace",
                        settings == null || settings.graceSeconds() == null ? "" : Output.time(settings.graceSeconds()),
                "grace ends by", settings == null ? "" : settings.graceEnd(),
                "frozen", rotation.frozen() ? "yes" : "",
                "step", job.step(),
                "cause", job.cause(),
                "started", job.startedAt(),
                "claimed by", job.claimedBy(),
                "attempts", job.attempts() == 0 ? "" : job.attempts(),
                "next attempt", job.nextAttemptAt(),
                "emergency", job.emergency(),
                "last success", job.lastSuccessAt(),
                "last error", job.lastError(),
                "due", rotation.dueAt());
    }

    static void show(Output output, Emergencies.Emergency emergency) {
        output.show(emergency, () -> report(output, emergency));
    }

    private static void report(Output output, Emergencies.Emergency emergency) {
        Emergencies.Summary summary = emergency.summary();
        output.fields(
                "emergency", summary.id(),
                "reason", summary.reason(),
                "begun", summary.startedAt() + " by " + summary.startedBy(),
                "deadline", emergency.deadline(),
                "closed", summary.closedAt(),
                "rotated", emergency.done() + " of " + summary.total(),
                "failed", emergency.failed() == 0 ? "" : emergency.failed());
        List<Emergencies.Item> open = emergency.items().stream()
                .filter(item -> !item.state().equals("done"))
                .toList();
        if (!open.isEmpty()) {
            output.line("");
            output.table(
                    List.of("NOT ROTATED", "TARGET", "STATE", "STEP", "WHY"),
                    open.stream()
                            .map(item -> Output.row(
                                    item.mount() + "/" + item.path(),
                                    item.target(),
                                    item.state(),
                                    item.step(),
                                    item.error()))
                            .toList());
        }
        List<Emergencies.Item> silent = emergency.items().stream()
                .filter(item -> !item.unacknowledged().isEmpty())
                .toList();
        if (!silent.isEmpty()) {
            output.line("");
            output.table(
                    List.of("ROTATED", "NOT ACKNOWLEDGED BY"),
                    silent.stream()
                            .map(item -> Output.row(item.mount() + "/" + item.path(), item.unacknowledged()))
                            .toList());
        }
        emergency.unprepared().forEach(name -> output.note("to be changed by hand: " + name));
    }

    static boolean over(Emergencies.Emergency emergency) {
        return Objects.nonNull(emergency.summary().closedAt())
                || emergency.items().stream()
                        .allMatch(item -> List.of("done", "failed", "gone").contains(item.state()));
    }
}
