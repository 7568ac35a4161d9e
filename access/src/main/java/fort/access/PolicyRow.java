package fort.access;

import fort.store.Collection;
import java.time.Instant;

/// A policy as it is stored: its text, and when it was written.
record PolicyRow(String text, Instant updatedTime) {
    static final Collection<PolicyRow> ROWS = Collection.of("policy", PolicyRow.class);
}
