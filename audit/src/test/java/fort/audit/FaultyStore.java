package fort.audit;

import fort.domain.Fault;
import fort.store.Store;
import fort.store.Unit;
import fort.testkit.ForwardingStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A store that breaks when a test says so: before judging, after the closing changes were made, or by hanging.
final class FaultyStore extends ForwardingStore {
    enum Breakage {
        NONE,
        BEFORE,
        AFTER_CLOSING,
        AFTER_DURABLE,
        FULL
    }

    volatile Breakage breakage = Breakage.NONE;
    volatile @Nullable CountDownLatch hang;

    FaultyStore(Store inner) {
        super(inner);
    }

    @Override
    public List<Long> commit(List<Unit> units, Closing closing) {
        CountDownLatch latch = hang;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return switch (breakage) {
            case NONE -> inner.commit(units, closing);
            case BEFORE -> throw new Fault(Fault.Code.STORE_UNAVAILABLE, "broken", "EIO");
            case FULL -> throw new Fault(Fault.Code.STORE_FULL, "full", "ENOSPC");
            case AFTER_CLOSING ->
                inner.commit(units, (accepted, base) -> {
                    closing.changes(accepted, base);
                    throw new Fault(Fault.Code.STORE_UNAVAILABLE, "broken", "EIO at the sync");
                });
            case AFTER_DURABLE -> {
                inner.commit(units, closing);
                throw new Fault(Fault.Code.STORE_UNAVAILABLE, "broken", "connection lost after the commit");
            }
        };
    }

    @Override
    public Optional<Row> get(String collection, String key) {
        requireReadable();
        return inner.get(collection, key);
    }

    @Override
    public List<Row> scan(String collection, String prefix, String after, int limit) {
        requireReadable();
        return inner.scan(collection, prefix, after, limit);
    }

    @Override
    public List<Row> scanBackwards(String collection, String prefix, int limit) {
        requireReadable();
        return inner.scanBackwards(collection, prefix, limit);
    }

    private void requireReadable() {
        if (breakage == Breakage.BEFORE) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "broken", "EIO");
        }
    }

    @Override
    public void recover() {
        requireReadable();
        inner.recover();
    }
}
