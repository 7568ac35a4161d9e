package fort.client;

import fort.client.Transport.Reply;
import fort.wire.Isolation;
import fort.wire.Routes;
import fort.wire.VaultRoutes;
import fort.wire.WireJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tries, over HTTP and as any client could, every route of both APIs with a valid administrator's credential of each
/// environment against each other environment, in every way the other could be named; then has all environments sign
/// what came out.
///
/// In each environment it puts a random value away first, looks for it in every answer, and removes it at the end. If
/// the walls did not stand, the calls would do harm: it is meant for a fort whose walls do.
public final class IsolationProver {
    private static final String PATH = "isolation-proof/canary";
    private static final Pattern ACCESSOR = Pattern.compile("\"accessor\"\\s*:\\s*\"([^\"]+)\"");

    private final Settings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final WireJson json = new WireJson();

    /// @param settings where; its environment and token are not used
    public IsolationProver(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// @param subjects two or more, each with an administrator's credential
    /// @param progress told the number of attempts now and then
    /// @throws FortException when a step of the preparation or the signing is not answered as it should be
    public Isolation.Report prove(List<IsolationSubject> subjects, LongConsumer progress) {
        if (subjects.size() < 2) {
            throw new IllegalArgumentException("walls stand between two or more environments");
        }
        Instant started = clock.instant();
        Map<String, String> canaries = new LinkedHashMap<>();
        Map<String, String> accessors = new LinkedHashMap<>();
        Map<String, Long> before = new LinkedHashMap<>();
        for (IsolationSubject subject : subjects) {
            String canary = "canary-" + new BigInteger(160, random).toString(36);
            canaries.put(subject.name(), canary);
            call(subject, "POST", "/v1/secret/data/" + PATH, "{\"data\":{\"canary\":\"" + canary + "\"}}");
            accessors.put(subject.name(), accessor(subject));
            before.put(subject.name(), logSize(subject));
        }
        IsolationTally tally = new IsolationTally();
        try {
            tryAll(subjects, canaries, accessors, tally, progress);
        } finally {
            subjects.forEach(subject -> call(subject, "DELETE", "/v1/secret/metadata/" + PATH, ""));
        }
        List<Isolation.Subject> parts = new ArrayList<>();
        for (IsolationSubject subject : subjects) {
            String name = subject.name();
            parts.add(new Isolation.Subject(
                    name, text(accessors, name), before.getOrDefault(name, 0L), logSize(subject)));
        }
        Isolation.Evidence evidence = new Isolation.Evidence(
                "fort-isolation-proof/1",
                settings.address().toString(),
                started,
                clock.instant(),
                parts,
                Routes.ALL.size(),
                VaultRoutes.ALL.size(),
                subjects.size() * (subjects.size() - 1),
                tally.variants(),
                tally.attempts(),
                tally.refusedCount(),
                tally.containedCount(),
                tally.openCount(),
                tally.recorded(),
                tally.statuses(),
                tally.breaches());
        return new Isolation.Report(
                evidence,
                subjects.stream().map(subject -> signed(subject, evidence)).toList());
    }

    private void tryAll(
            List<IsolationSubject> subjects,
            Map<String, String> canaries,
            Map<String, String> accessors,
            IsolationTally tally,
            LongConsumer progress) {
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (IsolationSubject from : subjects) {
            for (IsolationSubject to : subjects) {
                if (from.name().equals(to.name())) {
                    continue;
                }
                IsolationPair pair = new IsolationPair(
                        from,
                        new IsolationAttempts(from.name(), to.name(), PATH, text(accessors, to.name())),
                        text(canaries, to.name()),
                        settings,
                        tally);
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        pair.run();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                }));
            }
        }
        for (Thread thread : threads) {
            try {
                while (!thread.join(java.time.Duration.ofMillis(200))) {
                    progress.accept(tally.attempts());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw FortException.unreachable("interrupted");
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static String text(Map<String, String> texts, String name) {
        return texts.getOrDefault(name, "");
    }

    private Isolation.Signed signed(IsolationSubject subject, Isolation.Evidence evidence) {
        String line = new String(json.write(evidence), StandardCharsets.UTF_8);
        byte[] body = json.write(new Isolation.Sign(line));
        Reply reply = call(subject, "POST", "/api/v1/isolation:sign", new String(body, StandardCharsets.UTF_8));
        return json.readResponse(reply.body(), Isolation.Signed.class);
    }

    private String accessor(IsolationSubject subject) {
        Reply reply = call(subject, "GET", "/v1/auth/token/lookup-self", "");
        Matcher found = ACCESSOR.matcher(new String(reply.body(), StandardCharsets.UTF_8));
        if (!found.find()) {
            throw FortException.badAnswer("a token's look-up names no accessor");
        }
        return found.group(1);
    }

    /// The second line of a checkpoint is the size of the tree.
    private long logSize(IsolationSubject subject) {
        Reply reply = call(subject, "GET", "/api/v1/audit/checkpoint", "");
        String[] lines = new String(reply.body(), StandardCharsets.UTF_8).split("\n", 3);
        try {
            return Long.parseLong(lines.length > 1 ? lines[1] : "");
        } catch (NumberFormatException e) {
            throw FortException.badAnswer("a checkpoint names no size");
        }
    }

    /// A call of an environment's own administrator, which must be answered.
    private Reply call(IsolationSubject subject, String method, String target, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "fort-isolation-prover");
        headers.put("X-Vault-Namespace", subject.name());
        headers.put("X-Vault-Token", new String(subject.token().bytes(), StandardCharsets.UTF_8));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        try (Transport transport = new HttpTransport(settings)) {
            Reply reply = transport.send(new Transport.Request(
                    method, target, headers, body.getBytes(StandardCharsets.UTF_8), true, 16 * 1024 * 1024));
            if (reply.status() >= 300) {
                throw FortException.badAnswer(method + " " + target + " as " + subject.name()
                        + "'s administrator was answered " + reply.status());
            }
            return reply;
        }
    }
}
