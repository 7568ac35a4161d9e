package fort.testkit.rotation;

import fort.domain.GraceEnd;
import fort.domain.KvSettings;
import fort.domain.Lifecycle;
import fort.domain.NewVersion;
import fort.domain.Outcome;
import fort.domain.RotationJobs;
import fort.domain.RotationSettings;
import fort.domain.SecretHead;
import fort.domain.SecretType;
import fort.domain.TypePolicy;
import fort.domain.VersionInfo;
import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// All that exists in one simulation, and its time. Whatever happens comes out of the seed.
final class World {
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final int NODES = 3;
    static final KvSettings KV = KvSettings.DEFAULT;
    private static final long DAY = 86_400;
    private static final int AT_ONCE_MAX = 1_000;
    private static final int STEPS_MAX = 1_000_000;

    /// Something that happens at a time; `number` keeps the order of what happens at once.
    private record Event(Instant time, long number, Runnable act) {}

    final long seed;
    final Random random;
    final Brain brain;
    final Tally tally = new Tally();
    final List<ModelNode> nodes = new ArrayList<>();
    final List<ModelSecret> secrets = new ArrayList<>();
    final Worker worker;
    final Invariants invariants;
    final Misfortunes misfortunes;
    Instant now = START;
    /// An operator looked at a paused brake, and lets the fort go on until then.
    Instant brakeReleasedUntil = Instant.MIN;
    /// Since when at least one node has been awake.
    Instant someAwakeSince = START;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::time).thenComparingLong(Event::number));
    private boolean operatorLooks;
    private long eventNumber;
    private long passwordNumber;

    World(long seed, int secretCount, Brain brain) {
        this.seed = seed;
        this.brain = brain;
        random = new Random(seed);
        for (int i = 0; i < NODES; i++) {
            nodes.add(new ModelNode(i));
        }
        worker = new Worker(this);
        invariants = new Invariants(this);
        misfortunes = new Misfortunes(this);
        for (int i = 0; i < secretCount; i++) {
            secrets.add(secret(i));
        }
        secrets.forEach(secret -> refile(secret, START));
    }

    void run(Duration length) {
        misfortunes.begin();
        Instant end = START.plus(length);
        Instant before = now;
        int atOnce = 0;
        int steps = 0;
        while (now.isBefore(end)) {
            steps++;
            atOnce = now.equals(before) ? atOnce + 1 : 0;
            if (atOnce > AT_ONCE_MAX || steps > STEPS_MAX) {
                throw new Violation("time goes on: no work makes work without an end");
            }
            before = now;
            Instant tick = worker.nextTick();
            Event event = events.peek();
            if (event != null && !event.time().isAfter(tick)) {
                events.poll();
                now = event.time();
                event.act().run();
            } else {
                now = tick;
                worker.tick();
            }
        }
    }

    void at(Instant time, Runnable act) {
        events.add(new Event(time, eventNumber++, act));
    }

    void in(Duration duration, Runnable act) {
        at(now.plus(duration), act);
    }

    void inSeconds(long seconds, Runnable act) {
        at(now.plusSeconds(seconds), act);
    }

    /// Something happens to one secret: the invariants hold before and after it.
    void change(ModelSecret secret, Runnable act) {
        change(secret, now, act);
    }

    /// @param clock of the node through which it happens
    void change(ModelSecret secret, Instant clock, Runnable act) {
        secret.sync(now);
        invariants.check(secret);
        act.run();
        refile(secret, clock);
        invariants.check(secret);
    }

    private void refile(ModelSecret secret, Instant clock) {
        secret.due = brain.due(secret.view(), clock);
    }

    boolean clocksRight() {
        return nodes.stream().allMatch(node -> node.ahead.isZero());
    }

    void clocksAreRight() {
        secrets.forEach(secret -> {
            secret.disturbed = true;
            refile(secret, now);
        });
    }

    /// Somebody sees the alert, looks at the clocks, and lets a fort go on that has much to do.
    void operatorLooksAtBrake() {
        if (!operatorLooks) {
            operatorLooks = true;
            inSeconds(between(3600, 86_400), this::releaseBrake);
        }
    }

    private void releaseBrake() {
        operatorLooks = false;
        brakeReleasedUntil = clocksRight() ? now.plusSeconds(3 * 3600) : now;
    }

    /// Clients that do not acknowledge do not hold a grace for ever.
    void operatorEndsGrace(ModelSecret secret) {
        inSeconds(
                between(3, 20) * DAY,
                () -> change(secret, () -> {
                    List<Long> held = new ArrayList<>();
                    for (VersionInfo version : secret.head.inGrace()) {
                        if (!now.isBefore(Objects.requireNonNull(version.graceUntil()))) {
                            held.add(version.number());
                        }
                    }
                    secret.head = Lifecycle.retire(secret.head, held).head();
                    secret.job = RotationJobs.retired(secret.job);
                }));
    }

    /// So that the ledger knows, and a grace that ends by proof is looked at.
    void clientsFetchSoon(ModelSecret secret) {
        long slowest = 0;
        for (ModelClient client : secret.clients) {
            Duration after = client.acknowledgesAfter;
            slowest = Math.max(slowest, client.periodSeconds + (after == null ? 0 : after.toSeconds()));
        }
        inSeconds(slowest + 1, () -> change(secret, () -> {}));
    }

    long between(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from + 1));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    Credential credential(ModelSecret secret, @Nullable Credential current) {
        int user = current == null ? 0 : secret.target.user(current);
        return new Credential(user, ++passwordNumber);
    }

    Credential sameUser(Credential current) {
        return new Credential(current.user(), ++passwordNumber);
    }

    NewVersion version() {
        return new NewVersion("k" + eventNumber++ + "-" + passwordNumber, "p", null, 1, 1);
    }

    /// A person, or a program that is none of ours, makes a value known to the target and writes it.
    void write(ModelSecret secret, Credential value) {
        secret.target.set(value);
        secret.head = done(Lifecycle.write(secret.head, KV, secret.policy, version(), null, now))
                .head();
        secret.values.put(secret.head.currentVersion(), value);
        secret.controllableSince = now;
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new Violation("refused: " + refused.refusal());
        };
    }

    private ModelSecret secret(int number) {
        TypePolicy policy = new TypePolicy(
                pick(List.of(60L, 180L, 365L)) * DAY, pick(List.of(5L, 30L)) * DAY, DAY, 10, false, false, Map.of());
        List<ModelClient> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long period = between(600, 6 * 3600);
            clients.add(new ModelClient(
                    "client-" + i,
                    period,
                    between(0, period),
                    chance(0.8) ? Duration.ofSeconds(between(0, 3 * DAY)) : null));
        }
        SecretHead head = SecretHead.empty("m", "app/" + seed + "/" + number, new SecretType("t", policy), START);
        ModelSecret secret = new ModelSecret(
                policy, new ModelTarget(chance(0.75) ? 2 : 1), clients, chance(0.9) ? settings() : null, head, NODES);
        write(secret, credential(secret, null));
        return secret;
    }

    RotationSettings settings() {
        return new RotationSettings(
                "model",
                "",
                Map.of(),
                chance(0.8) ? 0 : between(20, 90) * DAY,
                chance(0.7) ? null : between(3, 20) * DAY,
                chance(0.5) ? null : between(14 * 3600, 5 * DAY),
                pick(List.of(GraceEnd.values())),
                false);
    }
}
