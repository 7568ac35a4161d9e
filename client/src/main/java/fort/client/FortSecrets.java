package fort.client;

import fort.wire.Consumers;
import fort.wire.Events;
import fort.wire.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Secrets for a program that runs for long: it reads them from memory, learns of a new version within about a second,
/// says which version it works with, and keeps its token alive.
///
/// ```java
/// try (FortSecrets secrets = FortSecrets.open(Settings.of(System.getenv()), Options.watching("app/db"))) {
///     secrets.onChange(change -> pool.use(secrets.get("app/db")));
///     ReadSecret secret = secrets.get("app/db");
///     …
///     secrets.acknowledge("app/db", secret.version());
/// }
/// ```
///
/// ## What is cached
/// Only what is watched, sealed in memory, and never longer than [Options#ageMax]: so long a secret can be had although
/// the server is away, and so old it can be at most when the watch is cut. Other secrets are asked of the server each
/// time.
///
/// Thread-safe. Calls that ask the server fail with [FortException].
public final class FortSecrets implements AutoCloseable {
    /// How long one long poll waits.
    static final int POLL_SECONDS = 20;

    static final Duration PAUSE_FIRST = Duration.ofMillis(500);
    static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final FortClient calls;
    private final FortClient polls;
    private final Options options;
    private final SealedCache cache;
    private final SecureRandom random;
    private final List<Consumer<Events.Changed>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Instant renewal;
    private volatile @Nullable Thread watcher;
    private @Nullable Long after;
    private int failures;

    /// @param mount null: `secret`
    /// @param watched paths below it; with a slash at the end, all below
    /// @param consumer as which [#acknowledge] speaks; null: the token's principal
    /// @param ageMax how old a cached value can be
    public record Options(
            @Nullable String mount,
            List<String> watched,
            @Nullable String consumer,
            Duration ageMax,
            SecretEvents events,
            InstantSource clock) {
        public static final Duration AGE_MAX_DEFAULT = Duration.ofMinutes(5);

        public Options {
            watched = List.copyOf(watched);
            if (watched.isEmpty() || ageMax.isNegative() || ageMax.isZero()) {
                throw new IllegalArgumentException("at least one secret is watched, and a cache has an age");
            }
        }

        public static Options watching(String... paths) {
            return new Options(null, List.of(paths), null, AGE_MAX_DEFAULT, SecretEvents.NONE, InstantSource.system());
        }

        public Options withConsumer(String name) {
            return new Options(mount, watched, name, ageMax, events, clock);
        }

        public Options withAgeMax(Duration age) {
            return new Options(mount, watched, consumer, age, events, clock);
        }

        public Options withEvents(SecretEvents hooks) {
            return new Options(mount, watched, consumer, ageMax, hooks, clock);
        }
    }

    FortSecrets(FortClient calls, FortClient polls, Options options, SecureRandom random) {
        this.calls = calls;
        this.polls = polls;
        this.options = options;
        this.random = random;
        this.cache = new SealedCache(options.ageMax(), random);
    }

    /// Connects with the first call; begins to watch at once, in the background.
    public static FortSecrets open(Settings settings, Options options) {
        FortSecrets secrets = new FortSecrets(
                FortClient.connect(settings), FortClient.connect(settings), options, new SecureRandom());
        secrets.watcher = Thread.ofVirtual().name("fort-secrets").start(secrets::run);
        return secrets;
    }

    /// The current version. The caller wipes its value ([fort.wire.SecretJson#wipe]) after use; the cache has its own.
    public ReadSecret get(String path) {
        Optional<ReadSecret> cached = cache.get(path, options.clock().instant());
        if (cached.isPresent()) {
            options.events().hit(path);
            return cached.get();
        }
        long generation = cache.generation();
        ReadSecret secret = calls.secrets().read(options.mount(), path, 0);
        options.events().loaded(path, secret.version());
        if (isWatched(path)) {
            cache.put(path, secret, options.clock().instant(), generation);
        }
        return secret;
    }

    /// Tells the server that this program works with a version: the one before may be retired when every consumer said
    /// so.
    public void acknowledge(String path, long version) {
        calls.consumers().acknowledge(options.mount(), path, new Consumers.Acknowledge(version, options.consumer()));
    }

    /// The versions that may be presented now: the current one and those in grace.
    public List<Long> acceptable(String path) {
        return calls.consumers().acceptable(options.mount(), path, false).items().stream()
                .map(Consumers.AcceptableVersion::version)
                .toList();
    }

    /// Called on the watch's thread, at first with what is there and then for each change. What it throws is reported
    /// to [SecretEvents#failed] and the watch goes on.
    public void onChange(Consumer<Events.Changed> listener) {
        listeners.add(listener);
    }

    private boolean isWatched(String path) {
        return options.watched().stream()
                .anyMatch(one -> one.equals(path) || (one.endsWith("/") && path.startsWith(one)));
    }

    private void run() {
        try {
            while (!ended.await(step().toMillis(), TimeUnit.MILLISECONDS)) {
                // until it ends
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One round: renew the token when it is time, wait for a change.
    ///
    /// @return how long to wait before the next one
    Duration step() {
        try {
            renew();
        } catch (FortException e) {
            options.events().failed("renewal", e.code());
        }
        try {
            String watched = String.join("\n", options.watched());
            Events.Listing news = polls.consumers().poll(options.mount(), watched, after, POLL_SECONDS);
            failures = 0;
            if (news.more()) {
                cache.clear();
            }
            news.items().forEach(this::changed);
            after = news.next();
            return Duration.ZERO;
        } catch (FortException e) {
            options.events().failed("watch", e.code());
            return pause(failures++);
        }
    }

    private void changed(Events.Changed change) {
        cache.current(change.path(), change.gone() ? 0 : change.currentVersion());
        options.events().changed(change.path(), change.currentVersion());
        for (Consumer<Events.Changed> listener : listeners) {
            try {
                listener.accept(change);
            } catch (FortException e) {
                options.events().failed("listener", e.code());
            } catch (RuntimeException e) {
                options.events().failed("listener", e.getClass().getSimpleName());
            }
        }
    }

    /// Twice as long each time, a random part of it: a thousand clients do not come back at once.
    private Duration pause(int failed) {
        long millis = Math.min(PAUSE_FIRST.toMillis() << Math.min(failed, 10), PAUSE_MAX.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    /// At half of the token's life.
    private void renew() {
        Instant now = options.clock().instant();
        Instant due = renewal;
        if (due == null) {
            Tokens.Details self = calls.tokens().self();
            renewal = self.renewable() && self.ttlSeconds() > 0 ? half(now, self.ttlSeconds()) : Instant.MAX;
        } else if (!now.isBefore(due)) {
            renewal = now.plus(PAUSE_MAX); // when it fails
            long ttlSeconds = calls.tokens().renewSelf(new Tokens.Renew(0)).ttlSeconds();
            renewal = ttlSeconds > 0 ? half(now, ttlSeconds) : Instant.MAX;
            options.events().renewed(ttlSeconds);
        }
    }

    private static Instant half(Instant now, long ttlSeconds) {
        return now.plusSeconds(Math.max(1, ttlSeconds / 2));
    }

    /// Ends the watch, also a poll that waits, and overwrites what is cached.
    @Override
    public void close() {
        ended.countDown();
        Thread waiting = watcher;
        if (waiting != null) {
            waiting.interrupt(); // a virtual thread's read ends with it
        }
        cache.clear();
        polls.close();
        calls.close();
    }
}
