package fort.testkit.rotation;

import fort.domain.Lifecycle;
import fort.domain.RotationCause;
import fort.domain.RotationJobs;
import fort.domain.RotationSettings;
import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What people, clocks, machines and targets do to a world, each at random times.
final class Misfortunes {
    private static final long DAY = 86_400;

    private final World world;

    Misfortunes(World world) {
        this.world = world;
    }

    void begin() {
        world.inSeconds(gap(), this::strike);
    }

    private long gap() {
        return (long) (-Math.log(1 - world.random.nextDouble()) * 12 * DAY) + 1;
    }

    private void strike() {
        ModelSecret secret = world.pick(world.secrets);
        switch (world.random.nextInt(15)) {
            case 0 -> clocks(Duration.ofDays(40), world.between(3600, 3 * DAY));
            case 1 -> clocks(Duration.ofHours(-1), world.between(3600, 20 * DAY));
            case 2, 3 -> down(secret);
            case 4 -> refuses(secret);
            case 5 -> crash(world.pick(world.nodes));
            case 6 -> pause(world.pick(world.nodes));
            case 7 -> world.nodes.forEach(this::crash);
            case 8, 9 -> handWrite(secret);
            case 10 -> delete(secret);
            case 11 -> destroyStaged(secret);
            case 12 -> settings(secret);
            case 13 -> freeze(secret);
            default -> asked(secret);
        }
        begin();
    }

    /// People and clocks do not wait for a rotation to end.
    void strikeDuring(ModelSecret secret) {
        if (world.chance(0.08)) {
            world.inSeconds(world.between(0, 20), () -> {
                switch (world.random.nextInt(7)) {
                    case 0, 1 -> handWrite(secret);
                    case 2 -> delete(secret);
                    case 3 -> destroyStaged(secret);
                    case 4 -> settings(secret);
                    case 5 -> freeze(secret);
                    default -> ask(secret, RotationCause.EMERGENCY);
                }
            });
        }
    }

    private void clocks(Duration ahead, long seconds) {
        fault("clock " + (ahead.isNegative() ? "-1 h" : "+40 d"));
        List<ModelNode> some = world.chance(0.5) ? world.nodes : List.of(world.pick(world.nodes));
        world.secrets.forEach(secret -> secret.disturbed = true);
        some.forEach(node -> node.ahead = ahead);
        world.brakeReleasedUntil = Instant.MIN;
        world.inSeconds(seconds, () -> {
            some.forEach(node -> node.ahead = Duration.ZERO);
            world.clocksAreRight();
        });
    }

    private void down(ModelSecret secret) {
        fault("target goes down");
        secret.target.downUntil = world.now.plusSeconds(world.between(60, 3 * DAY));
    }

    private void refuses(ModelSecret secret) {
        fault("target begins to refuse");
        secret.target.refusesUntil = world.now.plusSeconds(world.between(60, 4 * DAY));
    }

    void crash(ModelNode node) {
        fault("node killed");
        node.life++;
        asleep(() -> node.downUntil = world.now.plusSeconds(world.between(1, 2 * 3600)));
    }

    void pause(ModelNode node) {
        fault("node paused");
        asleep(() -> node.pausedUntil =
                world.now.plusSeconds(world.chance(0.5) ? world.between(61, 3600) : world.between(3600, 3 * DAY)));
    }

    private void asleep(Runnable how) {
        how.run();
        if (world.nodes.stream().noneMatch(other -> other.awake(world.now))) {
            Instant first = world.nodes.stream()
                    .map(ModelNode::wakes)
                    .min(Instant::compareTo)
                    .orElseThrow();
            world.someAwakeSince = first;
            world.secrets.forEach(secret -> secret.disturbed = true);
        }
    }

    private void handWrite(ModelSecret secret) {
        fault("written by hand" + during(secret));
        world.change(secret, () -> {
            Credential before = secret.current();
            if (before != null) {
                // The password of the user in use changes: whoever has the former one has to fetch.
                secret.lost.add(secret.head.currentVersion());
            }
            secret.head.inGrace().forEach(version -> {
                if (!secret.target.two() || before == null) {
                    secret.lost.add(version.number());
                }
            });
            secret.excuseClients();
            secret.raced |= secret.job.running() && !secret.target.two();
            secret.disturbed = true;
            world.write(secret, before == null ? lastKnown(secret) : world.sameUser(before));
        });
    }

    private Credential lastKnown(ModelSecret secret) {
        return world.sameUser(secret.values.getOrDefault(secret.head.currentVersion(), new Credential(0, 0)));
    }

    private void delete(ModelSecret secret) {
        boolean forGood = world.chance(0.3);
        fault((forGood ? "destroyed" : "deleted") + during(secret));
        long version = secret.head.currentVersion();
        world.change(secret, () -> {
            secret.disturbed = true;
            secret.raced |= secret.job.running();
            secret.excuseClients();
            secret.head = forGood
                    ? World.done(Lifecycle.destroy(secret.head, List.of(version)))
                            .head()
                    : Lifecycle.deleteCurrent(secret.head, world.now).head();
        });
        world.inSeconds(world.between(60, 40 * DAY), () -> {
            if (forGood) {
                handWrite(secret);
            } else {
                world.change(secret, () -> {
                    secret.controllableSince = world.now;
                    secret.head = World.done(Lifecycle.undelete(secret.head, World.KV, List.of(version), world.now))
                            .head();
                });
            }
        });
    }

    private void destroyStaged(ModelSecret secret) {
        secret.head.staged().ifPresent(staged -> {
            fault("staged version destroyed");
            world.change(secret, () -> {
                secret.disturbed = true;
                secret.raced = true;
                secret.head = World.done(Lifecycle.destroy(secret.head, List.of(staged.number())))
                        .head();
            });
        });
    }

    private void settings(ModelSecret secret) {
        RotationSettings before = secret.settings;
        RotationSettings after = before != null && world.chance(0.2) ? null : world.settings();
        if (before != null && !RotationJobs.mayChange(secret.job, before, after)) {
            return;
        }
        fault("settings changed" + during(secret));
        world.change(secret, () -> {
            secret.disturbed = true;
            secret.settings = after;
            secret.controllableSince = world.now;
        });
    }

    private void freeze(ModelSecret secret) {
        RotationSettings settings = secret.settings;
        if (settings == null || settings.frozen()) {
            return;
        }
        fault("frozen" + during(secret));
        world.change(secret, () -> secret.settings = settings.withFrozen(true));
        world.inSeconds(
                world.between(3600, 60 * DAY),
                () -> world.change(secret, () -> {
                    secret.controllableSince = world.now;
                    secret.disturbed = true;
                    if (secret.settings != null) {
                        secret.settings = secret.settings.withFrozen(false);
                    }
                }));
    }

    private void asked(ModelSecret one) {
        if (world.chance(0.5)) {
            ask(one, RotationCause.MANUAL);
        } else {
            world.secrets.stream()
                    .filter(secret -> world.chance(0.5))
                    .forEach(secret -> ask(secret, RotationCause.EMERGENCY));
        }
    }

    private void ask(ModelSecret secret, RotationCause cause) {
        world.change(secret, () -> {
            String asked = "asked for " + cause + during(secret);
            secret.disturbed = true;
            fault(world.worker.begin(secret, cause, world.now) ? asked : asked + ", refused");
        });
    }

    private static String during(ModelSecret secret) {
        return secret.job.running() ? " in " + secret.job.step() : "";
    }

    private void fault(String name) {
        world.tally.count("fault." + name);
    }
}
