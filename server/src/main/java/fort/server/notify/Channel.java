package fort.server.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One receiver of alerts, and which ones it gets.
///
/// A second channel gets an alert only when its first one failed [#TRIES_BEFORE_SECOND] times, or when nobody
/// acknowledged the alert for a while.
///
/// @param kinds of alerts, a `*` at the end stands for anything; empty: all
/// @param secondTo the name of the channel this is the second of, or empty
/// @param patience how long an alert may stay unacknowledged before a second channel gets it
public record Channel(
        String name, List<String> kinds, Severity minimum, String secondTo, Duration patience, Sender sender) {
    /// So often the first channel is tried before the second one.
    public static final int TRIES_BEFORE_SECOND = 3;

    public Channel {
        kinds = List.copyOf(kinds);
    }

    /// What this channel has to do with an alert.
    public enum Duty {
        /// Nothing, now or later.
        NONE,
        /// Send it.
        SEND,
        /// Perhaps later.
        WAIT
    }

    public Duty duty(Notice notice, Instant now) {
        if (notice.takenBy().contains(name) || notice.severity().compareTo(minimum) < 0 || !wants(notice.kind())) {
            return Duty.NONE;
        }
        if (secondTo.isEmpty()) {
            return Duty.SEND;
        }
        boolean firstFailed = !notice.takenBy().contains(secondTo) && notice.attempt() > TRIES_BEFORE_SECOND;
        if (firstFailed) {
            return Duty.SEND;
        }
        if (notice.acknowledged()) {
            return Duty.NONE;
        }
        return now.isBefore(notice.createdTime().plus(patience)) ? Duty.WAIT : Duty.SEND;
    }

    private boolean wants(String kind) {
        return kinds.isEmpty() || kinds.stream().anyMatch(wanted -> matches(wanted, kind));
    }

    private static boolean matches(String wanted, String kind) {
        return wanted.endsWith("*") ? kind.startsWith(wanted.substring(0, wanted.length() - 1)) : wanted.equals(kind);
    }
}
