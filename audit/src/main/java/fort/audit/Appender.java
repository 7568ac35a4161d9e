package fort.audit;

import fort.store.Change;
import java.util.List;

/// The only way to change a chamber's rows: changes and the records of the act that made them become durable in
/// one transaction, or neither does. Group commit: callers that wait at the same time share one sync.
///
/// Thread-safe; blocks until durable. At most `QUEUE_MAX` callers wait; the next one gets a Fault with code
/// OVERLOADED.
public interface Appender {
    /// @param changes applied together, or not at all when a precondition fails; may be empty
    /// @param records one or more; they take consecutive indexes
    /// @throws fort.domain.Fault with AUDIT_UNAVAILABLE, STORE_FULL or OVERLOADED: nothing happened, nothing
    ///     may be answered
    Appended append(List<Change> changes, List<AuditRecord> records);

    sealed interface Appended {
        /// @param receipts one for each record, in order
        record Stored(List<Receipt> receipts) implements Appended {}

        /// A precondition failed: nothing was changed and nothing recorded.
        record Conflict() implements Appended {}
    }
}
