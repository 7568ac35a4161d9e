package fort.access;

import fort.domain.Outcome;
import fort.store.Change;
import fort.store.RowCipher;
import fort.store.Rows;
import fort.store.Unit;
import fort.testkit.MemoryStore;
import fort.testkit.TestClock;
import java.util.List;

/// An environment's rows in memory, and the committer's part of writing them.
final class Environment {
    private static final RowCipher IN_CLEAR = new RowCipher() {
        @Override
        public byte[] seal(String collection, String key, byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(String collection, String key, byte[] sealed) {
            return sealed;
        }
    };

    final MemoryStore store = new MemoryStore();
    final Rows rows = new Rows(store, IN_CLEAR, 1_000);
    final TestClock clock = new TestClock();
    final Policies policies = new Policies(rows);
    final Roles roles = new Roles(rows);

    /// Commits what was described, or returns the refusal's message.
    String apply(Outcome<List<Change>> outcome) {
        return switch (outcome) {
            case Outcome.Refused<List<Change>>(var refusal) -> refusal.message();
            case Outcome.Done<List<Change>>(List<Change> changes) -> {
                long revision = store.commit(List.of(new Unit(changes)), (accepted, base) -> List.of())
                        .getFirst();
                rows.committed(changes);
                yield revision == Unit.REFUSED ? "conflict" : "";
            }
        };
    }

    String put(String name, String text) {
        return apply(policies.put(name, text, clock.instant()));
    }
}
