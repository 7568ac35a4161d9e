package fort.server.notify;

import java.time.Instant;
import java.util.List;

/// An alert on its way to somebody: who, what and where, never a value.
///
/// @param attempt which delivery this is, from 1
/// @param acknowledged whether somebody said that he looks after it
/// @param takenBy names of the channels that have taken it already
public record Notice(
        String environment,
        String id,
        String kind,
        String summary,
        String principal,
        String source,
        String operation,
        String path,
        String requestId,
        long count,
        Instant createdTime,
        int attempt,
        boolean acknowledged,
        List<String> takenBy) {
    public Notice {
        takenBy = List.copyOf(takenBy);
    }

    public Severity severity() {
        return Severity.of(kind);
    }
}
