package fort.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts how attempts ended. Thread-safe.
final class IsolationTally {
    static final int BREACHES_MAX = 100;

    private final Map<String, Long> statuses = new TreeMap<>();
    private final TreeSet<String> variants = new TreeSet<>();
    private final List<String> breaches = new ArrayList<>();
    private long attempts;
    private long refused;
    private long contained;
    private long open;
    private long recorded;

    synchronized void count(IsolationAttempt attempt, int status, boolean hasReceipt) {
        attempts++;
        recorded += hasReceipt ? 1 : 0;
        statuses.merge(Integer.toString(status), 1L, Long::sum);
        variants.add(attempt.variant());
    }

    synchronized void refused() {
        refused++;
    }

    synchronized void contained() {
        contained++;
    }

    synchronized void open() {
        open++;
    }

    synchronized void breach(String what) {
        if (breaches.size() < BREACHES_MAX) {
            breaches.add(what);
        }
    }

    synchronized long attempts() {
        return attempts;
    }

    synchronized long refusedCount() {
        return refused;
    }

    synchronized long containedCount() {
        return contained;
    }

    synchronized long openCount() {
        return open;
    }

    synchronized long recorded() {
        return recorded;
    }

    synchronized Map<String, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    synchronized List<String> variants() {
        return List.copyOf(variants);
    }

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }
}
