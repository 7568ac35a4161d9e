package fort.server;

import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.RotationWatch.Counts;
import fort.rotation.RotationTally;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// How rotation is doing, by environment: what this node has done since its start, and what there is, counted once a
/// minute since it means reading every rotation.
final class RotationMetrics {
    private final Fort fort;
    private final RotationTally tally;
    private final Map<String, Counts> counted = new ConcurrentHashMap<>();

    RotationMetrics(Fort fort, RotationTally tally) {
        this.fort = fort;
        this.tally = tally;
    }

    /// To be called about each minute by a thread of its own.
    void count() {
        for (Chamber chamber : fort.chambers()) {
            counted.put(chamber.environment().value(), chamber.rotations().counts());
        }
    }

    void addTo(MetricSnapshots.Builder page) {
        page.metricSnapshot(outcomes())
                .metricSnapshot(counter(
                        "fort_rotation_promoted_seconds",
                        "Time that the successful rotations of this node took, in all",
                        totals -> totals.seconds()))
                .metricSnapshot(gauge("fort_rotation_configured", "Secrets set up to rotate", Counts::configured))
                .metricSnapshot(gauge("fort_rotation_running", "Rotations under way", Counts::running))
                .metricSnapshot(gauge("fort_rotation_failing", "Rotations whose last attempt failed", Counts::failing))
                .metricSnapshot(gauge("fort_rotation_frozen", "Secrets whose rotation is stopped", Counts::frozen))
                .metricSnapshot(gauge("fort_rotation_stuck", "Rotations under way for over an hour", Counts::stuck))
                .metricSnapshot(gauge("fort_rotation_due", "Secrets to be looked at now", Counts::due))
                .metricSnapshot(gauge("fort_rotation_overdue", "Secrets due for over five minutes", Counts::overdue));
    }

    private CounterSnapshot outcomes() {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("fort_rotations")
                .help("What became of this node's rotations: promoted, given up; and attempts that failed");
        for (Chamber chamber : fort.chambers()) {
            RotationTally.Totals totals = tally.of(chamber.environment());
            add(builder, chamber, "promoted", totals.promoted());
            add(builder, chamber, "undone", totals.undone());
            add(builder, chamber, "failed_attempt", totals.failed());
        }
        return builder.build();
    }

    private static void add(CounterSnapshot.Builder builder, Chamber chamber, String outcome, long count) {
        builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of("environment", chamber.environment().value(), "outcome", outcome))
                .value((double) count)
                .build());
    }

    private CounterSnapshot counter(String name, String help, ToDoubleFunction<RotationTally.Totals> value) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
        for (Chamber chamber : fort.chambers()) {
            builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of("environment", chamber.environment().value()))
                    .value(value.applyAsDouble(tally.of(chamber.environment())))
                    .build());
        }
        return builder.build();
    }

    private GaugeSnapshot gauge(String name, String help, ToDoubleFunction<Counts> value) {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        counted.forEach((environment, counts) -> builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of("environment", environment))
                .value(value.applyAsDouble(counts))
                .build()));
        return builder.build();
    }
}
