package fort.client;

import fort.client.Transport.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A credential of one environment against the walls of another.
final class IsolationPair {
    private static final int ANSWER_BYTES_MAX = 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final IsolationSubject from;
    private final IsolationAttempts attempts;
    private final List<String> forms;
    private final Settings settings;
    private final IsolationTally tally;

    /// @param canary a value of the other environment that must not be seen
    IsolationPair(
            IsolationSubject from, IsolationAttempts attempts, String canary, Settings settings, IsolationTally tally) {
        byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
        this.from = from;
        this.attempts = attempts;
        this.forms = List.of(
                canary,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));
        this.settings = settings;
        this.tally = tally;
    }

    void run() {
        try (Transport transport = new HttpTransport(settings)) {
            for (IsolationAttempt attempt : attempts.all()) {
                judge(attempt, transport);
            }
        }
    }

    private void judge(IsolationAttempt attempt, Transport transport) {
        Reply reply = send(attempt, transport, true);
        tally.count(attempt, reply.status(), !reply.header("fort-receipt").isEmpty());
        String text = new String(reply.body(), StandardCharsets.UTF_8);
        if (forms.stream().anyMatch(text::contains)) {
            tally.breach(told(attempt, reply) + " shows a value of " + attempts.to());
            return;
        }
        boolean refusal = reply.status() >= 400 && reply.status() < 500;
        switch (attempt.naming()) {
            case CLEAR -> {
                if (refusal) {
                    tally.refused();
                } else {
                    tally.breach(told(attempt, reply));
                }
            }
            case DOUBTFUL -> {
                if (refusal) {
                    tally.refused();
                } else if (reply.status() < 300 && isOwn(reply)) {
                    tally.contained();
                } else {
                    tally.breach(told(attempt, reply));
                }
            }
            case OPEN -> {
                if (refusal) {
                    tally.refused();
                } else if (send(attempt, transport, false).status() == reply.status()) {
                    tally.open();
                } else {
                    tally.breach(told(attempt, reply) + ", but not to anybody");
                }
            }
        }
    }

    /// The answer says in whose log it stands, and that is the credential's own environment.
    private boolean isOwn(Reply reply) {
        String receipt = reply.header("fort-receipt");
        int end = receipt.indexOf(':');
        return receipt.isEmpty() || (end > 0 && receipt.substring(0, end).endsWith("/" + from.name()));
    }

    private Reply send(IsolationAttempt attempt, Transport transport, boolean credential) {
        Map<String, String> headers = new LinkedHashMap<>(attempt.headers());
        headers.put("User-Agent", "fort-isolation-prover");
        if (credential) {
            String own = attempt.target().startsWith("/v1/") ? "X-Vault-Token" : "Fort-Token";
            headers.put(own, new String(from.token().bytes(), StandardCharsets.UTF_8));
        }
        if (attempt.hasBody()) {
            headers.put(
                    "Content-Type",
                    attempt.method().equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        return transport.send(new Transport.Request(
                attempt.method(),
                attempt.target(),
                headers,
                attempt.hasBody() ? EMPTY_OBJECT : NO_BODY,
                true,
                ANSWER_BYTES_MAX));
    }

    private String told(IsolationAttempt attempt, Reply reply) {
        return from.name() + " -> " + attempts.to() + ": " + attempt.method() + " " + attempt.target() + " ("
                + attempt.variant() + ") was answered " + reply.status();
    }
}
