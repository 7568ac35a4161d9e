package fort.audit;

import fort.audit.RecordWriter.EncodedRecord;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.IntFunction;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Seals records into envelopes. Owned by the committer thread, so cipher, digest and buffers are made once.
final class Sealer {
    private static final int SALTS = 128;

    private final IntFunction<byte[]> monthKeys;
    private final SecureRandom random;
    private final Cipher cipher;
    private final MessageDigest sha256 = Merkle.sha256();
    private final byte[] place;
    private final byte[] nonce = new byte[Envelope.NONCE_LENGTH];
    private final byte[] run = new byte[Envelope.RUN_LENGTH];
    private final byte[] salts = new byte[SALTS * Envelope.SALT_LENGTH];
    private int saltsUsed = SALTS;
    private int keyMonth;
    private @Nullable SecretKey key;

    Sealer(String origin, IntFunction<byte[]> monthKeys, SecureRandom random) {
        this.monthKeys = monthKeys;
        this.random = random;
        this.place = Envelope.place(origin);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        newRun();
    }

    /// Must be called before an index is used again: see [Envelope].
    void newRun() {
        random.nextBytes(run);
        key = null;
    }

    static int sealedLength(EncodedRecord record) {
        return Envelope.HEADER_LENGTH + record.length() + Envelope.TAG_LENGTH;
    }

    /// Writes the envelope of `record`, whose buffer starts with room for the salt, at `out[at]`.
    void seal(EncodedRecord record, long index, byte[] out, int at) {
        byte[] plain = record.buffer();
        salt(plain);
        out[at] = Envelope.FORMAT;
        ByteBuffer.wrap(out).putInt(at + 1, record.month());
        System.arraycopy(run, 0, out, at + 5, run.length);
        try {
            sha256.update(plain, 0, record.length());
            sha256.digest(out, at + Envelope.COMMITMENT_AT, Merkle.HASH_LENGTH);
            Envelope.putIndex(place, nonce, index);
            cipher.init(Cipher.ENCRYPT_MODE, key(record.month()), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(place);
            cipher.updateAAD(out, at, Envelope.HEADER_LENGTH);
            cipher.doFinal(plain, 0, record.length(), out, at + Envelope.HEADER_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a record could not be sealed", e);
        }
    }

    private SecretKey key(int month) {
        SecretKey current = key;
        if (current == null || keyMonth != month) {
            current = Envelope.runKey(monthKeys, month, run, 0);
            key = current;
            keyMonth = month;
        }
        return current;
    }

    private void salt(byte[] plain) {
        if (saltsUsed == SALTS) {
            random.nextBytes(salts);
            saltsUsed = 0;
        }
        System.arraycopy(salts, saltsUsed * Envelope.SALT_LENGTH, plain, 0, Envelope.SALT_LENGTH);
        saltsUsed++;
    }
}
