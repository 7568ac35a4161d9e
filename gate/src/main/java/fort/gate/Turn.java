package fort.gate;

import fort.store.Change;
import fort.store.Codec;
import fort.store.Collection;
import fort.store.Rows;
import fort.store.Store;
import fort.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Work in the background that one of several processes does for all: whoever took the turn last, until he is not
/// heard of for half a minute.
///
/// A turn saves work; it protects nothing. Two clocks that differ, or a process that was stopped and woke, may both
/// think it is theirs. So whatever is done in turn is right when two do it: its changes carry the revisions
/// that were
/// read, or are the same whoever makes them.
final class Turn {
    static final Duration LASTS = Duration.ofSeconds(30);

    private static final Collection<Holder> TURNS = new Collection<>("turn", Codec.json(Holder.class), true, false);

    private final Rows rows;
    private final String process;
    private final String work;

    /// @param process unlike that of any other process
    Turn(Rows rows, String process, String work) {
        this.rows = rows;
        this.process = process;
        this.work = work;
    }

    record Holder(String process, Instant until) {
        boolean holds(Instant now) {
            return now.isBefore(until) && !until.isAfter(now.plus(LASTS));
        }
    }

    /// Takes the turn when nobody has it. Always true in a store that one process owns.
    boolean mine(Instant now) {
        Store store = rows.store();
        if (!store.feed().shared()) {
            return true;
        }
        Optional<Rows.Entry<Holder>> row = rows.get(TURNS, work);
        @Nullable Holder holder = row.map(Rows.Entry::value).orElse(null);
        if (holder != null && holder.holds(now)) {
            boolean own = holder.process().equals(process);
            if (!own || holder.until().isAfter(now.plus(LASTS.dividedBy(2)))) {
                return own;
            }
        }
        Change change = rows.put(
                TURNS,
                work,
                new Holder(process, now.plus(LASTS)),
                row.map(Rows.Entry::revision).orElse(Change.ABSENT));
        return store.commit(List.of(new Unit(List.of(change))), Store.Closing.NONE)
                        .getFirst()
                != Unit.REFUSED;
    }
}
