package fort.audit;

import java.time.Duration;

/// What one environment's log is called and how much it may hold back.
///
/// @param origin first line of its checkpoints and name of its checkpoint key:
///     `fort.example/<install-id>/<environment>`; no space, no `+`
/// @param node this process's name, written into each record
/// @param queueMax how many callers may wait for durability at once; the next one gets a Fault OVERLOADED
/// @param waitMax how long one caller waits before it gets a Fault AUDIT_UNAVAILABLE; the outcome of its append
///     is then unknown
/// @param checkpointEvery the least time between two signed checkpoints
/// @param heartbeatEvery the greatest time between two heartbeat records
/// @param segmentSize records per search segment, a multiple of 256
public record LogSettings(
        String origin,
        String node,
        int queueMax,
        Duration waitMax,
        Duration checkpointEvery,
        Duration heartbeatEvery,
        int segmentSize) {
    static final int SEGMENT_SIZE_MAX = 65_536;

    public LogSettings {
        Note.requireKeyName(origin);
        if (node.isEmpty() || node.length() > 128) {
            throw new IllegalArgumentException("a node's name has 1 to 128 characters");
        }
        if (queueMax < 1) {
            throw new IllegalArgumentException("at least one caller must be able to wait");
        }
        if (segmentSize < 256 || segmentSize > SEGMENT_SIZE_MAX || segmentSize % 256 != 0) {
            throw new IllegalArgumentException("a segment has 256 to 65,536 records, in whole tiles");
        }
    }

    /// 10,000 waiting callers, 5 s, a checkpoint a second, a heartbeat a minute, segments of 65,536.
    public static LogSettings of(String origin, String node) {
        return new LogSettings(
                origin,
                node,
                10_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                SEGMENT_SIZE_MAX);
    }

    public LogSettings withSegmentSize(int records) {
        return new LogSettings(origin, node, queueMax, waitMax, checkpointEvery, heartbeatEvery, records);
    }

    public LogSettings withQueue(int callers, Duration wait) {
        return new LogSettings(origin, node, callers, wait, checkpointEvery, heartbeatEvery, segmentSize);
    }
}
