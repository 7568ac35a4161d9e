package fort.bench;

import fort.bench.Figure.Goal;
import org.jspecify.annotations.Nullable;

/// What the project set out to reach, as ratios Fort ÷ OpenBao.
enum Goals {
    RAFT,
    POSTGRESQL;

    @Nullable
    Goal of(Load load) {
        return switch (load.kind()) {
            case READ ->
                switch (load.connections()) {
                    case 1 -> Goal.atLeast(this == RAFT ? 1 : 2);
                    case 64 -> Goal.atLeast(this == RAFT ? 5 : 30);
                    default -> null;
                };
            case WRITE ->
                switch (load.connections()) {
                    case 16 -> Goal.atLeast(this == RAFT ? 4 : 10);
                    case 64 -> Goal.atLeast(this == RAFT ? 5 : 10);
                    default -> null;
                };
            case MIX -> null;
        };
    }

    Goal latency() {
        return Goal.atMost(this == RAFT ? 0.25 : 0.1);
    }

    @Nullable
    Goal start() {
        return this == RAFT ? Goal.atMost(1) : null;
    }

    @Nullable
    Goal memoryIdle() {
        return this == RAFT ? Goal.atMost(1.2) : null;
    }

    @Nullable
    Goal memoryLoaded() {
        return this == RAFT ? Goal.atMost(1) : null;
    }

    @Nullable
    Goal command(boolean tls) {
        return this == RAFT ? Goal.atMost(tls ? 2 : 1.5) : null;
    }
}
