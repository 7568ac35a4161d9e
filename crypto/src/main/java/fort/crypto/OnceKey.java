package fort.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM under a key that seals one message in its life. With such a key a nonce cannot repeat, so it is
/// all zeros and not stored.
final class OnceKey {
    private static final int TAG_LENGTH = 16;

    private final Pool<Cipher> pool = new Pool<>(() -> Jdk.cipher("AES/GCM/NoPadding"));
    private final GCMParameterSpec zeroNonce = new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, new byte[12]);

    void seal(byte[] key, byte[] aad, byte[] plain, byte[] out, int offset) {
        Cipher cipher = pool.take();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), zeroNonce);
            cipher.updateAAD(aad);
            cipher.doFinal(plain, 0, plain.length, out, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
        pool.give(cipher);
    }

    byte[] open(byte[] key, byte[] aad, byte[] sealed, int offset) {
        Cipher cipher = pool.take();
        try {
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), zeroNonce);
            cipher.updateAAD(aad);
            byte[] plain = cipher.doFinal(sealed, offset, sealed.length - offset);
            pool.give(cipher);
            return plain;
        } catch (GeneralSecurityException e) {
            throw Xaes.integrity();
        }
    }
}
