package fort.gate;

import fort.access.Parameters;
import fort.audit.Witnesses;
import fort.crypto.KeyFileSeal;
import fort.crypto.PasswordHash;
import fort.domain.EnvironmentName;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretPath;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.identity.Credential;
import fort.store.Store;
import fort.testkit.MemoryStore;
import fort.testkit.SeededRandom;
import fort.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A whole fort in memory, for tests of this room: three environments, each initialised, each with its root token.
final class TestFort implements AutoCloseable {
    static final EnvironmentName DEVELOPMENT = new EnvironmentName("development");
    static final EnvironmentName STAGING = new EnvironmentName("staging");
    static final EnvironmentName PRODUCTION = new EnvironmentName("production");

    final TestClock clock = new TestClock();
    final SeededRandom random;
    final Map<EnvironmentName, MemoryStore> stores = new HashMap<>();
    final Map<EnvironmentName, byte[]> roots = new HashMap<>();
    private final Map<EnvironmentName, List<SecretValue>> shares = new HashMap<>();
    private final boolean remoteRootGeneration;
    private final KeyFileSeal seal;
    private final AtomicLong requests = new AtomicLong();
    Fort fort;

    TestFort(long seed) {
        this(seed, true, true, 1, 1);
    }

    /// Environments that are unsealed by one share each, without a key file.
    static TestFort withShares(long seed) {
        return withShares(seed, 1, 1);
    }

    /// Environments that are unsealed by so many shares of so many.
    static TestFort withShares(long seed, int count, int threshold) {
        return new TestFort(seed, false, true, count, threshold);
    }

    static TestFort withoutRemoteRootGeneration(long seed) {
        return new TestFort(seed, false, false, 1, 1);
    }

    private TestFort(long seed, boolean kept, boolean remoteRootGeneration, int shareCount, int threshold) {
        this.remoteRootGeneration = remoteRootGeneration;
        random = new SeededRandom(seed);
        seal = new KeyFileSeal(temporaryFolder());
        fort = open(kept);
        for (EnvironmentName environment : List.of(DEVELOPMENT, STAGING, PRODUCTION)) {
            SealOperation.Initialised initialised =
                    done(fort.gate().perform(local(environment), new SealOperation.Initialise(shareCount, threshold)));
            roots.put(
                    environment,
                    initialised.rootToken().reveal(Reveal.granted()).clone());
            if (!kept) {
                shares.put(environment, initialised.shares());
                unsealAgain(environment);
            }
        }
    }

    SecretValue share(EnvironmentName environment) {
        return share(environment, 0);
    }

    SecretValue share(EnvironmentName environment, int index) {
        return SecretValue.copyOf(
                Objects.requireNonNull(shares.get(environment)).get(index).reveal(Reveal.granted()));
    }

    /// Opens an environment that was sealed, if it was.
    void unsealAgain(EnvironmentName environment) {
        if (Objects.requireNonNull(fort.chamber(environment)).isSealed()) {
            int threshold = Objects.requireNonNull(fort.chamber(environment))
                    .sealConfig()
                    .orElseThrow()
                    .threshold();
            for (int index = 0; index < threshold; index++) {
                done(fort.gate()
                        .perform(anonymous(environment), new SealOperation.Unseal(share(environment, index), false)));
            }
        }
    }

    /// With a token, towards production, of any fort.
    static <T> Outcome<T> askOf(Fort fort, byte[] token, Operation<T> operation) {
        Request request = new Request(
                "request",
                PRODUCTION,
                new Credential.Token(SecretValue.copyOf(token)),
                "10.0.0.1",
                "test",
                "secret/data/x",
                Parameters.NONE,
                0);
        return fort.gate().perform(request, operation).outcome();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("fort-gate-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Fort open(boolean kept) {
        List<EnvironmentSettings> all = new ArrayList<>();
        for (EnvironmentName environment : List.of(DEVELOPMENT, STAGING, PRODUCTION)) {
            Store store = stores.computeIfAbsent(environment, e -> new MemoryStore());
            all.add(new EnvironmentSettings(
                    environment,
                    store,
                    kept ? seal : null,
                    TypePolicies.builtIn(),
                    Witnesses.NONE,
                    Optional.empty(),
                    10_000));
        }
        return Fort.open(
                all,
                DEVELOPMENT,
                new Surroundings(
                        clock,
                        random,
                        "node-1",
                        new PasswordHash.Cost(64, 1, 1),
                        RefusalLimits.DEFAULT,
                        remoteRootGeneration));
    }

    Request anonymous(EnvironmentName environment) {
        return request(environment, Credential.NONE);
    }

    /// Nobody, on the server's own host.
    Request local(EnvironmentName environment) {
        return new Request(
                "request-" + requests.incrementAndGet(),
                environment,
                Credential.NONE,
                "127.0.0.1",
                "test",
                "sys/init",
                Parameters.NONE,
                0);
    }

    /// As the root of an environment, naming it.
    Request root(EnvironmentName environment) {
        return with(environment, rootOf(environment));
    }

    byte[] rootOf(EnvironmentName environment) {
        return Objects.requireNonNull(roots.get(environment));
    }

    Request with(EnvironmentName named, byte[] token) {
        return request(named, new Credential.Token(SecretValue.copyOf(token)));
    }

    Request request(EnvironmentName named, Credential credential) {
        return new Request(
                "request-" + requests.incrementAndGet(),
                named,
                credential,
                "10.0.0.1",
                "test",
                "secret/data/x",
                Parameters.NONE,
                0);
    }

    <T> Outcome<T> ask(Request request, Operation<T> operation) {
        return fort.gate().perform(request, operation).outcome();
    }

    static <T> T done(Reply<T> reply) {
        return done(reply.outcome());
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    static Refusal refusal(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError("done: " + done);
            case Outcome.Refused<?>(Refusal refusal) -> refusal;
        };
    }

    static SecretValue json(String text) {
        return SecretValue.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(@Nullable SecretValue value) {
        return new String(Objects.requireNonNull(value).reveal(Reveal.granted()), StandardCharsets.UTF_8);
    }

    static SecretPath path(String text) {
        return new SecretPath(text);
    }

    void write(EnvironmentName environment, String path, String json) {
        done(ask(root(environment), new SecretOperation.Write("secret", path(path), json(json), null, null)));
    }

    /// A token of `environment` with one policy of the given text.
    byte[] tokenWith(EnvironmentName environment, String policy) {
        String name = "p" + requests.incrementAndGet();
        done(ask(root(environment), new PolicyOperation.WritePolicy(name, policy)));
        TokenOperation.Auth auth = done(ask(
                root(environment),
                new TokenOperation.CreateToken(new TokenOperation.TokenSpec(
                        null, List.of(name), Map.of(), null, 0, 0, 0, 0, null, false, false, null, null))));
        return Objects.requireNonNull(auth.clientToken())
                .reveal(Reveal.granted())
                .clone();
    }

    List<AuditOperation.LogEntry> log(EnvironmentName environment, AuditOperation.LogQuery query) {
        return done(ask(root(environment), new AuditOperation.SearchLog(query, null, 1_000)))
                .entries();
    }

    @Override
    public void close() {
        fort.close();
    }
}
