package fort.client;

import fort.wire.Headers;
import fort.wire.InvalidMessage;
import fort.wire.Limits;
import fort.wire.Method;
import fort.wire.SecretText;
import fort.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends calls: headers, retries, problems into exceptions. The families of calls share one.
///
/// A call is repeated only when the server said 429 or 503 with `Retry-After`, and only when repeating does
/// no harm: by its nature, or because it carries an idempotency key.
final class Calls implements AutoCloseable {
    static final int TRIES_MAX = 3;
    static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    private final Transport transport;
    private final Settings settings;
    private final Pause pause;
    private final Supplier<String> idempotencyKeys;
    private @Nullable WireJson json;

    Calls(Transport transport, Settings settings, Pause pause, Supplier<String> idempotencyKeys) {
        this.transport = transport;
        this.settings = settings;
        this.pause = pause;
        this.idempotencyKeys = idempotencyKeys;
    }

    /// Waits between two tries.
    interface Pause {
        void during(Duration time);
    }

    <T> T get(Address address, Class<T> type) {
        return read(send(Method.GET, address, null, ""), type);
    }

    byte[] getBytes(Address address) {
        return send(Method.GET, address, null, "").body();
    }

    Transport.Reply getReply(Address address) {
        return send(Method.GET, address, null, "");
    }

    <T> T put(Address address, Record body, Class<T> type) {
        return read(send(Method.PUT, address, body, ""), type);
    }

    <T> T patch(Address address, Record body, Class<T> type) {
        return read(send(Method.PATCH, address, body, ""), type);
    }

    /// A POST that may be repeated.
    <T> T ask(Address address, @Nullable Record body, Class<T> type) {
        return read(send(Method.POST, address, body, ""), type);
    }

    /// A POST that acts each time: it gets an idempotency key.
    <T> T act(Address address, @Nullable Record body, Class<T> type) {
        return read(send(Method.POST, address, body, idempotencyKeys.get()), type);
    }

    void tell(Address address, @Nullable Record body) {
        send(Method.POST, address, body, "");
    }

    void delete(Address address) {
        send(Method.DELETE, address, null, "");
    }

    <T> T delete(Address address, Class<T> type) {
        return read(send(Method.DELETE, address, null, ""), type);
    }

    WireJson json() {
        WireJson made = json;
        if (made == null) {
            made = new WireJson();
            json = made;
        }
        return made;
    }

    private <T> T read(Transport.Reply reply, Class<T> type) {
        try {
            return json().readResponse(reply.body(), type);
        } catch (InvalidMessage e) {
            throw FortException.badAnswer("the server's answer was not understood: " + e.getMessage());
        }
    }

    private Transport.Reply send(Method method, Address address, @Nullable Record body, String idempotencyKey) {
        byte[] bytes = body == null ? NO_BODY : json().write(body);
        return exchange(method.name(), address.toString(), headers(bytes, idempotencyKey), bytes);
    }

    /// A call outside Fort's own API, such as `/health`, with the same headers; any status is an answer.
    Transport.Reply raw(String method, String target) {
        return transport.send(
                new Transport.Request(method, target, headers(NO_BODY, ""), NO_BODY, true, ANSWER_BYTES_MAX));
    }

    private Transport.Reply exchange(String method, String target, Map<String, String> headers, byte[] body) {
        Transport.Request request = new Transport.Request(method, target, headers, body, true, ANSWER_BYTES_MAX);
        for (int tries = 1; ; tries++) {
            Transport.Reply reply = transport.send(request);
            if (reply.status() >= 200 && reply.status() < 300) {
                return reply;
            }
            Duration wait = wait(reply);
            if (wait.isZero() || tries == TRIES_MAX) {
                throw ProblemReader.read(reply);
            }
            pause.during(wait);
        }
    }

    /// How long the server asked to wait; zero when it did not, or for too long.
    private static Duration wait(Transport.Reply reply) {
        String seconds = reply.header("retry-after");
        if ((reply.status() != 429 && reply.status() != 503) || !seconds.matches("[0-9]{1,4}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Math.max(1, Integer.parseInt(seconds)));
        return asked.compareTo(WAIT_MAX) > 0 ? Duration.ZERO : asked;
    }

    private Map<String, String> headers(byte[] body, String idempotencyKey) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "fort-client");
        SecretText token = settings.token();
        if (token != null) {
            headers.put(Headers.TOKEN, new String(token.bytes(), StandardCharsets.UTF_8));
        }
        putIfPresent(headers, Headers.ENVIRONMENT, settings.environment());
        putIfPresent(headers, Headers.SERVICE, settings.service());
        if (!idempotencyKey.isEmpty()) {
            headers.put(Headers.IDEMPOTENCY_KEY, idempotencyKey);
        }
        if (body.length > Limits.BODY_BYTES_MAX) {
            throw new IllegalArgumentException("a request has at most " + Limits.BODY_BYTES_MAX + " bytes");
        }
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
