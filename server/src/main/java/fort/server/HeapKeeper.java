package fort.server;

import java.util.function.LongSupplier;

/// Keeps the process as small as what lives in it.
///
/// The serial collector lets the old generation grow up to the largest heap before it looks what of it is still
/// needed, and every page that was touched once stays with the process: after a million requests half a gigabyte for
/// 25 MB of rows. So the heap's limit is there for bursts, and this collects whenever the heap has grown by half
/// since
/// the last collection. The pause, some 50 ms, comes once in many seconds under full load and not at all without.
final class HeapKeeper {
    /// Below this it is not worth a pause.
    static final long SMALL_BYTES = 64L << 20;

    private final LongSupplier committedBytes;
    private final Runnable collect;
    private long keptBytes;

    /// @param committedBytes what the heap takes from the system now
    /// @param collect gives back what is not needed
    HeapKeeper(LongSupplier committedBytes, Runnable collect) {
        this.committedBytes = committedBytes;
        this.collect = collect;
    }

    static HeapKeeper ofThisProcess() {
        return new HeapKeeper(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /// To be called about each second, by one thread.
    void look() {
        if (committedBytes.getAsLong() > Math.max(SMALL_BYTES, keptBytes + keptBytes / 2)) {
            collect.run();
            keptBytes = committedBytes.getAsLong();
        }
    }
}
