package fort.store.sql;

import fort.store.Change;
import fort.store.Reads;
import fort.store.Store;
import fort.store.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges a batch without touching a database: units in order, each against the revisions that those before it
/// left behind. What is to be written comes out as one final state per row, so that a row changed by many units
/// of a batch is written once.
public final class Judge {
    /// A row's name.
    public record Place(String collection, String key) {
        static Place of(Change change) {
            return new Place(change.collection(), change.key());
        }
    }

    /// What a row is at the end of the batch.
    ///
    /// @param bytes null when the row is to be absent
    public record Final(Place place, long revision, byte @Nullable [] bytes) {}

    /// @param results per unit its revision, or [Unit#REFUSED]
    /// @param rows in the order in which they were first changed, so that ascending keys arrive ascending
    /// @param head the revision counter after the batch
    public record Verdict(List<Long> results, Collection<Final> rows, long head) {}

    /// The revisions before the batch.
    @FunctionalInterface
    public interface Revisions {
        /// @return 0 when the row is absent
        long of(Place place);
    }

    /// What others changed meanwhile.
    @FunctionalInterface
    public interface Others {
        Others NOBODY = reads -> false;

        /// @return whether a row of these reads was changed by another process
        boolean overtook(Reads reads);
    }

    private final Revisions before;
    private final Others others;
    private final Map<Place, Final> rows = new LinkedHashMap<>();
    private long head;

    private Judge(Revisions before, Others others, long head) {
        this.before = before;
        this.others = others;
        this.head = head;
    }

    /// The rows whose revision [#judge] may ask for.
    public static Set<Place> conditions(List<Unit> units) {
        Set<Place> places = new LinkedHashSet<>();
        for (Unit unit : units) {
            for (Change change : unit.changes()) {
                if (change.expectedRevision() != Change.ANY) {
                    places.add(Place.of(change));
                }
            }
        }
        return places;
    }

    /// What the rows that [#judge] may ask for would be if each first condition on them held. Who judges by
    /// this has
    /// to make sure of it when he writes.
    public static Map<Place, Long> expectations(List<Unit> units) {
        Map<Place, Long> expected = new LinkedHashMap<>();
        for (Unit unit : units) {
            for (Change change : unit.changes()) {
                if (change.expectedRevision() != Change.ANY) {
                    expected.putIfAbsent(Place.of(change), change.expectedRevision());
                }
            }
        }
        return expected;
    }

    public static Verdict judge(List<Unit> units, Store.Closing closing, long head, Revisions before) {
        return judge(units, closing, head, before, Others.NOBODY);
    }

    public static Verdict judge(List<Unit> units, Store.Closing closing, long head, Revisions before, Others others) {
        return new Judge(before, others, head).judge(units, closing);
    }

    private Verdict judge(List<Unit> units, Store.Closing closing) {
        long base = head;
        List<Long> results = new ArrayList<>(units.size());
        boolean[] accepted = new boolean[units.size()];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = holds(units.get(i));
            results.add(accepted[i] ? apply(units.get(i).changes()) : Unit.REFUSED);
        }
        List<Change> last = closing.changes(accepted, base);
        if (!last.isEmpty()) {
            apply(last);
        }
        return new Verdict(results, rows.values(), head);
    }

    private boolean holds(Unit unit) {
        if (!unit.reads().isEmpty() && others.overtook(unit.reads())) {
            return false;
        }
        for (Change change : unit.changes()) {
            if (change.expectedRevision() != Change.ANY && change.expectedRevision() != revisionNow(Place.of(change))) {
                return false;
            }
        }
        return true;
    }

    private long revisionNow(Place place) {
        Final changed = rows.get(place);
        if (changed == null) {
            return before.of(place);
        }
        return changed.bytes() == null ? Change.ABSENT : changed.revision();
    }

    private long apply(List<Change> changes) {
        head++;
        for (Change change : changes) {
            switch (change) {
                case Change.Put put -> set(Place.of(put), put.bytes());
                case Change.Delete delete -> set(Place.of(delete), null);
                case Change.Check _ -> {
                    // a condition only
                }
            }
        }
        return head;
    }

    private void set(Place place, byte @Nullable [] bytes) {
        rows.put(place, new Final(place, head, bytes));
    }
}
