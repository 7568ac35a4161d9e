package fort.testkit.rotation;

import fort.domain.SecretHead;
import fort.domain.VersionInfo;
import fort.domain.VersionState;
import fort.testkit.rotation.ModelTarget.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What must be true of a secret at every instant.
final class Invariants {
    /// A node that is awake does what is due within a tick; nobody notices less than this.
    private static final long TOLERANCE_SECONDS = 600;

    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    void check(ModelSecret secret) {
        world.tally.count("check.");
        exactlyOneCurrent(secret.head);
        valueWorks(secret);
        graceWorks(secret);
        clientsLogIn(secret);
        notExpired(secret);
    }

    private void exactlyOneCurrent(SecretHead head) {
        int currents = 0;
        for (VersionInfo version : head.versions()) {
            currents += version.state() == VersionState.CURRENT ? 1 : 0;
        }
        require(currents == 1, "exactly one version is current");
    }

    private void valueWorks(ModelSecret secret) {
        Credential current = secret.current();
        if (current == null || secret.raced) {
            return;
        }
        boolean works = secret.target.accepts(current);
        if (secret.target.two()) {
            require(works, "the current value works at every instant");
        } else {
            require(works || secret.target.accepts(secret.staged()), "the current or the next value works");
        }
    }

    private void graceWorks(ModelSecret secret) {
        if (!secret.target.two()) {
            return;
        }
        for (VersionInfo version : secret.head.inGrace()) {
            boolean over = !world.now.isBefore(Objects.requireNonNull(version.graceUntil()));
            boolean gone = version.destroyed() || secret.lost.contains(version.number());
            require(
                    over || gone || secret.target.accepts(secret.values.get(version.number())),
                    "a version in grace works until its end");
        }
    }

    private void clientsLogIn(ModelSecret secret) {
        if (!secret.target.two()) {
            return;
        }
        for (ModelClient client : secret.clients) {
            if (!client.excused) {
                world.tally.count("login.");
                require(
                        secret.target.accepts(client.credential),
                        "a client that fetches within the grace always logs in");
            }
        }
    }

    private void notExpired(ModelSecret secret) {
        if (secret.settings == null || secret.settings.frozen()) {
            return;
        }
        VersionInfo current = secret.head.current().orElse(null);
        Instant late = world.now.minusSeconds(TOLERANCE_SECONDS);
        boolean controllable = secret.controllableSince.isBefore(late) && world.someAwakeSince.isBefore(late);
        require(
                !controllable || current == null || !current.readable(late) || !secret.head.expired(late),
                "no secret with a rotation expires");
    }

    /// Old worker, new claim: nothing it does counts.
    void actOfAnOldClaim(boolean changed) {
        require(!changed, "a worker whose claim was taken changes nothing");
    }

    void applied(ModelSecret secret, long version, Credential value) {
        Credential first = secret.applied.putIfAbsent(version, value);
        require(first == null || first.equals(value), "a step done again has the same effect");
    }

    /// @param clock of the node that retires
    void retiring(ModelSecret secret, List<Long> versions, String why, Instant clock) {
        if (why.equals("emergency")) {
            boolean overtaken = secret.job.version() != secret.head.currentVersion();
            require(overtaken || secret.lost.containsAll(versions), "an emergency retires only what it found in grace");
            return;
        }
        boolean proven =
                secret.clients.stream().allMatch(client -> client.acknowledged >= secret.head.currentVersion());
        for (VersionInfo version : secret.head.inGrace()) {
            if (versions.contains(version.number())) {
                Instant end = Objects.requireNonNull(version.graceUntil());
                boolean held = secret.holds() && !proven;
                require(
                        why.equals("proof") ? proven : !held && !clock.isBefore(end),
                        "nothing retires before its grace ends");
                if (world.now.isBefore(end) && why.equals("time")) {
                    world.tally.count("note.retired under a clock that ran ahead, fewer than the brake holds");
                    secret.excuseClients();
                    secret.lost.add(version.number());
                }
            }
        }
    }

    void extended(ModelSecret secret) {
        require(secret.disturbed, "every secret rotates before its expiry when nothing hinders it");
    }

    void begunEarly(long count) {
        require(count <= Worker.BRAKE.countMin(), "the brake holds a mass event");
    }

    void alertedAgain(@Nullable Instant warnedBefore, Instant expiry) {
        require(!expiry.equals(warnedBefore), "one alert for one expiry");
    }

    void foundNothing(boolean still) {
        require(!still, "who looks when due finds work, or is told when to come again");
    }

    private static void require(boolean holds, String invariant) {
        if (!holds) {
            throw new Violation(invariant);
        }
    }
}
