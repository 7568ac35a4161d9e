package fort.audit;

import fort.audit.Appender.Appended;
import fort.audit.RecordWriter.EncodedRecord;
import fort.domain.Fault;
import fort.store.Change;
import fort.store.Reads;
import fort.store.Unit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One waiting caller: what it wants to become durable, and then its answer.
///
/// ## Waking
/// Waking 64 threads one after the other would keep the committer from its next batch. So it wakes only the
/// first caller of a batch, and each caller wakes the two below it in a binary heap laid over the batch before
/// it goes on. A caller that gave up waiting is passed over: whoever would have woken it wakes the two below it
/// instead.
final class Request {
    private static final int WAITING = 0;
    private static final int ANSWERED = 1;
    private static final int ABANDONED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Request.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Null when nothing changes and nothing that was read needs to be looked at again. Made by the caller,
    /// so that changes which are no unit harm him alone and not those
    /// whose acts are committed with his.
    final @Nullable Unit unit;

    final List<Change> changes;
    final EncodedRecord[] records;
    final boolean wantsCheckpoint;
    private final Thread thread = Thread.currentThread();

    /// The next older request in the [Mailbox].
    @Nullable
    Request next;

    private volatile int state;
    private @Nullable Appended answer;
    private @Nullable Fault fault;
    private List<Request> batch = List.of();
    private int position;

    Request(List<Change> changes, EncodedRecord[] records, boolean wantsCheckpoint) {
        this(changes, Reads.NONE, records, wantsCheckpoint);
    }

    Request(List<Change> changes, Reads reads, EncodedRecord[] records, boolean wantsCheckpoint) {
        this.unit = changes.isEmpty() && reads.isEmpty() ? null : new Unit(changes, reads);
        this.changes = unit == null ? List.of() : unit.changes();
        this.records = records;
        this.wantsCheckpoint = wantsCheckpoint;
    }

    int sealedLength() {
        int length = 0;
        for (EncodedRecord record : records) {
            length += Bundle.LENGTH_BYTES + Sealer.sealedLength(record);
        }
        return length;
    }

    /// By the caller's thread.
    ///
    /// @throws Fault when the committer answered with one, or nothing came for `longest`
    Appended await(Duration longest) {
        long start = System.nanoTime();
        long left = longest.toNanos();
        boolean interrupted = false;
        while (state == WAITING && left > 0) {
            LockSupport.parkNanos(this, left);
            interrupted |= Thread.interrupted();
            left = longest.toNanos() - (System.nanoTime() - start);
        }
        if (interrupted) {
            thread.interrupt();
        }
        if (state == WAITING && STATE.compareAndSet(this, WAITING, ABANDONED)) {
            throw new Fault(
                    Fault.Code.AUDIT_UNAVAILABLE,
                    "the audit log does not answer",
                    "no commit within " + longest + "; it is unknown whether this act will be recorded");
        }
        wakeBelow();
        return answer();
    }

    private Appended answer() {
        Fault failed = fault;
        if (failed != null) {
            throw new Fault(failed.code(), String.valueOf(failed.getMessage()), failed);
        }
        Appended done = answer;
        if (done == null) {
            throw new IllegalStateException("a request was answered with nothing");
        }
        return done;
    }

    void settle(List<Request> inBatch, int at, Appended result) {
        batch = inBatch;
        position = at;
        answer = result;
    }

    void settle(List<Request> inBatch, int at, Fault failure) {
        batch = inBatch;
        position = at;
        fault = failure;
    }

    /// By the committer, when all of the batch are settled.
    static void wake(List<Request> batch) {
        for (Request request : batch) {
            STATE.compareAndSet(request, WAITING, ANSWERED);
        }
        wake(batch, 0);
    }

    private void wakeBelow() {
        wake(batch, 2 * position + 1);
        wake(batch, 2 * position + 2);
    }

    private static void wake(List<Request> batch, int at) {
        if (at < batch.size()) {
            Request request = batch.get(at);
            if (request.state == ABANDONED) {
                request.wakeBelow();
            } else {
                LockSupport.unpark(request.thread);
            }
        }
    }
}
