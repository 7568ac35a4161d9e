package fort.identity;

import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How tokens lie in the store: the token under its id, and three rows that lead to it: from its accessor, from
/// its parent, from its lease id.
///
/// ## Why revoking one row revokes a tree
/// A token lives only while each of its ancestors does: that is checked at each use, a cached look-up per
/// generation. So a revocation takes effect for all descendants with the deletion of one row, however many
/// there are; the descendants' own rows are removed with it as far as they fit one transaction, and the rest by
/// the sweep.
final class TokenRows {
    /// The most generations from an orphan down.
    static final int GENERATIONS_MAX = 32;

    /// The most tokens removed in one transaction; each takes up to four changes.
    static final int REMOVED_MAX = 2_000;

    static final Collection<TokenEntry> TOKENS = Collection.of("token", TokenEntry.class);
    static final Collection<Link> ACCESSORS = Collection.of("token_accessor", Link.class);
    static final Collection<Link> CHILDREN = uncached("token_child");
    static final Collection<Link> LEASES = uncached("token_lease");
    static final Collection<Epoch> EPOCH = Collection.of("token_epoch", Epoch.class);
    static final String EPOCH_KEY = "epoch";

    private static final int PAGE = 1_000;

    private final Rows rows;

    TokenRows(Rows rows) {
        this.rows = rows;
    }

    /// @param id of the token it leads to
    record Link(String id) {}

    /// @param number tokens made in an earlier epoch are dead
    record Epoch(long number) {}

    enum Life {
        ALIVE,
        EXPIRED,
        REVOKED
    }

    private static Collection<Link> uncached(String name) {
        Collection<Link> cached = Collection.of(name, Link.class);
        return new Collection<>(cached.name(), cached.codec(), cached.sealing(), false);
    }

    Optional<Rows.Entry<TokenEntry>> token(String id) {
        return rows.get(TOKENS, id);
    }

    Optional<Rows.Entry<TokenEntry>> tokenOfAccessor(String accessor) {
        return accessor.isEmpty() || accessor.length() > TokenText.LENGTH_MAX
                ? Optional.empty()
                : rows.get(ACCESSORS, accessor)
                        .flatMap(link -> token(link.value().id()));
    }

    long epoch() {
        return rows.get(EPOCH, EPOCH_KEY).map(row -> row.value().number()).orElse(0L);
    }

    List<Change> nextEpoch() {
        return List.of(rows.get(EPOCH, EPOCH_KEY)
                .map(row -> rows.replace(EPOCH, row, new Epoch(row.value().number() + 1)))
                .orElseGet(() -> rows.put(EPOCH, EPOCH_KEY, new Epoch(1), Change.ABSENT)));
    }

    Life life(TokenEntry entry, Instant now) {
        long epoch = epoch();
        TokenEntry current = entry;
        for (int generation = 0; generation < GENERATIONS_MAX; generation++) {
            if (current.epoch() < epoch) {
                return Life.REVOKED;
            }
            if (current.expiredAt(now)) {
                return Life.EXPIRED;
            }
            if (current.orphan()) {
                return Life.ALIVE;
            }
            Optional<Rows.Entry<TokenEntry>> parent = token(current.parent());
            if (parent.isEmpty()) {
                return Life.REVOKED;
            }
            current = parent.get().value();
        }
        return Life.REVOKED;
    }

    int generation(TokenEntry entry) {
        int generation = 1;
        Optional<TokenEntry> current = Optional.of(entry);
        while (current.isPresent() && !current.get().orphan() && generation <= GENERATIONS_MAX) {
            current = token(current.get().parent()).map(Rows.Entry::value);
            generation++;
        }
        return generation;
    }

    /// All rows of a new token; refused when the id is taken.
    List<Change> added(TokenEntry entry) {
        Link link = new Link(entry.id());
        List<Change> changes = new ArrayList<>();
        changes.add(rows.put(TOKENS, entry.id(), entry, Change.ABSENT));
        changes.add(rows.put(ACCESSORS, entry.accessor(), link, Change.ABSENT));
        changes.add(rows.put(LEASES, Tokens.leaseId(entry), link, Change.ABSENT));
        if (!entry.orphan()) {
            changes.add(rows.put(CHILDREN, childKey(entry), link, Change.ABSENT));
        }
        return changes;
    }

    Change replaced(Rows.Entry<TokenEntry> row, TokenEntry entry) {
        return rows.replace(TOKENS, row, entry);
    }

    List<Change> removed(TokenEntry entry, long expectedRevision) {
        List<Change> changes = new ArrayList<>();
        changes.add(rows.delete(TOKENS, entry.id(), expectedRevision));
        changes.add(rows.delete(ACCESSORS, entry.accessor(), Change.ANY));
        changes.add(rows.delete(LEASES, Tokens.leaseId(entry), Change.ANY));
        if (!entry.orphan()) {
            changes.add(rows.delete(CHILDREN, childKey(entry), Change.ANY));
        }
        return changes;
    }

    /// The removal of these tokens and, as far as they fit, their descendants.
    List<Change> removedWithDescendants(List<TokenEntry> roots) {
        Map<String, TokenEntry> found = new LinkedHashMap<>();
        ArrayDeque<TokenEntry> open = new ArrayDeque<>(roots);
        while (!open.isEmpty() && found.size() < REMOVED_MAX) {
            TokenEntry next = open.poll();
            if (found.putIfAbsent(next.id(), next) == null) {
                open.addAll(children(next.id(), REMOVED_MAX - found.size()));
            }
        }
        List<Change> changes = new ArrayList<>();
        found.values().forEach(entry -> changes.addAll(removed(entry, Change.ANY)));
        return changes;
    }

    /// @param limit how many at most
    List<TokenEntry> children(String id, int limit) {
        List<TokenEntry> children = new ArrayList<>();
        String after = "";
        while (children.size() < limit) {
            List<Rows.Entry<Link>> page = rows.scan(CHILDREN, id + "/", after, PAGE);
            for (Rows.Entry<Link> link : page) {
                token(link.value().id()).ifPresent(row -> children.add(row.value()));
            }
            if (page.size() < PAGE) {
                return children;
            }
            after = page.getLast().key();
        }
        return children;
    }

    /// The change that makes a child an orphan.
    List<Change> orphaned(TokenEntry child) {
        return token(child.id())
                .map(row -> List.of(
                        replaced(row, row.value().withoutParent()), rows.delete(CHILDREN, childKey(child), Change.ANY)))
                .orElse(Collections.emptyList());
    }

    Rows rows() {
        return rows;
    }

    private static String childKey(TokenEntry entry) {
        return entry.parent() + "/" + entry.id();
    }
}
