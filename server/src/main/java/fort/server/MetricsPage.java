package fort.server;

import fort.gate.Chamber;
import fort.gate.Fort;
import fort.server.web.WebResponse;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/// `/metrics` in Prometheus' text format. Names of environments are the only labels that an operator chose.
final class MetricsPage {
    private final Fort fort;
    private final Telemetry telemetry;
    private final RotationMetrics rotations;
    private final Undelivered undelivered;

    MetricsPage(Fort fort, Telemetry telemetry, RotationMetrics rotations, Undelivered undelivered) {
        this.fort = fort;
        this.undelivered = undelivered;
        this.telemetry = telemetry;
        this.rotations = rotations;
    }

    WebResponse answer() {
        MetricSnapshots.Builder page = MetricSnapshots.builder()
                .metricSnapshot(requests())
                .metricSnapshot(latencies())
                .metricSnapshot(gauge("fort_sealed", "1 while the environment is sealed", c -> c.isSealed() ? 1 : 0))
                .metricSnapshot(gauge("fort_record_size", "Records in the environment's log", Chamber::logSize))
                .metricSnapshot(gauge("fort_record_waiting", "Callers that wait for the log", Chamber::logWaiting))
                .metricSnapshot(gauge(
                        "fort_alerts_undelivered",
                        "Alerts that a channel did not take yet",
                        c -> undelivered.count(c.environment())))
                .metricSnapshot(memory());
        rotations.addTo(page);
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try {
            PrometheusTextFormatWriter.create().write(out, page.build(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WebResponse(200, PrometheusTextFormatWriter.CONTENT_TYPE, List.of(), out.toByteArray(), false);
    }

    private CounterSnapshot requests() {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("fort_requests")
                .help("Requests answered, by class of route and of status");
        for (Telemetry.RouteClass route : Telemetry.RouteClass.values()) {
            LongAdder[] statuses = telemetry.of(route).statuses;
            for (int digit = 2; digit < statuses.length; digit++) {
                builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of("route", word(route), "status", digit + "xx"))
                        .value((double) statuses[digit].sum())
                        .build());
            }
        }
        return builder.build();
    }

    private HistogramSnapshot latencies() {
        HistogramSnapshot.Builder builder = HistogramSnapshot.builder()
                .name("fort_request_seconds")
                .help("Time from a request's head to its answer");
        for (Telemetry.RouteClass route : Telemetry.RouteClass.values()) {
            Telemetry.Series series = telemetry.of(route);
            List<Double> bounds = new ArrayList<>();
            List<Long> counts = new ArrayList<>();
            for (int i = 0; i < series.latencies.length; i++) {
                boolean last = i == Telemetry.BOUNDS_MICROS.length;
                bounds.add(last ? Double.POSITIVE_INFINITY : Telemetry.BOUNDS_MICROS[i] / 1e6);
                counts.add(series.latencies[i].sum());
            }
            builder.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("route", word(route)))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                    .sum(series.micros.sum() / 1e6)
                    .build());
        }
        return builder.build();
    }

    private static String word(Telemetry.RouteClass route) {
        return route.name().toLowerCase(Locale.ROOT);
    }

    private GaugeSnapshot gauge(String name, String help, ToDoubleFunction<Chamber> value) {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        for (Chamber chamber : fort.chambers()) {
            builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("environment", chamber.environment().value()))
                    .value(value.applyAsDouble(chamber))
                    .build());
        }
        return builder.build();
    }

    private static GaugeSnapshot memory() {
        Runtime runtime = Runtime.getRuntime();
        return GaugeSnapshot.builder()
                .name("fort_heap_bytes")
                .help("Heap in use")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value((double) runtime.totalMemory() - runtime.freeMemory())
                        .build())
                .build();
    }
}
