package fort.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the server does. Labels are words of this program (a class of route, a class of status), never a
/// name, a
/// path or anything else
/// that came with a request. Only plain adders are touched here; [MetricsPage] makes Prometheus' text of them when
/// somebody asks.
final class Telemetry {
    /// Upper bounds of the latency classes.
    static final long[] BOUNDS_MICROS = {
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000
    };

    /// Which kind of route a request was for.
    enum RouteClass {
        OWN_READ,
        OWN_WRITE,
        VAULT_READ,
        VAULT_WRITE,
        HEALTH,
        OTHER
    }

    private final Map<RouteClass, Series> series = new EnumMap<>(RouteClass.class);

    Telemetry() {
        for (RouteClass route : RouteClass.values()) {
            series.put(route, new Series());
        }
    }

    /// What was counted for one class of routes.
    static final class Series {
        /// By the status's first digit.
        final LongAdder[] statuses = adders(6);
        /// By latency class, the last one beyond all bounds.
        final LongAdder[] latencies = adders(BOUNDS_MICROS.length + 1);
        final LongAdder micros = new LongAdder();

        private static LongAdder[] adders(int count) {
            LongAdder[] adders = new LongAdder[count];
            for (int i = 0; i < count; i++) {
                adders[i] = new LongAdder();
            }
            return adders;
        }
    }

    void count(RouteClass route, int status, long nanos) {
        Series counted = of(route);
        counted.statuses[Math.clamp(status / 100, 0, 5)].increment();
        long micros = nanos / 1000;
        counted.micros.add(micros);
        int bound = 0;
        while (bound < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bound]) {
            bound++;
        }
        counted.latencies[bound].increment();
    }

    Series of(RouteClass route) {
        return Objects.requireNonNull(series.get(route));
    }
}
