package fort.testkit.rotation;

import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service that fetches a secret at fixed times, logs in with what it fetched last, and may acknowledge it later.
final class ModelClient {
    final String name;
    final long periodSeconds;
    final long phaseSeconds;
    final @Nullable Duration acknowledgesAfter;
    Instant fetchedTime = Instant.MIN;
    Instant versionTime = Instant.MIN;
    long version;
    long acknowledged;

    @Nullable
    Credential credential;
    /// Its promise does not hold until it fetches: an emergency, a change by hand, a clock that ran ahead.
    boolean excused = true;

    ModelClient(String name, long periodSeconds, long phaseSeconds, @Nullable Duration acknowledgesAfter) {
        this.name = name;
        this.periodSeconds = periodSeconds;
        this.phaseSeconds = phaseSeconds;
        this.acknowledgesAfter = acknowledgesAfter;
    }

    /// The last of its times up to now.
    Instant lastTime(Instant now) {
        long since = now.getEpochSecond() - phaseSeconds;
        return Instant.ofEpochSecond(phaseSeconds + Math.floorDiv(since, periodSeconds) * periodSeconds);
    }

    void acknowledge(Instant now) {
        if (acknowledgesAfter != null && !now.isBefore(versionTime.plus(acknowledgesAfter))) {
            acknowledged = version;
        }
    }
}
