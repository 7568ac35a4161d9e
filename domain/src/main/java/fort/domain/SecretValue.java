package fort.domain;

import java.security.MessageDigest;
import java.util.Arrays;

/// Secret bytes that cannot be printed, compared with `equals`, or forgotten in a `String`.
///
/// Owns its array. [#close] overwrites it; use after close is a broken invariant and throws. Not thread-safe against
/// `close`: one owner closes.
public final class SecretValue implements AutoCloseable {
    private byte[] bytes;
    private boolean closed;

    private SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes ownership of `bytes`: the caller must not keep or use the array.
    public static SecretValue owning(byte[] bytes) {
        return new SecretValue(bytes);
    }

    /// Copies `bytes`; the caller stays responsible for wiping its own.
    public static SecretValue copyOf(byte[] bytes) {
        return new SecretValue(bytes.clone());
    }

    /// The live array, not a copy: do not keep it beyond this value's life and do not change it.
    ///
    /// @throws IllegalStateException after [#close]
    public byte[] reveal(Reveal capability) {
        requireOpen();
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    /// Compares in time that depends on the lengths only.
    public boolean matches(SecretValue other) {
        requireOpen();
        other.requireOpen();
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
        bytes = new byte[0];
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the secret value was closed");
        }
    }

    @Override
    public String toString() {
        return closed ? "SecretValue[closed]" : "SecretValue[" + bytes.length + " bytes]";
    }
}
