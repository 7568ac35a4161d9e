package fort.domain;

import java.time.Duration;
import java.time.Instant;

/// When things are due for one secret with a current version: all times of [RotationPlanner] in one place.
final class RotationTimes {
    private static final long DAY = 86_400;
    private static final long EXTENSION_MAX = 7 * DAY;
    private static final long EXTENSION_MIN = 60;
    private static final long LEAD_MIN = 60;

    private final SecretHead head;
    private final VersionInfo current;
    private final long leadSeconds;
    private final double jitter;

    RotationTimes(RotationPlanner.View view, VersionInfo current) {
        head = view.head();
        this.current = current;
        leadSeconds = leadSeconds(view);
        jitter = Jitter.of(head.mount() + "/" + head.path() + "/" + current.number());
    }

    /// As the settings say, else the type. Less than the secret's whole life, so that a fresh one is not due at once,
    /// and more than nothing, so that there is time to rotate.
    private long leadSeconds(RotationPlanner.View view) {
        RotationSettings settings = view.settings();
        Long own = settings == null ? null : settings.leadSeconds();
        long wanted = own == null ? view.policy().rotationLeadSeconds() : own;
        long life = Math.max(
                1, Duration.between(current.createdTime(), head.expiresTime()).toSeconds());
        return Math.clamp(wanted, Math.min(LEAD_MIN, life / 10), life - life / 10);
    }

    /// Up to a tenth of the lead later, at most a day: what was created together does not come due together.
    Instant startByExpiry() {
        return lead().plusSeconds((long) (jitter * Math.min(leadSeconds / 10, DAY)));
    }

    /// Up to a tenth of the interval earlier, at most a day: an interval is a promise.
    Instant startByInterval(long intervalSeconds, RotationJob job) {
        Instant success = job.lastSuccessTime();
        Instant since = success != null && success.isAfter(current.createdTime()) ? success : current.createdTime();
        return since.plusSeconds(intervalSeconds - (long) (jitter * Math.min(intervalSeconds / 10, DAY)));
    }

    Instant lead() {
        return head.expiresTime().minusSeconds(leadSeconds);
    }

    /// When an expiry that is near must move: with a quarter of an extension left, and well after the start.
    Instant extendAt() {
        return head.expiresTime().minusSeconds(Math.min(extensionSeconds() / 4, leadSeconds / 2));
    }

    Instant extended(Instant now) {
        return now.plusSeconds(extensionSeconds());
    }

    private long extensionSeconds() {
        return Math.clamp(leadSeconds / 2, EXTENSION_MIN, EXTENSION_MAX);
    }
}
