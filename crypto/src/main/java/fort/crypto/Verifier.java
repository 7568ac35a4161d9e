package fort.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 public key (RFC 8032) that verifies signatures. Immutable.
public final class Verifier {
    private final byte[] publicKey;

    /// @param publicKey 32 bytes, raw
    /// @throws IllegalArgumentException when it is not a point of the curve
    public Verifier(byte[] publicKey) {
        if (publicKey.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyPartial(publicKey, 0)) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        this.publicKey = publicKey.clone();
    }

    public boolean verify(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }
}
