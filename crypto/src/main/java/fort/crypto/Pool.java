package fort.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A bounded pool of objects that are costly to make and not thread-safe, such as ciphers.
///
/// Never blocks: an empty pool makes a new object, a full one drops what is given back. Thread-locals would be
/// useless here, since a virtual thread lives for one request. Each thread starts at its own slot, so that two
/// threads seldom meet.
final class Pool<T> {
    private static final int SLOTS = 32;
    private static final int PROBES = 4;

    private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> maker;

    Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (SLOTS - 1);
            if (slots.getPlain(slot) != null) {
                T pooled = slots.getAndSet(slot, null);
                if (pooled != null) {
                    return pooled;
                }
            }
        }
        return maker.get();
    }

    void give(T object) {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < PROBES; i++) {
            if (slots.compareAndSet((start + i) & (SLOTS - 1), null, object)) {
                return;
            }
        }
    }

    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            slots.set(i, null);
        }
    }
}
