package fort.gate;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// A token bucket for each peer that was refused lately. Thread-safe; costs nothing while nobody was.
///
/// A peer may go into debt by what was under way when his budget ended, so that many requests at once are no way
/// around it.
final class RefusalBudget {
    /// Peers counted apart. Later ones share one budget, [#OTHERS_FACTOR] times a peer's, until some are forgotten.
    static final int PEERS_MAX = 16_384;

    static final int OTHERS_FACTOR = 10;

    private static final long SWEEP_MILLIS = 1_000;

    private final RefusalLimits limits;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket others;
    private long sweptMillis;

    RefusalBudget(RefusalLimits limits) {
        this.limits = limits;
        this.others = new Bucket(limits.perSecond() * OTHERS_FACTOR, limits.burst() * OTHERS_FACTOR);
    }

    /// @return 0 when the peer has a budget left, else the whole seconds until he has
    int waitSeconds(String source, Instant now) {
        if (buckets.isEmpty()) {
            return 0;
        }
        Peer peer = Peer.of(source);
        if (rate(peer) == 0) {
            return 0;
        }
        Bucket bucket = buckets.get(peer.name());
        if (bucket != null) {
            return bucket.waitSeconds(now.toEpochMilli());
        }
        return buckets.size() < PEERS_MAX ? 0 : others.waitSeconds(now.toEpochMilli());
    }

    boolean counts(String source) {
        return rate(Peer.of(source)) > 0;
    }

    void charge(String source, Instant now) {
        Peer peer = Peer.of(source);
        int rate = rate(peer);
        if (rate == 0) {
            return;
        }
        Bucket bucket = buckets.get(peer.name());
        if (bucket == null) {
            bucket =
                    hasRoom(now) ? buckets.computeIfAbsent(peer.name(), _ -> new Bucket(rate, limits.burst())) : others;
        }
        bucket.charge(now.toEpochMilli());
    }

    int size() {
        return buckets.size();
    }

    private int rate(Peer peer) {
        return peer.loopback() ? limits.loopbackPerSecond() : limits.perSecond();
    }

    private boolean hasRoom(Instant now) {
        if (buckets.size() >= PEERS_MAX) {
            forget(now);
        }
        return buckets.size() < PEERS_MAX;
    }

    /// Forgets those whose budget is whole again. At most once a second, as a flood of new peers asks for it.
    synchronized void forget(Instant now) {
        long millis = now.toEpochMilli();
        if (Math.abs(millis - sweptMillis) >= SWEEP_MILLIS) {
            sweptMillis = millis;
            buckets.values().removeIf(bucket -> bucket.isWhole(millis));
        }
    }

    private static final class Bucket {
        private final int perSecond;
        private final int burst;
        private double left;
        private long countedMillis = Long.MIN_VALUE;

        Bucket(int perSecond, int burst) {
            this.perSecond = perSecond;
            this.burst = burst;
            this.left = burst;
        }

        synchronized int waitSeconds(long millis) {
            refill(millis);
            return left >= 1 ? 0 : (int) Math.max(1, Math.ceil((1 - left) / perSecond));
        }

        synchronized void charge(long millis) {
            refill(millis);
            left = Math.max(left - 1, -burst);
        }

        synchronized boolean isWhole(long millis) {
            refill(millis);
            return left >= burst;
        }

        /// A clock that was set back gives nothing and takes nothing.
        private void refill(long millis) {
            if (countedMillis != Long.MIN_VALUE && millis > countedMillis) {
                left = Math.min(burst, left + (millis - countedMillis) * (double) perSecond / 1_000);
            }
            countedMillis = millis;
        }
    }
}
