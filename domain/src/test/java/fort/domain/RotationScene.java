package fort.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One secret with settings, job and ledger, for tests of the planner: written once at [#START], 90 days of age, 30
/// of
/// lead, one of grace.
final class RotationScene {
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final SecretType TYPE = TypePolicies.builtIn().orDefault("password");
    static final RotationSettings SETTINGS =
            new RotationSettings("random", "", Map.of(), 0, null, null, GraceEnd.TIME, false);

    SecretHead head = SecretHead.empty("m", "app/db", TYPE, START);

    @Nullable
    RotationSettings settings = SETTINGS;

    RotationJob job = RotationJob.NONE;
    List<Consumption> consumers = new ArrayList<>();
    Instant now = START;

    RotationScene() {
        write();
    }

    static RotationSettings graceEnds(GraceEnd end) {
        return new RotationSettings("random", "", Map.of(), 0, null, null, end, false);
    }

    RotationPlanner.View view() {
        return new RotationPlanner.View(head, settings, job, TYPE.policy(), consumers);
    }

    List<RotationAct> plan() {
        return RotationPlanner.plan(view(), now);
    }

    Instant due() {
        return RotationPlanner.due(view(), now);
    }

    RotationScene at(Instant time) {
        now = time;
        return this;
    }

    RotationScene later(Duration duration) {
        return at(now.plus(duration));
    }

    static NewVersion version() {
        return new NewVersion("k", "p", null, 1, 1);
    }

    void write() {
        head = done(Lifecycle.write(head, KvSettings.DEFAULT, TYPE.policy(), version(), null, now))
                .head();
    }

    void begin(RotationCause cause) {
        Instant deadline = cause == RotationCause.EMERGENCY ? now.plus(Duration.ofMinutes(5)) : null;
        job = done(RotationJobs.begin(job, cause, head.currentVersion(), deadline, deadline == null ? "" : "e1", now));
    }

    long claim() {
        job = done(RotationJobs.claim(job, "node-1", now, Duration.ofSeconds(60)));
        return job.fence();
    }

    void stage(long fence) {
        head = done(Lifecycle.stage(head, version(), now)).head();
        job = done(RotationJobs.staged(job, fence, head.lastVersion()));
    }

    void promote(long fence) {
        head = done(Lifecycle.promote(head, KvSettings.DEFAULT, RotationPlanner.promotionPolicy(view(), now), now))
                .head();
        job = done(RotationJobs.promoted(job, fence, now));
    }

    /// Up to the new version being current, without any failure.
    void rotate(RotationCause cause) {
        begin(cause);
        long fence = claim();
        stage(fence);
        job = done(RotationJobs.applied(job, fence));
        promote(fence);
    }

    void fail(FailureKind kind) {
        long fence = claim();
        job = done(RotationJobs.failed(job, fence, kind, "the target is away", now));
    }

    /// Until the next attempt.
    Duration pause() {
        return Duration.between(now, Objects.requireNonNull(job.nextAttemptTime()));
    }

    void consumer(String name, long fetched, long acknowledged) {
        consumers.removeIf(known -> known.consumer().equals(name));
        consumers.add(new Consumption(name, fetched, now, acknowledged, null));
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }

    static Refusal.Reason refused(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError(done);
            case Outcome.Refused<?>(Refusal refusal) -> refusal.reason();
        };
    }
}
