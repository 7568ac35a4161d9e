package fort.gate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Alerts, violations and the state of the walls.
public sealed interface WatchOperation<T> extends Operation<T> {
    /// @param onlyOpen leaves out what was acknowledged
    record ListAlerts(boolean onlyOpen, String after, int limit) implements WatchOperation<List<AlertView>> {
        @Override
        public String name() {
            return "alert.list";
        }
    }

    record AcknowledgeAlert(String id) implements WatchOperation<Void> {
        @Override
        public String name() {
            return "alert.acknowledge";
        }
    }

    /// @param kind such as `cross_environment`, `integrity`
    /// @param count how often within its minute
    /// @param attempts deliveries tried
    /// @param deliveredTime null until every channel that wants it took it
    /// @param takenBy names of the channels that have it
    record AlertView(
            String id,
            String kind,
            String summary,
            String principal,
            String source,
            String operation,
            String path,
            String requestId,
            long count,
            Instant createdTime,
            int attempts,
            @Nullable Instant deliveredTime,
            @Nullable Instant acknowledgedTime,
            @Nullable String acknowledgedBy,
            @Nullable String lastError,
            List<String> takenBy) {
        public AlertView {
            takenBy = List.copyOf(takenBy);
        }
    }

    /// A digest over all rows but the log: equal before and after means that nothing in this environment changed.
    record StateDigest() implements WatchOperation<DigestView> {
        @Override
        public String name() {
            return "environment.digest";
        }
    }

    /// @param sha256 hex
    record DigestView(String sha256, long rows, Instant time) {}

    record EnvironmentStatus() implements WatchOperation<StatusView> {
        @Override
        public String name() {
            return "environment.status";
        }
    }

    record StatusView(
            String environment,
            boolean sealed,
            long secrets,
            long tokens,
            long logSize,
            String store,
            List<String> mounts) {}

    /// For the isolation prover: signs a finished report, one line, with the environment's log key, below a heading
    /// that keeps it from being taken for a checkpoint.
    record SignReport(byte[] report) implements WatchOperation<byte[]> {
        @Override
        public String name() {
            return "isolation.sign";
        }
    }

    /// The notifier's word that every channel that wants an alert has taken it. Only from inside.
    record AlertDelivered(String id) implements WatchOperation<Void> {
        @Override
        public String name() {
            return "alert.delivered";
        }
    }

    /// The notifier's word that one channel took an alert; others may still want it. Only from inside.
    record AlertTaken(String id, String channel) implements WatchOperation<Void> {
        @Override
        public String name() {
            return "alert.taken";
        }
    }

    /// The notifier's word that not every channel took an alert, and when it looks again. Only from inside.
    ///
    /// @param error null when nothing failed: a second channel waits
    record AlertFailed(
            String id, Instant nextAttemptTime, @Nullable String error) implements WatchOperation<Void> {
        @Override
        public String name() {
            return "alert.failed";
        }
    }

    /// The health check's real round trip: write, read, open, delete a canary row through the log. Only from inside.
    record CanaryRoundTrip() implements WatchOperation<Long> {
        @Override
        public String name() {
            return "health.canary";
        }
    }
}
