package fort.server;

import fort.domain.Fault;
import fort.domain.Outcome;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.WatchOperation;
import fort.identity.Credential;
import fort.server.web.WebResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Whether the server could serve a secret now, found out by doing it: a canary is written through the log, read from
/// the store and opened with
/// the environment's keys (R4.2). What was found is kept for [#FRESH], so that probing costs nothing.
///
/// `/health/live`: the process answers. `/health/ready`: every environment it serves passed; 503 otherwise.
/// `/health`:
/// the same with details, among them how many alerts nobody took,
/// always 200 or 503. It names environments and reasons, nothing else, and needs no token.
final class Health {
    static final Duration FRESH = Duration.ofSeconds(3);

    /// More callers than this that wait for the log are a lag worth saying.
    static final int WAITING_MAX = 5_000;

    private final Fort fort;
    private final Undelivered undelivered;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<Chamber, Finding> findings = new ConcurrentHashMap<>();
    private final Semaphore oneProbe = new Semaphore(1);

    Health(Fort fort, Undelivered undelivered, RandomGenerator random, InstantSource clock) {
        this.fort = fort;
        this.undelivered = undelivered;
        this.random = random;
        this.clock = clock;
    }

    /// @param state `ready`, `sealed`, `uninitialised`, `lagging`, or the fault's code in lower case
    private record Finding(Instant time, String state, long micros) {
        boolean isReady() {
            return state.equals("ready");
        }
    }

    WebResponse answer(String path) {
        return switch (path) {
            case "/health/live" -> WebResponse.json(200, "{\"status\":\"live\"}".getBytes(StandardCharsets.US_ASCII));
            case "/health", "/health/ready" -> ready();
            default -> WebResponse.empty(404);
        };
    }

    private WebResponse ready() {
        StringBuilder body = new StringBuilder();
        boolean all = true;
        for (Chamber chamber : fort.chambers()) {
            Finding finding = finding(chamber);
            all &= finding.isReady();
            body.append(body.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(chamber.environment())
                    .append("\",\"status\":\"")
                    .append(finding.state)
                    .append("\",\"round_trip_micros\":")
                    .append(finding.micros)
                    .append(",\"undelivered_alerts\":")
                    .append(undelivered.count(chamber.environment()))
                    .append(",\"checked_at\":\"")
                    .append(finding.time)
                    .append("\"}");
        }
        String text = "{\"status\":\"" + (all ? "ready" : "not_ready") + "\",\"environments\":[" + body + "]}";
        return WebResponse.json(all ? 200 : 503, text.getBytes(StandardCharsets.UTF_8));
    }

    /// At most one probe at a time: others take what is known, or wait for it the first time.
    private Finding finding(Chamber chamber) {
        Finding known = findings.get(chamber);
        Instant now = clock.instant();
        if (known != null && known.time.plus(FRESH).isAfter(now)) {
            return known;
        }
        if (known == null) {
            oneProbe.acquireUninterruptibly();
        } else if (!oneProbe.tryAcquire()) {
            return known;
        }
        try {
            Finding found = probe(chamber, now);
            findings.put(chamber, found);
            return found;
        } finally {
            oneProbe.release();
        }
    }

    private Finding probe(Chamber chamber, Instant now) {
        if (chamber.isSealed()) {
            return new Finding(now, chamber.isInitialised() ? "sealed" : "uninitialised", 0);
        }
        if (chamber.logWaiting() > WAITING_MAX) {
            return new Finding(now, "lagging", 0);
        }
        long start = System.nanoTime();
        try {
            Outcome<Long> outcome = fort.gate()
                    .perform(
                            Requests.internal(chamber.environment(), new Credential.Itself("health"), random),
                            new WatchOperation.CanaryRoundTrip())
                    .outcome();
            String state = outcome instanceof Outcome.Done<Long> ? "ready" : "refused";
            return new Finding(now, state, (System.nanoTime() - start) / 1000);
        } catch (Fault fault) {
            return new Finding(now, fault.code().name().toLowerCase(Locale.ROOT), (System.nanoTime() - start) / 1000);
        }
    }
}
