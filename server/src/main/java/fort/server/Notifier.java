package fort.server;

import fort.domain.Fault;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Operation;
import fort.gate.WatchOperation;
import fort.gate.WatchOperation.AlertView;
import fort.identity.Credential;
import fort.server.notify.Channel;
import fort.server.notify.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Carries alerts from each chamber's durable outbox to every channel that wants them, until each has taken them. An
/// alert that fails waits twice as long each time, at most [#PAUSE_MAX], and is never given up; what a channel took,
/// what failed and that all is done are acts in the record. A channel that took an alert does not get it again.
final class Notifier {
    static final int BATCH_MAX = 100;
    static final Duration PAUSE_FIRST = Duration.ofSeconds(2);
    static final Duration PAUSE_MAX = Duration.ofMinutes(10);

    /// How often an alert is looked at that only waits for its second channel.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Fort fort;
    private final List<Channel> channels;
    private final Undelivered undelivered;
    private final RandomGenerator random;
    private final InstantSource clock;

    Notifier(Fort fort, List<Channel> channels, Undelivered undelivered, RandomGenerator random, InstantSource clock) {
        this.fort = fort;
        this.channels = List.copyOf(channels);
        this.undelivered = undelivered;
        this.random = random;
        this.clock = clock;
    }

    /// One round over all chambers; called by one thread.
    void deliver() {
        for (Chamber chamber : fort.chambers()) {
            for (AlertView alert : chamber.dueAlerts(BATCH_MAX)) {
                deliver(chamber, alert);
            }
        }
    }

    private void deliver(Chamber chamber, AlertView alert) {
        Instant now = clock.instant();
        Notice notice = notice(chamber, alert);
        boolean waits = false;
        @Nullable String error = null;
        for (Channel channel : channels) {
            switch (channel.duty(notice, now)) {
                case NONE -> {}
                case WAIT -> waits = true;
                case SEND -> {
                    String failure = failure(channel, notice, now);
                    if (failure == null) {
                        act(chamber, new WatchOperation.AlertTaken(alert.id(), channel.name()));
                    } else {
                        error = channel.name() + ": " + failure;
                    }
                }
            }
        }
        if (error != null) {
            undelivered.failed(chamber.environment(), alert.id());
            act(chamber, new WatchOperation.AlertFailed(alert.id(), now.plus(pause(alert.attempts())), error));
            return;
        }
        undelivered.delivered(chamber.environment(), alert.id());
        act(
                chamber,
                waits
                        ? new WatchOperation.AlertFailed(alert.id(), now.plus(LOOK_AGAIN), null)
                        : new WatchOperation.AlertDelivered(alert.id()));
    }

    /// @return null when the channel took it
    private static @Nullable String failure(Channel channel, Notice notice, Instant now) {
        try {
            return channel.sender().send(notice, now.getEpochSecond()) ? null : "not acknowledged";
        } catch (Fault fault) {
            return String.valueOf(fault.getMessage());
        }
    }

    private void act(Chamber chamber, Operation<Void> operation) {
        fort.gate()
                .perform(
                        Requests.internal(chamber.environment(), new Credential.Itself("notifier"), random), operation);
    }

    static Duration pause(int attempts) {
        long seconds = PAUSE_FIRST.toSeconds() << Math.min(attempts, 20);
        return seconds > PAUSE_MAX.toSeconds() ? PAUSE_MAX : Duration.ofSeconds(seconds);
    }

    private static Notice notice(Chamber chamber, AlertView alert) {
        return new Notice(
                chamber.environment().value(),
                alert.id(),
                alert.kind(),
                alert.summary(),
                alert.principal(),
                alert.source(),
                alert.operation(),
                alert.path(),
                alert.requestId(),
                alert.count(),
                alert.createdTime(),
                alert.attempts() + 1,
                alert.acknowledgedTime() != null,
                alert.takenBy());
    }
}
