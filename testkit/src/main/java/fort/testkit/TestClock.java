package fort.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it. Starts at 2026-01-01T00:00:00Z. Thread-safe.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /// At 2026-01-01T00:00:00Z.
    public TestClock() {}

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    /// May go backwards, as real clocks do.
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
