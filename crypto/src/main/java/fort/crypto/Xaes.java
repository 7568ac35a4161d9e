package fort.crypto;

import fort.domain.Fault;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// XAES-256-GCM as written down by C2SP (c2sp.org/XAES-256-GCM): two AES blocks turn the key and the first 12
/// nonce bytes into the message's own key (NIST SP 800-108 in counter mode over CMAC), the last 12 are its GCM
/// nonce. The caller brings the nonce in place.
final class Xaes implements AutoCloseable {
    static final int NONCE_LENGTH = 24;
    static final int TAG_LENGTH = 16;

    private static final int BLOCK = 16;
    private static final int HALF = 12;

    private final byte[] key;
    private final byte[] subkey;
    private final Pool<Cipher> blocks;
    private final Pool<Cipher> gcm = new Pool<>(() -> Jdk.cipher("AES/GCM/NoPadding"));
    private volatile boolean closed;

    Xaes(byte[] key) {
        if (key.length != SealingKey.KEY_LENGTH) {
            throw new IllegalArgumentException("a sealing key has " + SealingKey.KEY_LENGTH + " bytes");
        }
        this.key = key.clone();
        this.blocks = new Pool<>(this::blockCipher);
        this.subkey = cmacSubkey();
    }

    /// Seals `plain` into `out` behind the nonce that stands at `offset`.
    void seal(byte[] out, int offset, byte[] aad, byte[] plain) {
        Cipher cipher = gcm.take();
        try {
            initialise(cipher, Cipher.ENCRYPT_MODE, out, offset);
            cipher.updateAAD(aad);
            cipher.doFinal(plain, 0, plain.length, out, offset + NONCE_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
        gcm.give(cipher);
    }

    byte[] open(byte[] sealed, int offset, int length, byte[] aad) {
        if (length < NONCE_LENGTH + TAG_LENGTH) {
            throw integrity();
        }
        Cipher cipher = gcm.take();
        try {
            initialise(cipher, Cipher.DECRYPT_MODE, sealed, offset);
            cipher.updateAAD(aad);
            byte[] plain = cipher.doFinal(sealed, offset + NONCE_LENGTH, length - NONCE_LENGTH);
            gcm.give(cipher);
            return plain;
        } catch (GeneralSecurityException e) {
            throw integrity();
        }
    }

    static Fault integrity() {
        return new Fault(
                Fault.Code.INTEGRITY, "stored bytes fail their integrity check", "the authentication tag is wrong");
    }

    private void initialise(Cipher cipher, int mode, byte[] nonce, int offset) throws GeneralSecurityException {
        byte[] messageKey = messageKey(nonce, offset);
        cipher.init(
                mode,
                new SecretKeySpec(messageKey, "AES"),
                new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce, offset + HALF, HALF));
        Arrays.fill(messageKey, (byte) 0);
    }

    private byte[] messageKey(byte[] nonce, int offset) throws GeneralSecurityException {
        requireOpen();
        byte[] message = new byte[2 * BLOCK];
        for (int block = 0; block < 2; block++) {
            int start = block * BLOCK;
            message[start + 1] = (byte) (block + 1);
            message[start + 2] = 'X';
            System.arraycopy(nonce, offset, message, start + 4, HALF);
            for (int i = 0; i < BLOCK; i++) {
                message[start + i] ^= subkey[i];
            }
        }
        Cipher cipher = blocks.take();
        cipher.doFinal(message, 0, message.length, message, 0);
        blocks.give(cipher);
        return message;
    }

    /// K1 of CMAC (NIST SP 800-38B): AES of a zero block, doubled in GF(2¹²⁸).
    private byte[] cmacSubkey() {
        byte[] block = new byte[BLOCK];
        try {
            byte[] l = blockCipher().doFinal(block);
            int carry = (l[0] >> 7) & 0x87;
            for (int i = BLOCK - 1; i >= 0; i--) {
                block[i] = (byte) ((l[i] << 1) ^ carry);
                carry = (l[i] >> 7) & 1;
            }
            return block;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this Java", e);
        }
    }

    private Cipher blockCipher() {
        requireOpen();
        Cipher cipher = Jdk.cipher("AES/ECB/NoPadding");
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this Java", e);
        }
        requireOpen(); // again: a key wiped between the first look and the last use of it must not seal anything
        return cipher;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the key was wiped");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
        blocks.clear();
        gcm.clear();
    }
}
