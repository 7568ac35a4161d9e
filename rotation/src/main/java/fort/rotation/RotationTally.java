package fort.rotation;

import fort.domain.EnvironmentName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What this node's worker has done since it started, for metrics: counts by environment, never a secret's name.
public final class RotationTally {
    private final Map<EnvironmentName, Counters> byEnvironment = new ConcurrentHashMap<>();

    /// @param promoted rotations whose new version became current
    /// @param failed verbs that failed
    /// @param undone rotations that were given up and withdrawn
    /// @param seconds that the promoted rotations took from claim to promotion, in all
    public record Totals(long promoted, long failed, long undone, double seconds) {}

    private static final class Counters {
        private final LongAdder promoted = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder undone = new LongAdder();
        private final LongAdder millis = new LongAdder();
    }

    public Totals of(EnvironmentName environment) {
        Counters counters = counters(environment);
        return new Totals(
                counters.promoted.sum(), counters.failed.sum(), counters.undone.sum(), counters.millis.sum() / 1e3);
    }

    void promoted(EnvironmentName environment, Duration took) {
        counters(environment).promoted.increment();
        counters(environment).millis.add(took.toMillis());
    }

    void failed(EnvironmentName environment) {
        counters(environment).failed.increment();
    }

    void undone(EnvironmentName environment) {
        counters(environment).undone.increment();
    }

    private Counters counters(EnvironmentName environment) {
        return byEnvironment.computeIfAbsent(environment, name -> new Counters());
    }
}
