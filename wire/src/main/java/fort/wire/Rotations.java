package fort.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages about secrets that rotate themselves.
public final class Rotations {
    private Rotations() {}

    /// How a secret is rotated.
    ///
    /// @param rotator which kind: `postgresql`, `redis`, `random`, …
    /// @param target where; absent for kinds without one
    /// @param options what the kind needs to know besides; never a secret
    /// @param intervalSeconds rotate this long after the last time, although expiry is farther away; absent: by
    ///     expiry only
    /// @param leadSeconds how long before expiry it begins; absent: as the secret's type says
    /// @param graceSeconds how long the old version stays acceptable; absent: as the type says
    /// @param graceEnd `time` (also when absent), `proof` or `hold`
    public record Settings(
            String rotator,
            @Nullable String target,
            @Nullable Map<String, String> options,
            @Nullable Long intervalSeconds,
            @Nullable Long leadSeconds,
            @Nullable Long graceSeconds,
            @Nullable String graceEnd) {
        public Settings {
            options = options == null ? null : Copies.map(options);
        }
    }

    /// How far a secret's rotation is.
    ///
    /// @param step `idle`, `create`, `apply`, `verify`, `finish` or `undo`
    /// @param cause `scheduled`, `manual` or `emergency`; absent when idle
    /// @param attempts failures so far
    public record Job(
            String step,
            @Nullable String cause,
            @Nullable Instant startedAt,
            String claimedBy,
            @Nullable Instant claimedUntil,
            long fence,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant deadline,
            String emergency,
            @Nullable Instant lastSuccessAt,
            String lastError) {}

    /// @param settings absent: it is not rotated
    /// @param frozen an operator stopped it
    /// @param dueAt when Fort looks at it next; absent: never
    public record Rotation(
            String mount,
            String path,
            String type,
            @Nullable Settings settings,
            boolean frozen,
            Job job,
            long currentVersion,
            Instant expiresAt,
            @Nullable Instant dueAt) {}

    public record Listing(List<Rotation> items, @Nullable String next) {
        public Listing {
            items = Copies.list(items);
        }
    }

    /// @param what `start`, `work`, `retire`, `hold`, `extend` or `warn`
    public record Planned(String mount, String path, Instant at, List<String> what) {
        public Planned {
            what = Copies.list(what);
        }
    }

    public record Plan(List<Planned> items, @Nullable String next) {
        public Plan {
            items = Copies.list(items);
        }
    }

    public record Explanation(List<String> sentences) {
        public Explanation {
            sentences = Copies.list(sentences);
        }
    }

    public record SetPause(boolean paused, @Nullable String reason) {}

    /// Whether scheduled rotation of the environment is paused.
    ///
    /// @param by who paused it or let it go on; `system/rotation` when Fort itself did because too much came due at
    ///     once
    public record Pause(
            boolean paused,
            String by,
            String reason,
            @Nullable Instant since) {}
}
