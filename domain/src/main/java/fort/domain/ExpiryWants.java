package fort.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What an expiry that comes nearer wants: a rotation, a later expiry while one does not succeed, or a warning when
/// nothing is set up to rotate the secret.
final class ExpiryWants {
    private ExpiryWants() {}

    static List<RotationWant> of(RotationPlanner.View view) {
        VersionInfo current = view.head().current().orElse(null);
        if (current == null || current.destroyed()) {
            return List.of();
        }
        RotationTimes times = new RotationTimes(view, current);
        Instant end = Objects.requireNonNullElse(current.deletionTime(), Instant.MAX);
        return wants(view, times).stream().map(want -> want.until(end)).toList();
    }

    private static List<RotationWant> wants(RotationPlanner.View view, RotationTimes times) {
        RotationSettings settings = view.settings();
        if (settings == null) {
            return warning(view.head(), times);
        }
        List<RotationWant> wants = new ArrayList<>(2);
        // Most targets hold two credentials: the next one is made when the one before the current is gone.
        if (!view.job().running() && view.head().inGrace().isEmpty()) {
            wants.add(RotationWant.from(
                    start(settings, view.job(), times), new RotationAct.Start(RotationCause.SCHEDULED)));
        }
        wants.add(RotationWant.from(times.extendAt(), now -> new RotationAct.Extend(times.extended(now))));
        return wants;
    }

    private static Instant start(RotationSettings settings, RotationJob job, RotationTimes times) {
        Instant start = times.startByExpiry();
        if (settings.intervalSeconds() > 0) {
            Instant byInterval = times.startByInterval(settings.intervalSeconds(), job);
            start = byInterval.isBefore(start) ? byInterval : start;
        }
        Instant notBefore = job.nextAttemptTime();
        return notBefore != null && notBefore.isAfter(start) ? notBefore : start;
    }

    private static List<RotationWant> warning(SecretHead head, RotationTimes times) {
        return head.expiresTime().equals(head.warnedTime())
                ? List.of()
                : List.of(RotationWant.from(times.lead(), new RotationAct.Warn(head.expiresTime())));
    }
}
