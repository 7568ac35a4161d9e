package fort.server.api;

import fort.domain.Reveal;
import fort.gate.Request;
import fort.identity.Credential;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import fort.wire.ErrorCode;
import fort.wire.Limits;
import fort.wire.Route;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes a repeated call act once: the same key, from the same token, gets the answer of the first call for [#KEPT].
///
/// Kept in this process's memory, bounded: after a restart, or on another node, a repeated call acts again; whoever
/// cannot bear that uses
/// compare-and-set, which is durable. An answer that carried a secret is not kept: its repetition is told that the
/// act
/// was done.
final class Idempotency {
    static final Duration KEPT = Duration.ofMinutes(10);
    static final int ENTRIES_MAX = 10_000;

    private final InstantSource clock;
    private final byte[] macKey = new byte[32];
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Idempotency(SecureRandom random, InstantSource clock) {
        this.clock = clock;
        random.nextBytes(macKey);
    }

    /// @param response null while the first call runs, and for an answer that is not kept
    private record Entry(
            Instant time,
            String bodyHash,
            boolean done,
            @Nullable WebResponse response) {}

    WebResponse once(
            String key,
            WebRequest web,
            Request request,
            Route route,
            Supplier<WebResponse> act,
            Function<Answer.Failed, WebResponse> refuse,
            BooleanSupplier stillSomebody) {
        if (key.isEmpty() || key.length() > Limits.IDEMPOTENCY_KEY_LENGTH_MAX) {
            return refuse.apply(new Answer.Failed(
                    ErrorCode.INVALID_REQUEST,
                    "an idempotency key has 1 to " + Limits.IDEMPOTENCY_KEY_LENGTH_MAX + " characters"));
        }
        String environment = String.valueOf(request.environment());
        String place = mac(request.credential(), environment, route.operation(), web.rawPath(), key);
        String body = mac(web.body());
        Answer.Failed conflict;
        @Nullable WebResponse kept = null;
        synchronized (entries) {
            forget();
            Entry known = entries.get(place);
            if (known == null) {
                entries.put(place, new Entry(clock.instant(), body, false, null));
                conflict = null;
            } else if (!known.bodyHash.equals(body)) {
                conflict = new Answer.Failed(ErrorCode.IDEMPOTENCY_MISMATCH, "this key was used with another body");
            } else if (known.response != null) {
                kept = known.response;
                conflict = null;
            } else {
                conflict = new Answer.Failed(
                        ErrorCode.CONFLICT,
                        known.done
                                ? "this was done; its answer held a secret, which is shown once"
                                : "the first call is still running");
            }
        }
        if (kept != null) {
            // A kept answer is for whoever could still ask the question.
            return stillSomebody.getAsBoolean()
                    ? kept
                    : refuse.apply(new Answer.Failed(ErrorCode.UNAUTHENTICATED, "permission denied"));
        }
        return conflict == null ? first(place, body, act) : refuse.apply(conflict);
    }

    private WebResponse first(String place, String body, Supplier<WebResponse> act) {
        boolean done = false;
        try {
            WebResponse response = act.get();
            done = response.status() < 300;
            WebResponse kept = response.wiped() ? null : response;
            synchronized (entries) {
                if (done) {
                    entries.put(place, new Entry(clock.instant(), body, true, kept));
                }
            }
            return response;
        } finally {
            if (!done) {
                synchronized (entries) {
                    entries.remove(place); // nothing happened, so the key may be used again
                }
            }
        }
    }

    private void forget() {
        Instant oldest = clock.instant().minus(KEPT);
        Iterator<Entry> all = entries.values().iterator();
        while (all.hasNext()) {
            Entry entry = all.next();
            if (entries.size() < ENTRIES_MAX && entry.time.isAfter(oldest)) {
                return;
            }
            all.remove();
        }
    }

    private String mac(Credential credential, String... parts) {
        Mac mac = hmac();
        if (credential instanceof Credential.Token token) {
            mac.update(token.value().reveal(Reveal.granted()));
        }
        for (String part : parts) {
            mac.update((byte) 0);
            mac.update(part.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(mac.doFinal());
    }

    private String mac(byte[] body) {
        return Base64.getEncoder().encodeToString(hmac().doFinal(body));
    }

    private Mac hmac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(macKey, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }
}
