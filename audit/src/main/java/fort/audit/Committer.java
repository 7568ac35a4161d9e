package fort.audit;

import fort.audit.Appender.Appended;
import fort.audit.RecordWriter.EncodedRecord;
import fort.domain.Fault;
import fort.store.Change;
import fort.store.Store;
import fort.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes to a chamber's store: takes all requests that wait, commits them in one
/// transaction, answers them.
///
/// One caller alone is committed at once: no timer gathers a batch, the sync of the batch before does.
///
/// ## Several processes, one log
/// Others may append to the same log. The store says on which revision a batch builds; when that is not where this
/// committer's last batch ended, the edge of the tree takes in the bundles of the others before anything is sealed.
/// That happens while the store keeps everybody else from committing, so there is one log without gaps.
///
/// After a fault nothing of the batch was answered with success, and the edge of the tree in memory may hold
/// leaves that are not durable. It is thrown away and read again from the store before the next batch, so the
/// log goes on by itself when the store does.
final class Committer implements Runnable {
    static final int BATCH_REQUESTS_MAX = 4096;
    static final int BATCH_BYTES_MAX = 1 << 20;
    private static final long UNKNOWN = -1;

    private final Store store;
    private final Mailbox mailbox;
    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final Consumer<List<Change>> committed;
    private final String origin;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Change> doubtful = new ArrayList<>();
    private @Nullable Tree tree;
    private volatile long size;

    /// The store's counter after this committer's last batch: while it stands there, the edge is the log's end.
    private long revision = UNKNOWN;

    Committer(
            Store store,
            Mailbox mailbox,
            Sealer sealer,
            Checkpoints checkpoints,
            Consumer<List<Change>> committed,
            String origin,
            Tree tree) {
        this.store = store;
        this.mailbox = mailbox;
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.committed = committed;
        this.origin = origin;
        this.tree = tree;
        this.size = tree.size();
    }

    /// Number of durable records.
    long size() {
        return size;
    }

    @Override
    public void run() {
        for (Request waiting = mailbox.take(); waiting != null; waiting = mailbox.take()) {
            commitAll(waiting);
        }
    }

    /// Commits a chain of requests, in batches of bounded size.
    void commitAll(Request oldest) {
        Request rest = oldest;
        while (rest != null) {
            List<Request> batch = new ArrayList<>();
            int bytes = 0;
            do {
                bytes += rest.sealedLength();
                batch.add(rest);
                rest = rest.next;
            } while (rest != null
                    && batch.size() < BATCH_REQUESTS_MAX
                    && bytes + rest.sealedLength() <= BATCH_BYTES_MAX);
            commit(batch);
        }
    }

    private void commit(List<Request> batch) {
        try {
            edge();
            commitWithEdge(batch);
        } catch (Fault e) {
            fail(batch, e);
        } catch (RuntimeException | Error e) {
            fail(batch, new Fault(Fault.Code.AUDIT_UNAVAILABLE, "the act could not be recorded", e));
        }
        mailbox.answered(batch.size());
        Request.wake(batch);
    }

    private void commitWithEdge(List<Request> batch) {
        List<Unit> units = new ArrayList<>();
        for (Request request : batch) {
            if (request.unit != null) {
                units.add(request.unit);
            }
        }
        boolean[] judged = new boolean[batch.size()];
        boolean[] sealed = {false};
        long[] next = {UNKNOWN};
        store.commit(units, (accepted, base) -> {
            spread(batch, accepted, judged);
            List<Change> changes = closing(batch, judged, edgeAt(base, sealed[0]));
            sealed[0] = !receipts.isEmpty();
            next[0] = base + applied(accepted) + (changes.isEmpty() ? 0 : 1);
            return changes;
        });
        revision = next[0];
        size = edge().size();
        checkpoints.settled(true);
        committed.accept(changes(batch, judged));
        answer(batch, judged);
    }

    private static int applied(boolean[] accepted) {
        int applied = 0;
        for (boolean one : accepted) {
            applied += one ? 1 : 0;
        }
        return applied;
    }

    /// A request without a unit is always accepted.
    private static void spread(List<Request> batch, boolean[] accepted, boolean[] judged) {
        int unit = 0;
        for (int i = 0; i < judged.length; i++) {
            judged[i] = batch.get(i).unit == null || accepted[unit++];
        }
    }

    /// The rows of the log that go into the same transaction: one bundle, the tiles that were completed, a
    /// checkpoint when one was asked for.
    private List<Change> closing(List<Request> batch, boolean[] judged, Tree edge) {
        List<Change> changes = new ArrayList<>();
        int bytes = 0;
        boolean checkpoint = false;
        for (int i = 0; i < judged.length; i++) {
            bytes += judged[i] ? batch.get(i).sealedLength() : 0;
            checkpoint |= batch.get(i).wantsCheckpoint;
        }
        receipts.clear();
        if (bytes > 0) {
            byte[] bundle = seal(batch, judged, edge, new byte[bytes]);
            changes.add(LogRows.put(LogRows.BUNDLE, LogRows.key(edge.size()), bundle));
            edge.changesInto(changes);
        }
        if (checkpoint) {
            checkpoints.signInto(edge, changes);
        }
        return changes;
    }

    private byte[] seal(List<Request> batch, boolean[] judged, Tree edge, byte[] bundle) {
        int at = 0;
        for (int i = 0; i < judged.length; i++) {
            if (judged[i]) {
                for (EncodedRecord record : batch.get(i).records) {
                    int length = Sealer.sealedLength(record);
                    Bundle.putLength(bundle, at, length);
                    at += Bundle.LENGTH_BYTES;
                    long index = edge.size();
                    sealer.seal(record, index, bundle, at);
                    receipts.add(new Receipt(origin, index, edge.add(bundle, at, length)));
                    at += length;
                }
            }
        }
        return bundle;
    }

    private static List<Change> changes(List<Request> batch, boolean[] judged) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < judged.length; i++) {
            if (judged[i]) {
                changes.addAll(batch.get(i).changes);
            }
        }
        return changes;
    }

    private void answer(List<Request> batch, boolean[] judged) {
        int next = 0;
        for (int i = 0; i < judged.length; i++) {
            Request request = batch.get(i);
            if (judged[i]) {
                int end = next + request.records.length;
                request.settle(batch, i, new Appended.Stored(List.copyOf(receipts.subList(next, end))));
                next = end;
            } else {
                request.settle(batch, i, new Appended.Conflict());
            }
        }
    }

    private void fail(List<Request> batch, Fault cause) {
        Fault fault = outward(cause);
        if (tree != null) { // otherwise the batch was never handed to the store
            batch.forEach(request -> doubtful.addAll(request.changes));
            tree = null;
            revision = UNKNOWN;
        }
        checkpoints.settled(false);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).settle(batch, i, fault);
        }
    }

    /// To a caller an unreachable store is a log that cannot be written: the act did not happen.
    private static Fault outward(Fault cause) {
        return cause.code() == Fault.Code.STORE_UNAVAILABLE
                ? new Fault(Fault.Code.AUDIT_UNAVAILABLE, "the act could not be recorded", cause)
                : cause;
    }

    /// The edge of the tree, read again when the batch before failed.
    private Tree edge() {
        Tree edge = tree;
        if (edge == null) {
            store.recover();
            committed.accept(doubtful); // a batch that was reported as a fault may be durable after all
            doubtful.clear();
            edge = reload();
            size = edge.size();
        }
        return edge;
    }

    /// The edge where a batch on `base` begins.
    ///
    /// @param again whether the edge holds leaves of the same batch that will not be stored
    private Tree edgeAt(long base, boolean again) {
        Tree edge = again ? reload() : edge();
        if (!again && base != revision) {
            edge.catchUp(store);
        }
        return edge;
    }

    private Tree reload() {
        Tree edge = Tree.load(new LogReader(store), LogReader.size(store));
        sealer.newRun();
        tree = edge;
        return edge;
    }
}
