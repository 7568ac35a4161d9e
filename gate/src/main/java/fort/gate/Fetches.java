package fort.gate;

import fort.domain.Caller;
import fort.domain.SecretHead;
import fort.store.Change;
import fort.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/// Who fetched which version, learned from the reads of this node and written to the ledger behind them: one row for
/// each reader and version, never one for each read. A read pays for two look-ups in memory.
///
/// A secret whose head changes is written at the next tick, so a rotation knows who had the version it replaces;
/// everything else within half a minute. What is not written when the process dies is learned again.
///
/// Root and Fort itself are no consumers.
final class Fetches {
    /// Readers of secrets in memory. Beyond it new ones are not noticed until the upkeep made room.
    static final int SEEN_MAX = 20_000;

    /// A fetch of the same version is worth writing again after so long.
    static final Duration SAME_VERSION = Duration.ofMinutes(10);

    /// How long a reader that nobody declared is a consumer.
    static final Duration LEARNED_KEPT = Duration.ofDays(45);

    /// Secrets whose readers are written in one transaction.
    private static final int BATCH = 100;

    private final Map<String, Map<String, Seen>> bySecret = new ConcurrentHashMap<>();
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final Rows rows;

    Fetches(Rows rows) {
        this.rows = rows;
    }

    /// The newest version one principal fetched.
    private record Seen(long version, Instant time, boolean written) {}

    /// Called for each read that was answered.
    void note(Caller caller, String headKey, long version, Instant now) {
        Map<String, Seen> readers = bySecret.get(headKey);
        Seen before = readers == null ? null : readers.get(caller.principal());
        if (before != null
                && (before.version() > version
                        || (before.version() == version
                                && now.isBefore(before.time().plus(SAME_VERSION))))) {
            return;
        }
        if (caller.isRoot() || caller.method().equals("internal") || (before == null && count.get() >= SEEN_MAX)) {
            return;
        }
        Map<String, Seen> of = bySecret.computeIfAbsent(headKey, key -> new ConcurrentHashMap<>());
        if (of.put(caller.principal(), new Seen(version, now, false)) == null) {
            count.incrementAndGet();
        }
    }

    /// A commit changed this secret's head.
    void changed(String headKey) {
        if (bySecret.containsKey(headKey)) {
            hurried.add(headKey);
        }
    }

    /// Writes what is known of secrets that changed.
    ///
    /// @param append one transaction: the changes, and for how many secrets; false when a row changed meanwhile
    synchronized void writeChanged(BiPredicate<List<Change>, Integer> append) {
        List<String> keys = List.copyOf(hurried);
        keys.forEach(hurried::remove);
        write(keys, append);
    }

    /// Writes everything, and makes room.
    synchronized void writeAll(BiPredicate<List<Change>, Integer> append) {
        write(List.copyOf(bySecret.keySet()), append);
        if (count.get() > SEEN_MAX / 2) {
            forgetWritten();
        }
    }

    private void write(List<String> keys, BiPredicate<List<Change>, Integer> append) {
        Map<String, List<Change>> batch = new HashMap<>();
        for (String key : keys) {
            List<Change> changes = changes(key);
            if (changes.isEmpty()) {
                written(key);
                continue;
            }
            batch.put(key, changes);
            if (batch.size() == BATCH) {
                write(batch, append);
                batch.clear();
            }
        }
        write(batch, append);
    }

    /// Together; when one of the secrets was changed meanwhile, each alone, and that one the next time.
    private void write(Map<String, List<Change>> batch, BiPredicate<List<Change>, Integer> append) {
        if (batch.isEmpty()) {
            return;
        }
        List<Change> all = new ArrayList<>();
        batch.values().forEach(all::addAll);
        if (all.size() <= BATCH * 10 && append.test(all, batch.size())) {
            batch.keySet().forEach(this::written);
            return;
        }
        batch.forEach((key, changes) -> {
            if (append.test(changes, 1)) {
                written(key);
            }
        });
    }

    /// Compared with what was read before the write: what came since is written the next time.
    private void written(String headKey) {
        Map<String, Seen> readers = bySecret.getOrDefault(headKey, Map.of());
        if (readers.values().stream().allMatch(Seen::written)) {
            return;
        }
        List<Rows.Entry<ConsumerEntry>> entries = Consumers.entries(rows, headKey);
        readers.forEach((principal, seen) -> {
            boolean stands = entries.stream()
                    .map(Rows.Entry::value)
                    .anyMatch(entry -> entry.principal().equals(principal) && entry.fetchedVersion() >= seen.version());
            if (stands && !seen.written()) {
                readers.replace(principal, seen, new Seen(seen.version(), seen.time(), true));
            }
        });
    }

    private List<Change> changes(String headKey) {
        Map<String, Seen> readers = bySecret.getOrDefault(headKey, Map.of());
        if (readers.values().stream().allMatch(Seen::written)) {
            return List.of();
        }
        Optional<Rows.Entry<SecretHead>> head = rows.get(SecretHandlers.HEADS, headKey);
        if (head.isEmpty()) {
            forget(headKey);
            return List.of();
        }
        List<Rows.Entry<ConsumerEntry>> entries = Consumers.entries(rows, headKey);
        List<Change> changes = new ArrayList<>();
        int[] room = {Consumers.PER_SECRET_MAX - entries.size()};
        readers.forEach((principal, seen) -> {
            // What the secret never had was read from one of the same name that is gone.
            if (!seen.written() && seen.version() <= head.get().value().lastVersion()) {
                changes.addAll(changes(headKey, principal, seen, entries, room));
            }
        });
        if (!changes.isEmpty()) {
            changes.add(rows.check(SecretHandlers.HEADS, headKey, head.get().revision()));
        }
        return changes;
    }

    /// A principal that declared services for this secret fetched for them; else for itself.
    private List<Change> changes(
            String headKey, String principal, Seen seen, List<Rows.Entry<ConsumerEntry>> entries, int[] room) {
        List<Rows.Entry<ConsumerEntry>> own = entries.stream()
                .filter(entry -> entry.value().principal().equals(principal))
                .toList();
        if (own.isEmpty()) {
            if (room[0]-- <= 0) {
                return List.of();
            }
            ConsumerEntry fresh = ConsumerEntry.of(principal, principal, false).fetched(seen.version(), seen.time());
            return List.of(rows.put(Consumers.ROWS, Consumers.key(headKey, principal), fresh, Change.ABSENT));
        }
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<ConsumerEntry> entry : own) {
            ConsumerEntry before = entry.value();
            ConsumerEntry fetched = before.fetched(seen.version(), seen.time());
            Instant known = before.fetchedTime();
            boolean news = known == null
                    || seen.version() > before.fetchedVersion()
                    || !seen.time().isBefore(known.plus(SAME_VERSION));
            if (news && !fetched.equals(before)) {
                changes.add(rows.replace(Consumers.ROWS, entry, fetched));
            }
        }
        return changes;
    }

    private void forgetWritten() {
        for (String headKey : List.copyOf(bySecret.keySet())) {
            Map<String, Seen> readers = bySecret.getOrDefault(headKey, Map.of());
            if (readers.values().stream().allMatch(Seen::written)) {
                forget(headKey);
            }
        }
    }

    /// A note that comes at the same moment may be lost; the next read brings it again.
    private void forget(String headKey) {
        Map<String, Seen> gone = bySecret.remove(headKey);
        if (gone != null) {
            count.addAndGet(-gone.size());
        }
    }
}
