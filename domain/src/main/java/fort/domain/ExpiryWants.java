package fort.domain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What an expiry that comes nearer wants: a rotation, a later expiry while one does not succeed, or a warning when
/// nothing is set up to rotate the secret.
final class ExpiryWants {
    private ExpiryWants() {}

    static void add(RotationPlanner.View view, List<RotationWant> wants) {
        VersionInfo current = view.head().current().orElse(null);
        if (current == null || current.destroyed()) {
            return;
        }
        RotationTimes times = new RotationTimes(view, current);
        Instant end = Objects.requireNonNullElse(current.deletionTime(), Instant.MAX);
        RotationSettings settings = view.settings();
        if (settings == null) {
            warning(view.head(), times).ifPresent(want -> wants.add(want.until(end)));
            return;
        }
        // See RotationPlanner.refusal: a grace ends before the next rotation begins.
        if (!view.job().running() && view.head().inGrace().isEmpty()) {
            RotationWant.from(start(settings, view.job(), times), new RotationAct.Start(RotationCause.SCHEDULED))
                    .until(end)
                    .unlessWaiting(view.job().nextAttemptTime(), RotationJobs.HOLD_REPEAT, wants::add);
        }
        wants.add(RotationWant.from(times.extendAt(), now -> new RotationAct.Extend(times.extended(now)))
                .until(end));
    }

    private static Instant start(RotationSettings settings, RotationJob job, RotationTimes times) {
        Instant start = times.startByExpiry();
        if (settings.intervalSeconds() > 0) {
            Instant byInterval = times.startByInterval(settings.intervalSeconds(), job);
            start = byInterval.isBefore(start) ? byInterval : start;
        }
        return start;
    }

    private static Optional<RotationWant> warning(SecretHead head, RotationTimes times) {
        return head.expiresTime().equals(head.warnedTime())
                ? Optional.empty()
                : Optional.of(RotationWant.from(times.lead(), new RotationAct.Warn(head.expiresTime())));
    }
}
