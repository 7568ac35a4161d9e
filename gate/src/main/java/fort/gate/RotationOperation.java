package fort.gate;

import fort.domain.RotationJob;
import fort.domain.RotationSettings;
import fort.domain.SecretPath;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people ask about rotation: how a secret is rotated, what comes next and why, and to begin, stop or pause it.
/// What the worker asks is [RotationWork].
///
/// Policies see `sys/rotation/secrets/<mount>/<path>` (settings and state), `sys/rotation/now/<mount>/<path>` (begin
/// one), `sys/rotation/freeze/<mount>/<path>` (stop and go on), `sys/rotation/secrets` (lists), `sys/rotation/plan`,
/// `sys/rotation/pause`.
public sealed interface RotationOperation<T> extends Operation<T> {
    /// Sets up how a secret is rotated. Fort will send the secret's value to the target, so who asks must be
    /// allowed to
    /// read and to write it besides.
    record ConfigureRotation(String mount, SecretPath path, RotationSettings settings)
            implements RotationOperation<RotationView> {
        @Override
        public String name() {
            return "rotation.configure";
        }
    }

    /// Forgets the settings. Refused while a rotation is under way.
    record UnconfigureRotation(String mount, SecretPath path) implements RotationOperation<Void> {
        @Override
        public String name() {
            return "rotation.unconfigure";
        }
    }

    record ReadRotation(String mount, SecretPath path) implements RotationOperation<RotationView> {
        @Override
        public String name() {
            return "rotation.read";
        }
    }

    /// A secret's rotation as it stands.
    ///
    /// @param mount the mount's path
    /// @param settings null: it is not rotated
    /// @param dueTime when Fort looks at it next, by the planner; null: never
    record RotationView(
            String mount,
            String path,
            String type,
            @Nullable RotationSettings settings,
            RotationJob job,
            long currentVersion,
            Instant expiresTime,
            @Nullable Instant dueTime) {}

    /// Secrets that are set up to be rotated, by name; those that the caller may not read the settings of are left
    /// out.
    ///
    /// @param state null: all; see [RotationState]
    /// @param target null: all
    record ListRotations(
            @Nullable RotationState state, @Nullable String target, String after, int limit)
            implements RotationOperation<SecretOperation.Page<RotationView>> {
        @Override
        public String name() {
            return "rotation.list";
        }
    }

    /// What comes due until then, soonest first: rotations, retirements, warnings.
    ///
    /// @param until null: 30 days from now
    record PreviewRotations(@Nullable Instant until, String after, int limit)
            implements RotationOperation<SecretOperation.Page<PlannedLook>> {
        @Override
        public String name() {
            return "rotation.plan";
        }
    }

    /// @param what the planner's acts at that time: `start`, `work`, `retire`, `hold`, `extend`, `warn`
    record PlannedLook(String mount, String path, Instant time, List<String> what) {}

    /// The secret's rotations as the record has them, newest first.
    record ReadHistory(
            String mount, SecretPath path, @Nullable Long after, int limit)
            implements RotationOperation<AuditOperation.LogPage> {
        @Override
        public String name() {
            return "rotation.history";
        }
    }

    /// Says in sentences what Fort would do with a secret now, when it acts next, and what keeps it from it.
    record ExplainRotation(String mount, SecretPath path) implements RotationOperation<List<String>> {
        @Override
        public String name() {
            return "rotation.explain";
        }
    }

    /// Begins a rotation at once. Refused ALREADY_EXISTS while one is under way.
    record RotateNow(String mount, SecretPath path) implements RotationOperation<RotationView> {
        @Override
        public String name() {
            return "rotation.now";
        }
    }

    /// Stops a secret's rotation at the step it has reached, or lets it go on.
    record FreezeRotation(String mount, SecretPath path, boolean frozen) implements RotationOperation<RotationView> {
        @Override
        public String name() {
            return frozen ? "rotation.freeze" : "rotation.resume";
        }
    }

    /// Keeps scheduled rotations of the whole environment from beginning (maintenance), or lets them begin again.
    /// What
    /// is under way is finished; emergencies and what people ask for begin nevertheless.
    record PauseRotations(boolean paused, String reason) implements RotationOperation<Maintenance> {
        @Override
        public String name() {
            return "rotation.pause";
        }
    }

    record ReadMaintenance() implements RotationOperation<Maintenance> {
        @Override
        public String name() {
            return "rotation.maintenance";
        }
    }

    /// @param by a principal, or `system/rotation` when the brake did it
    record Maintenance(
            boolean paused,
            String by,
            String reason,
            @Nullable Instant time) {
        static final Maintenance NONE = new Maintenance(false, "", "", null);
    }
}
