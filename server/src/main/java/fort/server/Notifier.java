package fort.server;

import fort.domain.Fault;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Operation;
import fort.gate.WatchOperation;
import fort.gate.WatchOperation.AlertView;
import fort.identity.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// Carries alerts from each chamber's durable outbox to the receiver until it acknowledges them. An alert that fails
/// waits twice as long each time,
/// at most [#PAUSE_MAX], and is never given up; both outcomes are acts in the record.
final class Notifier {
    static final int BATCH_MAX = 100;
    static final Duration PAUSE_FIRST = Duration.ofSeconds(2);
    static final Duration PAUSE_MAX = Duration.ofMinutes(10);

    private final Fort fort;
    private final Receiver receiver;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// Says whether the event was acknowledged.
    @FunctionalInterface
    interface Receiver {
        boolean deliver(byte[] event, long unixSeconds);
    }

    Notifier(Fort fort, Receiver receiver, RandomGenerator random, InstantSource clock) {
        this.fort = fort;
        this.receiver = receiver;
        this.random = random;
        this.clock = clock;
    }

    /// One round over all chambers; called by one thread.
    void deliver() {
        for (Chamber chamber : fort.chambers()) {
            List<AlertView> due = chamber.dueAlerts(BATCH_MAX);
            for (AlertView alert : due) {
                deliver(chamber, alert);
            }
        }
    }

    private void deliver(Chamber chamber, AlertView alert) {
        Instant now = clock.instant();
        String error = "not acknowledged";
        boolean acknowledged = false;
        try {
            acknowledged = receiver.deliver(event(chamber, alert), now.getEpochSecond());
        } catch (Fault fault) {
            error = String.valueOf(fault.getMessage());
        }
        act(
                chamber,
                acknowledged
                        ? new WatchOperation.AlertDelivered(alert.id())
                        : new WatchOperation.AlertFailed(alert.id(), now.plus(pause(alert.attempts())), error));
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

    /// CloudEvents 1.0, JSON format. It says who, what and where, never a value.
    static byte[] event(Chamber chamber, AlertView alert) {
        JsonText json = new JsonText()
                .open()
                .field("specversion", "1.0")
                .field("id", alert.id())
                .field("source", "urn:fort:environment:" + chamber.environment())
                .field("type", "dev.fort.alert." + alert.kind())
                .field("time", alert.createdTime().toString())
                .field("datacontenttype", "application/json")
                .name("data")
                .open()
                .field("environment", chamber.environment().value())
                .field("kind", alert.kind())
                .field("summary", alert.summary())
                .field("principal", alert.principal())
                .field("source", alert.source())
                .field("operation", alert.operation())
                .field("path", alert.path())
                .field("request_id", alert.requestId())
                .field("count", alert.count())
                .field("attempt", alert.attempts() + 1L)
                .close()
                .close();
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
