package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages about alerts, and about attempts to cross from one environment into another.
public final class Alerts {
    private Alerts() {}

    /// @param kind such as `cross_environment`
    /// @param severity `info`, `warning` or `critical`
    /// @param deliveries how often it was handed to the notifier
    /// @param lastError why the latest delivery failed
    public record Alert(
            String id,
            String kind,
            String severity,
            Instant raisedAt,
            String summary,
            Map<String, String> details,
            int deliveries,
            boolean delivered,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String lastError) {
        public Alert {
            details = Copies.map(details);
        }
    }

    public record Listing(List<Alert> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// @param from the environment of the credential
    /// @param to the environment it was used towards
    public record Violation(
            long index,
            Instant time,
            String from,
            String to,
            String principal,
            String accessor,
            String operation,
            String path,
            String source,
            String requestId) {}

    public record Violations(
            List<Violation> items, @Nullable String next) {
        public Violations {
            items = Copies.list(items);
        }
    }
}
