package fort.audit;

import fort.store.Change;
import fort.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// One environment's log: the only writer of its store, and the reader of its records.
///
/// Skeleton: bodies follow.
@SuppressWarnings("DoNotCallSuggester") // skeleton
public final class AuditLog implements Appender, AutoCloseable {
    private AuditLog() {}

    /// Opens the log and starts its committer thread. Costs a few row reads, whatever the log's size.
    ///
    /// @param committed called with the changes of each transaction after it is durable and before anyone is answered
    /// @throws fort.domain.Fault INTEGRITY when the last checkpoint does not fit the records, ROLLED_BACK when a
    ///     witness has seen a larger log,
    ///     AUDIT_UNAVAILABLE when fewer witnesses answer than are required
    public static AuditLog open(
            LogSettings settings,
            Store store,
            LogKeys keys,
            Consumer<List<Change>> committed,
            Witnesses witnesses,
            Optional<Restoration> restoration,
            InstantSource clock,
            SecureRandom random) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Appended append(List<Change> changes, List<AuditRecord> records) {
        throw new UnsupportedOperationException();
    }

    /// Number of durable records.
    public long size() {
        throw new UnsupportedOperationException();
    }

    /// Verifier key of the checkpoints, `name+hash+base64`, as `sumdb/note` reads it.
    public String verifierKey() {
        throw new UnsupportedOperationException();
    }

    /// To be called about each second by the assembly's scheduler: signs a checkpoint when something changed,
    /// writes the heartbeat when it is
    /// due, and shows the checkpoint to the witnesses.
    public void tick() {
        throw new UnsupportedOperationException();
    }

    /// To be called now and then by a background thread: builds the search index of at most one closed segment.
    ///
    /// @return whether it did something; call again then
    public boolean maintain() {
        throw new UnsupportedOperationException();
    }

    /// The newest signed checkpoint as a note, with cosignatures once witnesses gave them.
    public byte[] checkpoint() {
        throw new UnsupportedOperationException();
    }

    /// Signs now when records came since the last checkpoint.
    public byte[] checkpointNow() {
        throw new UnsupportedOperationException();
    }

    /// A file of the C2SP `tlog-tiles` layout: `checkpoint`, `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`;
    /// empty when there is none.
    public Optional<byte[]> resource(String path) {
        throw new UnsupportedOperationException();
    }

    /// @throws fort.domain.Fault INTEGRITY when the stored bytes do not open at this index
    public Optional<LoggedRecord> record(long index) {
        throw new UnsupportedOperationException();
    }

    /// Newest first.
    ///
    /// @param before only records below this index; the cursor of the page before, or `Long.MAX_VALUE`
    /// @param limit 1 to 1,000
    public Query.Page search(Query query, long before, int limit) {
        throw new UnsupportedOperationException();
    }

    /// The last records, oldest first, from `from` on; at most `limit` (1 to 1,000).
    public List<LoggedRecord> tail(long from, int limit) {
        throw new UnsupportedOperationException();
    }

    /// RFC 9162 inclusion path of a leaf in the tree of `size` leaves.
    public List<byte[]> inclusion(long index, long size) {
        throw new UnsupportedOperationException();
    }

    /// RFC 9162 consistency proof between two sizes.
    public List<byte[]> consistency(long from, long to) {
        throw new UnsupportedOperationException();
    }

    /// Inclusion proof and signed checkpoint for a receipt's text; signs a checkpoint when none covers it yet.
    /// Empty when the receipt is not of
    /// this log: wrong origin, index beyond the end, or another leaf at its place.
    public Optional<InclusionProof> prove(String receipt) {
        throw new UnsupportedOperationException();
    }

    /// Reads the whole log and checks it against every stored checkpoint; opens each record whose key is there.
    ///
    /// @param progress told the number of records read so far, now and then
    public VerificationReport verify(LongConsumer progress) {
        throw new UnsupportedOperationException();
    }

    /// Writes the log as static files in the `tlog-tiles` layout, for a verifier that needs nothing but the public
    /// key.
    public void export(Path folder) {
        throw new UnsupportedOperationException();
    }

    /// How many witnesses cosigned the newest checkpoint they were shown.
    public int cosigned() {
        throw new UnsupportedOperationException();
    }

    /// Finishes what waits and stops the committer. The store stays open.
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
