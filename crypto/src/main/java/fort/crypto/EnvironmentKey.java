package fort.crypto;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// One version of an environment's key, with what `sys/key-status` shows of it.
final class EnvironmentKey {
    private final int version;
    private final Instant created;
    private final byte[] bytes;
    private final SealingKey sealing;
    private final LongAdder encryptions = new LongAdder();

    /// Takes ownership of `bytes`.
    EnvironmentKey(int version, Instant created, long encryptions, byte[] bytes, RandomBlocks random) {
        this.version = version;
        this.created = created;
        this.bytes = bytes;
        this.sealing = new SealingKey(bytes, random);
        this.encryptions.add(encryptions);
    }

    int version() {
        return version;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] seal(byte[] aad, byte[] plain, int prefix) {
        encryptions.increment();
        return sealing.seal(aad, plain, prefix);
    }

    byte[] open(byte[] aad, byte[] sealed, int offset, int length) {
        return sealing.open(aad, sealed, offset, length);
    }

    KeyStatus status() {
        return new KeyStatus(version, created, encryptions.sum());
    }

    void close() {
        Arrays.fill(bytes, (byte) 0);
        sealing.close();
    }
}
