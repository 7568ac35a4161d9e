package fort.server.api;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretPath;
import fort.gate.SecretOperation;
import fort.gate.SecretOperation.ChangedSecrets;
import fort.gate.Subscription;
import fort.server.web.WebStream;
import fort.wire.ErrorCode;
import fort.wire.Events;
import fort.wire.InvalidMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells clients within a moment that a secret changed, by a stream of server-sent events or a long poll: which path
/// and which versions, never a value.
///
/// ## A stream
/// First what is true now of all that is watched (or, with `Last-Event-ID`, what changed since), then an event
/// `ready`, then one event `secret` for each change. An event says what is true now and not what happened, so several
/// changes may be one event. Each delivery is an act at the gate: the token is still good, the right is there, it
/// stands in the record. A comment each [#HEARTBEAT] shows that both ends are there. `reset` means that there was
/// more
/// than fits: look at everything anew. The server ends a stream now and then; the client comes back with the last id.
///
/// A stream costs a virtual thread that sleeps, and a set of changed paths that is bounded.
final class EventHandlers {
    /// Open streams and polls of this server.
    static final int STREAMS_MAX = 4_096;

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// Heartbeats and deliveries of one stream; then the client comes back and is asked for its token again.
    static final int TURNS_MAX = 240;

    /// Beyond it a listener would take the poll for a request that hangs.
    static final int WAIT_SECONDS_MAX = 50;

    /// What changes together is told together.
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    /// Ends all, for good.
    void end() {
        ending = true;
        open.forEach(Subscription::end);
    }

    int size() {
        return open.size();
    }

    Answer watch(Call call) {
        String mount = call.mount();
        List<String> watched = watched(call.query("paths"));
        long after = after(call);
        long wait = call.number("wait", 0);
        if (wait > WAIT_SECONDS_MAX) {
            throw new InvalidMessage("'wait' is at most " + WAIT_SECONDS_MAX);
        }
        boolean streaming = call.web().headers("accept").stream().anyMatch(one -> one.contains("text/event-stream"));
        // Before the first look, so that no change falls between the two.
        Subscription subscription = call.fort().subscribe(call.request(), mount, watched);
        try {
            Outcome<ChangedSecrets> first =
                    call.perform(new SecretOperation.Changed(mount, watched, after, streaming && after > 0));
            if (first instanceof Outcome.Refused<ChangedSecrets>(Refusal refusal)) {
                return Answer.refused(refusal);
            }
            if (subscription == null || ending || open.size() >= STREAMS_MAX) {
                return new Answer.Failed(ErrorCode.OVERLOADED, "too many are watching; try again");
            }
            open.add(subscription);
            ChangedSecrets state = ((Outcome.Done<ChangedSecrets>) first).value();
            return streaming
                    ? stream(call, subscription, watched, state, after)
                    : poll(call, subscription, watched, state, after, Duration.ofSeconds(wait));
        } finally {
            if (subscription != null) {
                open.remove(subscription);
                subscription.close();
            }
        }
    }

    /// One a line, because a path has no line break and may have anything else.
    private static List<String> watched(@Nullable String lines) {
        if (lines == null || lines.isEmpty()) {
            throw new InvalidMessage("'paths' names what to watch, one a line");
        }
        List<String> watched = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            boolean folder = line.endsWith("/");
            watched.add(line.equals("/") ? "" : folder ? SecretHandlers.prefix(line) : new SecretPath(line).value());
        }
        return watched;
    }

    private static long after(Call call) {
        String last = call.web().header("last-event-id");
        try {
            return last == null || last.isEmpty() ? call.number("after", 0) : Math.max(0, Long.parseLong(last));
        } catch (NumberFormatException e) {
            throw new InvalidMessage("Last-Event-ID is not an id of this server's");
        }
    }

    private static Answer poll(
            Call call,
            Subscription subscription,
            List<String> watched,
            ChangedSecrets state,
            long after,
            Duration patience) {
        List<SecretOperation.ChangedSecret> found = new ArrayList<>(state.secrets());
        boolean more = state.more();
        Subscription.News news = subscription.await(found.isEmpty() ? patience : GATHERING);
        if (!news.isEmpty()) {
            Subscription.News all = news.and(subscription.await(GATHERING));
            Outcome<ChangedSecrets> changed = call.perform(question(call, watched, all, after));
            if (changed instanceof Outcome.Refused<ChangedSecrets>(Refusal refusal)) {
                return Answer.refused(refusal);
            }
            ChangedSecrets done = ((Outcome.Done<ChangedSecrets>) changed).value();
            for (SecretOperation.ChangedSecret one : done.secrets()) {
                found.removeIf(before -> before.path().equals(one.path()));
                found.add(one);
            }
            more |= done.more();
        }
        String mount = call.mount();
        return Answer.of(
                new Events.Listing(found.stream().map(one -> event(mount, one)).toList(), newest(found, after), more));
    }

    private static SecretOperation.Changed question(
            Call call, List<String> watched, Subscription.News news, long after) {
        return news.all() || news.paths().isEmpty()
                ? new SecretOperation.Changed(call.mount(), watched, after, false)
                : new SecretOperation.Changed(call.mount(), news.paths(), 0, true);
    }

    private static long newest(List<SecretOperation.ChangedSecret> found, long after) {
        return Math.max(
                after,
                found.stream()
                        .mapToLong(SecretOperation.ChangedSecret::revision)
                        .max()
                        .orElse(0));
    }

    private Answer stream(
            Call call, Subscription subscription, List<String> watched, ChangedSecrets state, long after) {
        List<String> headers = List.of("Fort-Receipt", String.valueOf(call.receiptText()));
        WebStream out = call.web().stream("text/event-stream", headers);
        long last = newest(state.secrets(), after);
        boolean there = out.send(text(call, state, "id: " + last + "\nevent: ready\ndata: {}\n\n"));
        for (int turn = 0; there && !ending && turn < TURNS_MAX; turn++) {
            Subscription.News news = subscription.await(HEARTBEAT);
            if (news.ended()) {
                break;
            }
            if (news.isEmpty()) {
                there = out.send(BEAT);
                continue;
            }
            Outcome<ChangedSecrets> changed = call.perform(question(call, watched, news, last));
            if (!(changed instanceof Outcome.Done<ChangedSecrets>(ChangedSecrets done))) {
                break;
            }
            last = newest(done.secrets(), last);
            if (!done.secrets().isEmpty() || done.more()) {
                there = out.send(text(call, done, ""));
            }
        }
        return Answer.STREAMED;
    }

    private static byte[] text(Call call, ChangedSecrets changed, String end) {
        StringBuilder text = new StringBuilder();
        for (SecretOperation.ChangedSecret one : changed.secrets()) {
            if (!one.gone()) {
                text.append("id: ").append(one.revision()).append('\n');
            }
            text.append("event: secret\ndata: ")
                    .append(new String(call.json().write(event(call.mount(), one)), StandardCharsets.UTF_8))
                    .append("\n\n");
        }
        if (changed.more()) {
            text.append("event: reset\ndata: {}\n\n");
        }
        return text.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Events.Changed event(String mount, SecretOperation.ChangedSecret one) {
        return new Events.Changed(
                one.path(), mount, one.revision(), one.currentVersion(), one.acceptable(), one.gone());
    }
}
