package fort.rotation;

import fort.access.Parameters;
import fort.audit.Witnesses;
import fort.crypto.KeyFileSeal;
import fort.crypto.PasswordHash;
import fort.domain.EnvironmentName;
import fort.domain.GraceEnd;
import fort.domain.Outcome;
import fort.domain.Reveal;
import fort.domain.RotationSettings;
import fort.domain.RotationStep;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.gate.EnvironmentSettings;
import fort.gate.Fort;
import fort.gate.Operation;
import fort.gate.Request;
import fort.gate.RotationOperation;
import fort.gate.RotationOperation.RotationView;
import fort.gate.SealOperation;
import fort.gate.SecretOperation;
import fort.gate.Surroundings;
import fort.gate.TargetOperation;
import fort.gate.WatchOperation;
import fort.identity.Credential;
import fort.testkit.MemoryStore;
import fort.testkit.SeededRandom;
import fort.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/// A fort in memory with three environments, a model target, and workers that a test steps.
final class WorkedFort implements AutoCloseable {
    static final EnvironmentName DEVELOPMENT = new EnvironmentName("development");
    static final EnvironmentName STAGING = new EnvironmentName("staging");
    static final EnvironmentName PRODUCTION = new EnvironmentName("production");
    static final long GRACE_SECONDS = 60;

    final TestClock clock = new TestClock();
    final SeededRandom random;
    final ModelTarget target = new ModelTarget();
    final Fort fort;
    private final Map<EnvironmentName, byte[]> roots = new HashMap<>();
    private int requests;

    WorkedFort(long seed) {
        random = new SeededRandom(seed);
        KeyFileSeal seal;
        try {
            seal = new KeyFileSeal(Files.createTempDirectory("fort-rotation-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<EnvironmentName> names = List.of(DEVELOPMENT, STAGING, PRODUCTION);
        fort = Fort.open(
                names.stream()
                        .map(name -> new EnvironmentSettings(
                                name,
                                new MemoryStore(),
                                seal,
                                TypePolicies.builtIn(),
                                Witnesses.NONE,
                                Optional.empty(),
                                100_000))
                        .toList(),
                DEVELOPMENT,
                new Surroundings(clock, random, "node-1", new PasswordHash.Cost(64, 1, 1)));
        for (EnvironmentName name : names) {
            var begun = done(fort.gate()
                    .perform(request(name, Credential.NONE), new SealOperation.Initialise(1, 1))
                    .outcome());
            roots.put(name, begun.rootToken().reveal(Reveal.granted()).clone());
        }
    }

    private synchronized Request request(EnvironmentName environment, Credential credential) {
        return new Request(
                "request-" + requests++, environment, credential, "127.0.0.1", "test", "x", Parameters.NONE, 0);
    }

    <T> Outcome<T> ask(EnvironmentName environment, Operation<T> operation) {
        byte[] root = Objects.requireNonNull(roots.get(environment));
        return fort.gate()
                .perform(request(environment, new Credential.Token(SecretValue.copyOf(root))), operation)
                .outcome();
    }

    <T> T root(EnvironmentName environment, Operation<T> operation) {
        return done(ask(environment, operation));
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    void write(EnvironmentName environment, String path, String json) {
        root(
                environment,
                new SecretOperation.Write(
                        "secret",
                        new SecretPath(path),
                        SecretValue.owning(json.getBytes(StandardCharsets.UTF_8)),
                        null,
                        null));
    }

    /// A secret that the model target knows and that is rotated there.
    void rotated(EnvironmentName environment, String path, String targetName) {
        String json = "{\"password\":\"First-" + path + "\"}";
        write(environment, path, json);
        target.accept("secret/" + path, json);
        root(
                environment,
                new RotationOperation.ConfigureRotation("secret", new SecretPath(path), settings(targetName)));
    }

    static RotationSettings settings(String targetName) {
        return new RotationSettings("model", targetName, Map.of(), 0, null, GRACE_SECONDS, GraceEnd.TIME, false);
    }

    void target(EnvironmentName environment, String name) {
        root(
                environment,
                new TargetOperation.WriteTarget(new TargetOperation.TargetSpec(name, "model", "model:1", "", "", "")));
    }

    void now(EnvironmentName environment, String path) {
        root(environment, new RotationOperation.RotateNow("secret", new SecretPath(path)));
    }

    RotationView view(EnvironmentName environment, String path) {
        return root(environment, new RotationOperation.ReadRotation("secret", new SecretPath(path)));
    }

    RotationStep step(EnvironmentName environment, String path) {
        return view(environment, path).job().step();
    }

    String current(EnvironmentName environment, String path) {
        SecretValue value = root(environment, new SecretOperation.Read("secret", new SecretPath(path), 0))
                .value();
        return new String(Objects.requireNonNull(value).reveal(Reveal.granted()), StandardCharsets.UTF_8);
    }

    /// What consumers have now lets them in.
    boolean currentWorks(EnvironmentName environment, String path) {
        return target.works("secret/" + path, current(environment, path));
    }

    String digest(EnvironmentName environment) {
        return root(environment, new WatchOperation.StateDigest()).sha256();
    }

    /// A worker whose tick returns when all is done.
    RotationWorker stepped(String node, Failpoint.Watcher failpoints) {
        return worker(node, failpoints, RotationLimits.DEFAULT, new Inline());
    }

    RotationWorker worker(String node, Failpoint.Watcher failpoints, RotationLimits limits, ExecutorService threads) {
        return new RotationWorker(
                fort, Rotators.of(Map.of("model", () -> target)), limits, node, threads, failpoints, clock, random);
    }

    @Override
    public void close() {
        target.released.countDown();
        fort.close();
    }

    /// Runs what it is given at once, on the caller's thread.
    private static final class Inline extends AbstractExecutorService {
        private boolean stopped;

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            stopped = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            stopped = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return stopped;
        }

        @Override
        public boolean isTerminated() {
            return stopped;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return stopped;
        }
    }
}
