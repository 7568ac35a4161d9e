package fort.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.IntFunction;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Opens envelopes, for one reader thread. It answers null instead of a fault, because a verifier wants to go
/// on.
final class Opener {
    private final IntFunction<byte[]> monthKeys;
    private final byte[] place;
    private final byte[] nonce = new byte[Envelope.NONCE_LENGTH];
    private final Cipher cipher;
    private final MessageDigest sha256 = Merkle.sha256();
    private byte[] keyId = new byte[0];
    private @Nullable SecretKey key;

    Opener(String origin, IntFunction<byte[]> monthKeys) {
        this.monthKeys = monthKeys;
        this.place = Envelope.place(origin);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// @return null when the bytes are not the envelope that was written at this index, or its plaintext is not
    ///     the one committed to
    @Nullable
    LoggedRecord open(long index, byte[] bytes, int at, int length) {
        if (length < Envelope.OVERHEAD || bytes[at] != Envelope.FORMAT) {
            return null;
        }
        byte[] plain = plain(index, bytes, at, length);
        if (plain == null || !committed(plain, bytes, at)) {
            return null;
        }
        RecordReader.Written written =
                RecordReader.read(plain, Envelope.SALT_LENGTH, plain.length - Envelope.SALT_LENGTH);
        if (written == null) {
            return null;
        }
        sha256.update((byte) 0);
        sha256.update(bytes, at, length);
        return new LoggedRecord(index, written.node(), written.record(), sha256.digest());
    }

    /// The same without comparing the commitment: the tag already says that the bytes are what was sealed here.
    @Nullable
    AuditRecord record(long index, byte[] bytes, int at, int length) {
        if (length < Envelope.OVERHEAD || bytes[at] != Envelope.FORMAT) {
            return null;
        }
        byte[] plain = plain(index, bytes, at, length);
        RecordReader.Written written = plain == null
                ? null
                : RecordReader.read(plain, Envelope.SALT_LENGTH, plain.length - Envelope.SALT_LENGTH);
        return written == null ? null : written.record();
    }

    private byte @Nullable [] plain(long index, byte[] bytes, int at, int length) {
        try {
            Envelope.putIndex(place, nonce, index);
            cipher.init(Cipher.DECRYPT_MODE, key(bytes, at), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(place);
            cipher.updateAAD(bytes, at, Envelope.HEADER_LENGTH);
            return cipher.doFinal(bytes, at + Envelope.HEADER_LENGTH, length - Envelope.HEADER_LENGTH);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private boolean committed(byte[] plain, byte[] bytes, int at) {
        return MessageDigest.isEqual(
                sha256.digest(plain),
                Arrays.copyOfRange(bytes, at + Envelope.COMMITMENT_AT, at + Envelope.HEADER_LENGTH));
    }

    private SecretKey key(byte[] bytes, int at) {
        SecretKey current = key;
        if (current == null || !Arrays.equals(keyId, 0, keyId.length, bytes, at + 1, at + Envelope.COMMITMENT_AT)) {
            keyId = Arrays.copyOfRange(bytes, at + 1, at + Envelope.COMMITMENT_AT);
            current = Envelope.runKey(monthKeys, ByteBuffer.wrap(bytes).getInt(at + 1), bytes, at + 5);
            key = current;
        }
        return current;
    }
}
