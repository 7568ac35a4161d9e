package fort.gate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells whoever watches that a secret's head changed: after a commit of this node by the committer's callback, and
/// after one of another node by the store's feed. It says which secret and no more; what is true of it now, and
/// whether the watcher may know, is asked of the gate.
///
/// It is called by the committer, so it must cost next to nothing: one look-up for the secret and one for each folder
/// above it, and a watcher that has not yet looked is not woken again.
///
/// Thread-safe.
final class Changes {
    /// Watchers of one environment on this node.
    static final int SUBSCRIPTIONS_MAX = 10_000;

    /// By `<mount id>/<path>`, or with a slash at the end for all below.
    private final Map<String, Set<Subscription>> watchers = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    /// @param watched paths below the mount; with a slash at the end, all below it; the empty one is the whole mount
    /// @return null when there are too many watchers already
    @org.jspecify.annotations.Nullable
    Subscription subscribe(String mountId, List<String> watched) {
        if (count.incrementAndGet() > SUBSCRIPTIONS_MAX) {
            count.decrementAndGet();
            return null;
        }
        List<String> keys =
                watched.stream().map(path -> mountId + "/" + path).distinct().toList();
        Subscription subscription = new Subscription(this, mountId, keys);
        for (String key : keys) {
            watchers.compute(key, (k, before) -> {
                Set<Subscription> all = before == null ? ConcurrentHashMap.newKeySet() : before;
                all.add(subscription);
                return all;
            });
        }
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        for (String key : subscription.keys()) {
            watchers.computeIfPresent(key, (k, all) -> {
                all.remove(subscription);
                return all.isEmpty() ? null : all;
            });
        }
        count.decrementAndGet();
    }

    /// @param headKey `<mount id>/<path>`
    void changed(String headKey) {
        if (count.get() == 0) {
            return;
        }
        tell(headKey, headKey);
        for (int slash = headKey.indexOf('/'); slash >= 0; slash = headKey.indexOf('/', slash + 1)) {
            tell(headKey.substring(0, slash + 1), headKey);
        }
    }

    /// It is not known what changed.
    void changedAnything() {
        watchers.values().forEach(all -> all.forEach(Subscription::tellAll));
    }

    /// The environment is being sealed.
    void end() {
        watchers.values().forEach(all -> all.forEach(Subscription::end));
    }

    private void tell(String watched, String headKey) {
        Set<Subscription> all = watchers.get(watched);
        if (all != null) {
            all.forEach(subscription -> subscription.tell(headKey));
        }
    }
}
