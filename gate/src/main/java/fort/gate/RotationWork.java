package fort.gate;

import fort.domain.Complexity;
import fort.domain.FailureKind;
import fort.domain.RotationSettings;
import fort.domain.RotationStep;
import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rotation worker asks of the gate; never a request from outside. A secret is named by its row key
/// (`<mount id>/<path>`), as [RotationWatch#due] gives it.
///
/// Each act is one transaction on the rotation's row. An act with a fence is refused (CHECK_AND_SET) when a later
/// claim
/// was made: in the same transaction that would have changed something.
public sealed interface RotationWork<T> extends Operation<T> {
    /// Asks the planner, carries out what needs no target (retire, hold, extend, warn, start), and claims the secret
    /// when its job has work at a target.
    ///
    /// @param due the time under which the index holds the secret; when that is not its head's any more, the row is
    ///     a
    ///     leftover and is removed
    /// @param node who claims
    /// @param claimSeconds how long the claim lasts unless it is renewed
    /// @param mayStart false: the brake holds scheduled rotations back
    record Look(String secret, Instant due, String node, long claimSeconds, boolean mayStart)
            implements RotationWork<Looked> {
        @Override
        public String name() {
            return "rotation.look";
        }
    }

    /// @param claim null: nothing to do at a target now
    /// @param acts what was done: `start`, `retire`, …
    record Looked(@Nullable Claim claim, List<String> acts) {}

    /// @param fence goes with each further act
    record Claim(long fence, RotationStep step, long version, Instant until) {}

    /// Everything a verb needs; the values are the caller's to close.
    record OpenRotation(String secret, long fence) implements RotationWork<Material> {
        @Override
        public String name() {
            return "rotation.open";
        }
    }

    /// @param next the staged value; null before there is one
    /// @param credential what Fort logs in with at the target; null: the current value does it
    /// @param target null for kinds without one
    record Material(
            String mount,
            String path,
            Claim claim,
            RotationSettings settings,
            Complexity complexity,
            SecretValue current,
            @Nullable SecretValue next,
            TargetOperation.@Nullable TargetSpec target,
            @Nullable SecretValue credential)
            implements AutoCloseable {
        @Override
        public void close() {
            current.close();
            if (next != null) {
                next.close();
            }
            if (credential != null) {
                credential.close();
            }
        }
    }

    /// CREATE is done: the value is kept as a staged version, which nobody is served.
    record StageValue(String secret, long fence, long claimSeconds, SecretValue json) implements RotationWork<Looked> {
        @Override
        public String name() {
            return "rotation.stage";
        }
    }

    /// APPLY is done: what comes is VERIFY.
    record ReportApplied(String secret, long fence, long claimSeconds) implements RotationWork<Looked> {
        @Override
        public String name() {
            return "rotation.applied";
        }
    }

    /// VERIFY is done: the staged version becomes current, the former one enters grace.
    ///
    /// @param neighbours digests of the other environments' state, by name: that they did not change can be seen in
    ///     the
    ///     record (R1.2)
    record PromoteStaged(String secret, long fence, Map<String, String> neighbours) implements RotationWork<Long> {
        @Override
        public String name() {
            return "rotation.promote";
        }
    }

    /// FINISH is done: what only old versions needed is gone from the target, and the rotation is over.
    record ReportFinished(String secret, long fence) implements RotationWork<Void> {
        @Override
        public String name() {
            return "rotation.finish";
        }
    }

    /// UNDO is done: the staged version is given up, and the rotation is over.
    record ReportUndone(String secret, long fence) implements RotationWork<Void> {
        @Override
        public String name() {
            return "rotation.undone";
        }
    }

    /// A verb failed: an alert, a later attempt, the expiry moved out when it comes too near.
    ///
    /// @param sentence for operators, without any value
    record ReportFailed(String secret, long fence, FailureKind kind, String sentence) implements RotationWork<Void> {
        @Override
        public String name() {
            return "rotation.fail";
        }
    }

    record RenewClaim(String secret, long fence, long claimSeconds) implements RotationWork<Claim> {
        @Override
        public String name() {
            return "rotation.renew";
        }
    }

    /// More came due at once than is likely to be right: scheduled rotation pauses, with an alert. Or it is right
    /// again,
    /// and what the brake paused goes on.
    record ReportBrake(boolean holds, long due, long total) implements RotationWork<Void> {
        @Override
        public String name() {
            return "rotation.brake";
        }
    }
}
