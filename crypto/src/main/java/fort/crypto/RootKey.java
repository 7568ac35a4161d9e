package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// The key that opens one environment's keyring: 32 random bytes, held in memory only, wiped by [#close].
///
/// It encrypts nothing but the keyring, and is never stored in clear by anything but a [Seal]. It cannot be
/// printed or compared with `equals`.
public final class RootKey implements AutoCloseable {
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private boolean closed;

    private RootKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a root key has " + LENGTH + " bytes");
        }
        this.bytes = bytes;
    }

    public static RootKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new RootKey(bytes);
    }

    /// Takes ownership of the array. For seals that got the bytes from elsewhere (a share set, a key file, an
    /// HSM, a cloud KMS).
    public static RootKey owning(byte[] bytes) {
        return new RootKey(bytes);
    }

    /// A public value that belongs to this key alone: HMAC-SHA256 under the key of a fixed text. It tells
    /// whether two keys are the same (start-up refuses environments that share one) and whether shares rebuilt
    /// the right key, and gives nothing away about 32 random bytes.
    public byte[] commitment() {
        return Jdk.hmacSha256(reveal()).doFinal("fort root key commitment 1".getBytes(UTF_8));
    }

    /// Proves to another holder of this key that it is held here, and gives nothing else away: HMAC-SHA256 under the
    /// key of a fixed text and a challenge that the other one chose.
    public byte[] prove(byte[] challenge) {
        var mac = Jdk.hmacSha256(reveal());
        mac.update("fort root key proof 1".getBytes(UTF_8));
        return mac.doFinal(challenge);
    }

    public boolean matches(RootKey other) {
        return MessageDigest.isEqual(reveal(), other.reveal());
    }

    RootKey copy() {
        return new RootKey(reveal().clone());
    }

    byte[] reveal() {
        if (closed) {
            throw new IllegalStateException("the root key was closed");
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "RootKey[" + LENGTH + " bytes]";
    }
}
