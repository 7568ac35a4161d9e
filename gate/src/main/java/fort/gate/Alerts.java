package fort.gate;

import fort.audit.AuditRecord;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The durable outbox of one chamber: an alert is a row, written in the same transaction as the record it is about,
/// and stays until a receiver
/// took it. Same kind, principal, source, operation and path within a minute are one alert with a count: a flood
/// does not fill the store.
final class Alerts {
    /// Alerts kept; beyond it the oldest acknowledged ones are removed by the tick.
    static final int ALERTS_MAX = 100_000;

    private static final Collection<Alert> ALERTS = Collection.of("alert", Alert.class);

    /// Different alerts within one minute.
    static final int PER_MINUTE_MAX = 200;

    private static final int DUE_PAGE = 500;
    private static final int DUE_PAGES_MAX = 20;

    /// After this long no alert can come between those that are there, whose keys begin with their minute.
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final Rows rows;
    private Instant countedMinute = Instant.MIN;
    private int countedAlerts;

    /// Up to this key all is delivered.
    private String settled = "";

    Alerts(Rows rows) {
        this.rows = rows;
    }

    Change raise(String kind, String summary, AuditRecord record) {
        Instant minute = Instant.ofEpochSecond(record.time().getEpochSecond() / 60 * 60);
        String key =
                minute + "-" + digest(kind, record.principal(), record.source(), record.operation(), record.path());
        Optional<Rows.Entry<Alert>> before = rows.get(ALERTS, key);
        if (before.isEmpty() && !hasRoom(minute)) {
            key = minute + "-" + digest(kind, "many");
            before = rows.get(ALERTS, key);
        }
        unsettle(key);
        long count = before.map(entry -> entry.value().count()).orElse(0L) + 1;
        Alert alert = before.map(Rows.Entry::value)
                .map(old -> old.withCount(count))
                .orElseGet(() -> new Alert(
                        kind,
                        summary,
                        record.principal(),
                        record.source(),
                        record.operation(),
                        record.path(),
                        record.requestId(),
                        record.time(),
                        count,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()));
        return rows.put(ALERTS, key, alert, Change.ANY);
    }

    /// Whoever varies what he asks for cannot make more than so many alerts a minute; the rest is counted in one
    /// alert
    /// of its kind, and stands in the log like all.
    private synchronized boolean hasRoom(Instant minute) {
        if (!minute.equals(countedMinute)) {
            countedMinute = minute;
            countedAlerts = 0;
        }
        countedAlerts++;
        return countedAlerts <= PER_MINUTE_MAX;
    }

    /// Alerts that no receiver took yet and whose time has come, oldest first; what was delivered long ago is not
    /// looked
    /// at again.
    List<Rows.Entry<Alert>> due(Instant now, int limit) {
        List<Rows.Entry<Alert>> due = new ArrayList<>();
        boolean settling = true;
        String after = settled();
        for (int page = 0; page < DUE_PAGES_MAX && due.size() < limit; page++) {
            List<Rows.Entry<Alert>> entries = rows.scan(ALERTS, "", after, DUE_PAGE);
            for (Rows.Entry<Alert> entry : entries) {
                after = entry.key();
                settling &= entry.value().isSettled(now);
                if (settling) {
                    settle(after);
                }
                if (entry.value().isDue(now) && due.size() < limit) {
                    due.add(entry);
                }
            }
            if (entries.size() < DUE_PAGE) {
                break;
            }
        }
        return due;
    }

    private synchronized String settled() {
        return settled;
    }

    private synchronized void settle(String key) {
        settled = key;
    }

    /// A clock that was set back makes alerts where all seemed settled.
    private synchronized void unsettle(String key) {
        if (key.compareTo(settled) <= 0) {
            settled = "";
        }
    }

    List<Rows.Entry<Alert>> list(String after, int limit) {
        return rows.scan(ALERTS, "", after, limit);
    }

    Optional<Rows.Entry<Alert>> find(String id) {
        return rows.get(ALERTS, id);
    }

    Change replace(Rows.Entry<Alert> read, Alert value) {
        return rows.replace(ALERTS, read, value);
    }

    private static String digest(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param count how often within its minute
    /// @param nextAttemptTime null: at once
    /// @param takenBy names of the channels that have it
    record Alert(
            String kind,
            String summary,
            String principal,
            String source,
            String operation,
            String path,
            String requestId,
            Instant createdTime,
            long count,
            int attempts,
            @Nullable Instant nextAttemptTime,
            @Nullable Instant deliveredTime,
            @Nullable Instant acknowledgedTime,
            @Nullable String acknowledgedBy,
            @Nullable String lastError,
            @Nullable List<String> takenBy) {
        Alert {
            takenBy = takenBy == null ? List.of() : List.copyOf(takenBy); // absent in rows of earlier versions
        }

        boolean isDue(Instant now) {
            return deliveredTime == null && (nextAttemptTime == null || !nextAttemptTime.isAfter(now));
        }

        boolean isSettled(Instant now) {
            return deliveredTime != null && createdTime.isBefore(now.minus(SETTLING));
        }

        Alert withCount(long newCount) {
            return with(newCount, new Delivery(attempts, nextAttemptTime, deliveredTime, lastError), takenBy());
        }

        Alert delivered(Instant time) {
            return with(count, new Delivery(attempts + 1, null, time, null), takenBy());
        }

        /// @param error null when nothing failed and it only waits
        Alert later(Instant next, @Nullable String error) {
            return with(count, new Delivery(error == null ? attempts : attempts + 1, next, null, error), takenBy());
        }

        Alert taken(String channel) {
            List<String> all = new ArrayList<>(takenBy());
            all.add(channel);
            return with(count, new Delivery(attempts, nextAttemptTime, deliveredTime, lastError), all);
        }

        Alert acknowledged(Instant time, String by) {
            return copy(count, new Delivery(attempts, nextAttemptTime, deliveredTime, lastError), time, by, takenBy());
        }

        @Override
        public List<String> takenBy() {
            return takenBy == null ? List.of() : takenBy;
        }

        private Alert with(long newCount, Delivery delivery, List<String> taken) {
            return copy(newCount, delivery, acknowledgedTime, acknowledgedBy, taken);
        }

        private Alert copy(
                long newCount,
                Delivery delivery,
                @Nullable Instant newAcknowledgedTime,
                @Nullable String newAcknowledgedBy,
                List<String> taken) {
            return new Alert(
                    kind,
                    summary,
                    principal,
                    source,
                    operation,
                    path,
                    requestId,
                    createdTime,
                    newCount,
                    delivery.attempts(),
                    delivery.nextAttemptTime(),
                    delivery.deliveredTime(),
                    newAcknowledgedTime,
                    newAcknowledgedBy,
                    delivery.lastError(),
                    taken);
        }
    }

    /// How far an alert's delivery has come.
    private record Delivery(
            int attempts,
            @Nullable Instant nextAttemptTime,
            @Nullable Instant deliveredTime,
            @Nullable String lastError) {}
}
