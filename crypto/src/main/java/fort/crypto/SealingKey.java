package fort.crypto;

import fort.domain.Fault;
import java.security.SecureRandom;

/// A 32-byte key that seals any number of messages: XAES-256-GCM (C2SP), that is AES-256-GCM with a 192-bit
/// random nonce.
///
/// ## Why nonces do not repeat
/// Plain AES-GCM has 96-bit nonces; chosen at random they must not be used for more than 2³² messages under one
/// key, and a counter would have to survive crashes, restores and a second node. XAES derives a fresh AES key
/// from the first half of a 192-bit random nonce and uses the second half as that key's nonce. After 2⁸⁰
/// messages the chance of one repetition is still below 2⁻³², so no limit needs to be kept.
///
/// Sealed form: nonce (24 bytes) · ciphertext · tag (16 bytes). Thread-safe; ciphers are pooled. About 1 µs for
/// 500 bytes.
public final class SealingKey implements AutoCloseable {
    public static final int KEY_LENGTH = 32;

    /// How much longer a sealed message is.
    public static final int OVERHEAD = Xaes.NONCE_LENGTH + Xaes.TAG_LENGTH;

    private final Xaes xaes;
    private final RandomBlocks random;

    /// Copies the key; the caller stays responsible for wiping its own.
    public SealingKey(byte[] key, SecureRandom random) {
        this(key, new RandomBlocks(random));
    }

    SealingKey(byte[] key, RandomBlocks random) {
        this.xaes = new Xaes(key);
        this.random = random;
    }

    public byte[] seal(byte[] aad, byte[] plain) {
        return seal(aad, plain, 0);
    }

    /// @throws Fault with INTEGRITY when a bit was changed, or it was sealed with other associated data or
    ///     another key
    public byte[] open(byte[] aad, byte[] sealed) {
        return open(aad, sealed, 0, sealed.length);
    }

    /// Like [#seal(byte[],byte[])], leaving `prefix` bytes free before the nonce for the caller to fill.
    byte[] seal(byte[] aad, byte[] plain, int prefix) {
        byte[] sealed = new byte[prefix + OVERHEAD + plain.length];
        random.fill(sealed, prefix, Xaes.NONCE_LENGTH);
        xaes.seal(sealed, prefix, aad, plain);
        return sealed;
    }

    byte[] open(byte[] aad, byte[] sealed, int offset, int length) {
        return xaes.open(sealed, offset, length, aad);
    }

    @Override
    public void close() {
        xaes.close();
    }
}
