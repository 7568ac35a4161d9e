package fort.gate;

import fort.domain.Consumption;
import fort.domain.SecretHead;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The ledger of one chamber: rows `consumer`, one for each consumer of each secret, beside each other by secret.
/// What was learned from reads and is not written yet is in [Fetches].
final class Consumers {
    /// Consumers of one secret; more readers than this are not told apart any further.
    static final int PER_SECRET_MAX = 1_000;

    static final Collection<ConsumerEntry> ROWS =
            new Collection<>("consumer", fort.store.Codec.json(ConsumerEntry.class), true, false);

    /// Between a secret and its consumer in a key: no path has an empty segment.
    private static final String BETWEEN = "//";

    private Consumers() {}

    /// What the planner of rotations knows of a secret's consumers: those of the ledger, and those that only the
    /// secret's own metadata names. What other nodes learned from reads is at most half a minute behind.
    ///
    /// @param headKey the key of the secret's head: `<mount id>/<path>`
    static List<Consumption> of(Rows rows, String headKey) {
        return views(rows, headKey).stream()
                .map(ConsumerOperation.ConsumerView::consumption)
                .toList();
    }

    /// Sorted by name.
    static List<ConsumerOperation.ConsumerView> views(Rows rows, String headKey) {
        TreeMap<String, ConsumerOperation.ConsumerView> views = new TreeMap<>();
        Optional<SecretHead> head = rows.get(SecretHandlers.HEADS, headKey).map(Rows.Entry::value);
        for (String named : head.map(SecretHead::consumers).orElse(List.of())) {
            views.put(named, ConsumerEntry.of(named, "", true).view());
        }
        for (Rows.Entry<ConsumerEntry> entry : entries(rows, headKey)) {
            views.put(entry.value().consumer(), entry.value().view());
        }
        return List.copyOf(views.values());
    }

    static List<Rows.Entry<ConsumerEntry>> entries(Rows rows, String headKey) {
        return rows.scan(ROWS, headKey + BETWEEN, "", PER_SECRET_MAX);
    }

    static Optional<Rows.Entry<ConsumerEntry>> find(Rows rows, String headKey, String consumer) {
        return rows.get(ROWS, key(headKey, consumer));
    }

    /// Also holds the secret to what it is: a ledger without its secret would come back with the next of that name.
    static List<Change> put(Rows rows, Rows.Entry<SecretHead> head, ConsumerEntry entry, long revision) {
        return List.of(
                rows.check(SecretHandlers.HEADS, head.key(), head.revision()),
                rows.put(ROWS, key(head.key(), entry.consumer()), entry, revision));
    }

    /// The ledger ends with its secret: the next secret of that name begins at version 1.
    static List<Change> removal(Rows rows, String headKey) {
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<ConsumerEntry> entry : entries(rows, headKey)) {
            changes.add(rows.delete(ROWS, entry.key(), Change.ANY));
        }
        return changes;
    }

    /// Consumers that nobody declared and that were not seen since.
    static List<Change> unseenSince(Rows rows, List<Rows.Entry<ConsumerEntry>> entries, Instant since) {
        List<Change> changes = new ArrayList<>();
        for (Rows.Entry<ConsumerEntry> entry : entries) {
            ConsumerEntry one = entry.value();
            Instant fetched = one.fetchedTime();
            if (!one.declared() && one.acknowledgedVersion() == 0 && (fetched == null || fetched.isBefore(since))) {
                changes.add(rows.delete(ROWS, entry.key(), entry.revision()));
            }
        }
        return changes;
    }

    /// A digest of the name, so that a long one fits a store's key.
    static String key(String headKey, String consumer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(consumer.getBytes(StandardCharsets.UTF_8));
            return headKey + BETWEEN + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
