package fort.identity;

import fort.domain.Refusal;
import fort.store.Change;
import java.util.List;

/// What a login came to. Either way there are changes to commit with its record: a refused login counts against
/// its source.
public sealed interface Login {
    List<Change> changes();

    record Granted(Issued issued) implements Login {
        @Override
        public List<Change> changes() {
            return issued.changes();
        }
    }

    record Refused(Refusal refusal, List<Change> changes) implements Login {
        public Refused {
            changes = List.copyOf(changes);
        }
    }
}
