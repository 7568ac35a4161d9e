package fort.gate;

import fort.domain.EnvironmentName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Counts what was turned away unheard, so that each peer's minute is one record. Thread-safe.
final class Suppressed {
    /// Peers counted apart within one minute, over all environments; the rest is counted under [#OTHERS].
    static final int PEERS_MAX = 200;

    static final String OTHERS = "others";

    private Map<Who, Long> counts = new HashMap<>();
    private Map<Who, Integer> minutesInRow = Map.of();
    private long minute = Long.MIN_VALUE;

    record Who(EnvironmentName environment, String peer) {}

    /// @param minutesInRow how many minutes, one after another, this peer was turned away in
    record Minute(Instant since, long count, int minutesInRow) {}

    synchronized void count(EnvironmentName environment, String source, Instant now) {
        if (counts.isEmpty()) {
            minute = minuteOf(now);
        }
        Who who = new Who(environment, Peer.of(source).name());
        boolean room = counts.size() < PEERS_MAX || counts.containsKey(who);
        counts.merge(room ? who : new Who(environment, OTHERS), 1L, Long::sum);
    }

    /// What was counted in a minute that is over; it is handed out once.
    synchronized Map<Who, Minute> finished(Instant now) {
        long current = minuteOf(now);
        if (counts.isEmpty()) {
            if (current > minute + 1) {
                minutesInRow = Map.of();
            }
            return Map.of();
        }
        if (current == minute) {
            return Map.of();
        }
        Map<Who, Integer> rows = new HashMap<>();
        Map<Who, Minute> finished = new HashMap<>();
        Instant since = Instant.ofEpochSecond(minute * 60);
        counts.forEach((who, count) -> {
            int inRow = minutesInRow.getOrDefault(who, 0) + 1;
            rows.put(who, inRow);
            finished.put(who, new Minute(since, count, inRow));
        });
        counts = new HashMap<>();
        minutesInRow = rows;
        return finished;
    }

    private static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60);
    }
}
