package fort.server.api;

import fort.domain.GraceEnd;
import fort.domain.RotationJob;
import fort.domain.RotationSettings;
import fort.gate.AuditOperation;
import fort.gate.RotationOperation;
import fort.gate.RotationOperation.Maintenance;
import fort.gate.RotationOperation.PlannedLook;
import fort.gate.RotationOperation.RotationView;
import fort.gate.RotationState;
import fort.gate.SecretOperation;
import fort.wire.Audit;
import fort.wire.InvalidMessage;
import fort.wire.Rotations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Secrets that rotate themselves: how, when, how far, and why.
final class RotationHandlers {
    private RotationHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("rotation.list", RotationHandlers::list);
        handlers.on(
                "rotation.read", call -> rotation(call, new RotationOperation.ReadRotation(call.mount(), call.path())));
        handlers.on(
                "rotation.configure",
                call -> rotation(
                        call,
                        new RotationOperation.ConfigureRotation(
                                call.mount(), call.path(), settings(call.body(Rotations.Settings.class)))));
        handlers.on(
                "rotation.unconfigure",
                call -> call.empty(new RotationOperation.UnconfigureRotation(call.mount(), call.path())));
        handlers.on("rotation.now", call -> rotation(call, new RotationOperation.RotateNow(call.mount(), call.path())));
        handlers.on(
                "rotation.freeze",
                call -> rotation(call, new RotationOperation.FreezeRotation(call.mount(), call.path(), true)));
        handlers.on(
                "rotation.resume",
                call -> rotation(call, new RotationOperation.FreezeRotation(call.mount(), call.path(), false)));
        handlers.on("rotation.history", RotationHandlers::history);
        handlers.on(
                "rotation.explain",
                call -> call.answer(
                        new RotationOperation.ExplainRotation(call.mount(), call.path()),
                        sentences -> Answer.of(new Rotations.Explanation(sentences))));
        handlers.on("rotation.plan", RotationHandlers::plan);
        handlers.on("rotation.maintenance", call -> pause(call, new RotationOperation.ReadMaintenance()));
        handlers.on("rotation.pause", call -> {
            Rotations.SetPause body = call.body(Rotations.SetPause.class);
            return pause(
                    call,
                    new RotationOperation.PauseRotations(body.paused(), Objects.requireNonNullElse(body.reason(), "")));
        });
    }

    private static Answer rotation(Call call, RotationOperation<RotationView> operation) {
        return call.answer(operation, view -> Answer.of(view(view)));
    }

    private static Answer pause(Call call, RotationOperation<Maintenance> operation) {
        return call.answer(
                operation,
                pause -> Answer.of(new Rotations.Pause(pause.paused(), pause.by(), pause.reason(), pause.time())));
    }

    private static Answer list(Call call) {
        String state = call.query("state");
        return call.answer(
                new RotationOperation.ListRotations(
                        state == null ? null : word(RotationState.class, "state", state),
                        call.query("target"),
                        call.after(),
                        call.limit()),
                (SecretOperation.Page<RotationView> page) -> Answer.of(new Rotations.Listing(
                        page.items().stream().map(RotationHandlers::view).toList(), page.next())));
    }

    private static Answer plan(Call call) {
        return call.answer(
                new RotationOperation.PreviewRotations(call.time("until"), call.after(), call.limit()),
                (SecretOperation.Page<PlannedLook> page) -> Answer.of(new Rotations.Plan(
                        page.items().stream()
                                .map(look -> new Rotations.Planned(look.mount(), look.path(), look.time(), look.what()))
                                .toList(),
                        page.next())));
    }

    private static Answer history(Call call) {
        Long after = call.after().isEmpty() ? null : AuditHandlers.cursor(call.after());
        return call.answer(
                new RotationOperation.ReadHistory(call.mount(), call.path(), after, call.limit()),
                (AuditOperation.LogPage page) -> Answer.of(new Audit.Entries(
                        page.entries().stream().map(AuditHandlers::view).toList(),
                        page.next() == null ? null : Long.toString(page.next()))));
    }

    private static RotationSettings settings(Rotations.Settings body) {
        try {
            return new RotationSettings(
                    body.rotator(),
                    Objects.requireNonNullElse(body.target(), ""),
                    Objects.requireNonNullElse(body.options(), Map.of()),
                    Objects.requireNonNullElse(body.intervalSeconds(), 0L),
                    body.leadSeconds(),
                    body.graceSeconds(),
                    body.graceEnd() == null ? GraceEnd.TIME : word(GraceEnd.class, "grace_end", body.graceEnd()),
                    false);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage(String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String name, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidMessage("'" + name + "' is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(RotationHandlers::lower)
                                        .toList())));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Rotations.Rotation view(RotationView view) {
        RotationSettings settings = view.settings();
        return new Rotations.Rotation(
                view.mount(),
                view.path(),
                view.type(),
                settings == null ? null : wire(settings),
                settings != null && settings.frozen(),
                job(view.job()),
                view.currentVersion(),
                view.expiresTime(),
                view.dueTime());
    }

    private static Rotations.Settings wire(RotationSettings settings) {
        return new Rotations.Settings(
                settings.rotator(),
                MetadataHandlers.emptyToNull(settings.target()),
                settings.options(),
                settings.intervalSeconds() == 0 ? null : (Long) settings.intervalSeconds(),
                settings.leadSeconds(),
                settings.graceSeconds(),
                lower(settings.graceEnd()));
    }

    private static Rotations.Job job(RotationJob job) {
        return new Rotations.Job(
                lower(job.step()),
                cause(job),
                job.startedTime(),
                job.claimedBy(),
                job.claimedUntil(),
                job.fence(),
                job.attempts(),
                job.nextAttemptTime(),
                job.deadline(),
                job.emergency(),
                job.lastSuccessTime(),
                job.lastError());
    }

    private static @Nullable String cause(RotationJob job) {
        return job.cause() == null ? null : lower(job.cause());
    }
}
