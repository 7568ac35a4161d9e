package fort.server;

import fort.audit.Witnesses;
import fort.crypto.KeyFileSeal;
import fort.crypto.PasswordHash;
import fort.crypto.Seal;
import fort.domain.EnvironmentName;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.gate.EnvironmentSettings;
import fort.gate.Fort;
import fort.gate.Surroundings;
import fort.rotation.Failpoint;
import fort.rotation.RotationLimits;
import fort.rotation.RotationWorker;
import fort.rotation.Rotators;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import fort.server.web.WebEngine;
import fort.store.Store;
import fort.store.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only place where a clock, randomness and threads are made, and where everything is wired by hand. Read it to
/// know what a server is
/// made of.
public final class Assembly implements AutoCloseable {
    /// Decoded rows in memory, for each environment.
    static final long CACHE_ROWS_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    /// For request ids, which guard nothing.
    private final RandomGenerator ids = () -> ThreadLocalRandom.current().nextLong();
    private final ThreadFactory threads = Thread.ofVirtual().name("fort-", 0).factory();
    private final ServerConfig config;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final List<Served> served = new ArrayList<>();

    /// Where a listener was bound.
    ///
    /// @param address `https://127.0.0.1:8200`
    /// @param authority to be trusted by clients; empty when they know it already, or without TLS
    public record Served(String name, String address, Optional<Path> authority) {}

    private Assembly(ServerConfig config) {
        this.config = config;
    }

    /// Opens everything and serves. When it returns, requests are answered.
    ///
    /// @throws fort.domain.Fault that says why not; nothing stays open then
    public static Assembly start(ServerConfig config) {
        Assembly assembly = new Assembly(config);
        try {
            assembly.open();
            return assembly;
        } catch (RuntimeException | Error e) {
            assembly.close();
            throw e;
        }
    }

    private void open() {
        createFolder(config.folder());
        Map<EnvironmentName, Seal> seals = new HashMap<>();
        List<EnvironmentSettings> settings = new ArrayList<>();
        TypePolicies types = TypePolicies.with(config.types());
        Witnesses witnesses = Outside.witnesses(config.witness());
        try {
            for (ServerConfig.Environment environment : config.environments()) {
                if (config.served().contains(environment.name())) {
                    settings.add(settings(environment, seals, types, witnesses));
                }
            }
        } catch (RuntimeException | Error e) {
            settings.forEach(opened -> opened.store().close());
            throw e;
        }
        Fort fort = keep(Fort.open(
                settings,
                config.defaultEnvironment(),
                new Surroundings(
                        clock,
                        random,
                        config.node(),
                        PasswordHash.Cost.DEFAULT,
                        config.limits().refusals(),
                        config.limits().remoteRootGeneration())));
        RotationWorker worker = keep(worker(fort));
        RotationMetrics rotations = new RotationMetrics(fort, worker.tally());
        Telemetry telemetry = new Telemetry();
        Undelivered undelivered = new Undelivered();
        Health health = new Health(fort, undelivered, ids, clock);
        Router router = new Router(fort, config, types, health, telemetry, rotations, undelivered, random, ids, clock);
        List<WebEngine> engines = new ArrayList<>();
        for (ServerConfig.Listener listener : config.listeners()) {
            Listeners.Prepared prepared = Listeners.prepare(listener, config, clock, random);
            WebEngine engine = keep(WebEngine.helidon(prepared.listener(), router.handlerOf(listener), clock));
            served.add(prepared.served(engine.start()));
            engines.add(engine);
        }
        keep(router::endStreams);
        Background background = keep(new Background());
        engines.forEach(engine -> background.each("sweep", 1, engine::sweep));
        background.each("tick", 1, fort::tick);
        background.each("index", 1, fort::maintain);
        background.each("heap", 1, HeapKeeper.ofThisProcess()::look);
        background.each("upkeep", 30, fort::upkeep);
        background.each("rotation", 1, worker::tick);
        background.each("count", 60, rotations::count);
        Outside.notifier(config, fort, undelivered, random, clock)
                .ifPresent(notifier -> background.each("notify", 1, notifier::deliver));
        keep(new LocalDoor(fort, seals, random, threads, config.folder())).start();
        served.forEach(s -> LOG.info("serving {} at {}", s.name(), s.address()));
    }

    private RotationWorker worker(Fort fort) {
        return new RotationWorker(
                fort,
                Rotators.standard(clock, random),
                RotationLimits.DEFAULT,
                config.node(),
                Executors.newThreadPerTaskExecutor(threads),
                killedAt(System.getProperty("fort.failpoint")),
                clock,
                random);
    }

    /// For tests of whole processes: `-Dfort.failpoint=AFTER_APPLY` ends this one there, as a power cut would.
    private static Failpoint.Watcher killedAt(@Nullable String point) {
        return point == null
                ? Failpoint.Watcher.NONE
                : (reached, secret) -> {
                    if (reached.name().equals(point)) {
                        Runtime.getRuntime().halt(137);
                    }
                };
    }

    private EnvironmentSettings settings(
            ServerConfig.Environment environment,
            Map<EnvironmentName, Seal> seals,
            TypePolicies types,
            Witnesses witnesses) {
        createFolder(environment.folder());
        Seal seal = null;
        if (environment.seal() instanceof ServerConfig.SealKind.KeyFile(Path folder)) {
            seal = new KeyFileSeal(folder);
            seals.put(environment.name(), seal);
        }
        return new EnvironmentSettings(
                environment.name(), store(environment), seal, types, witnesses, Optional.empty(), CACHE_ROWS_MAX);
    }

    private static Store store(ServerConfig.Environment environment) {
        return switch (environment.store()) {
            case ServerConfig.StoreKind.Sqlite sqlite -> Stores.sqlite(environment.folder());
            case ServerConfig.StoreKind.Postgresql(String url, String user, Optional<Path> file) -> {
                try (SecretValue password =
                        SecretValue.owning(file.map(PrivateFiles::readSecret).orElse(new byte[0]))) {
                    yield Stores.postgres(url, user, password);
                }
            }
        };
    }

    private static void createFolder(Path folder) {
        try {
            PrivateFiles.createFolder(Files.exists(folder) ? folder.toRealPath() : folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(part);
        return part;
    }

    /// In the order of the configuration.
    public List<Served> served() {
        return List.copyOf(served);
    }

    /// Finishes what is in flight, then closes everything in the opposite order of its making.
    @Override
    public void close() {
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("a part of the server did not close", e);
            }
        }
        parts.clear();
    }
}
