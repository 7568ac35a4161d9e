package fort.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The layout of a sealed record, which is the leaf of the tree. Written in
/// docs/decisions/0004-audit-log-format.md.
///
/// ```
/// offset  bytes
///      0      1  format, 1
///      1      4  month of the key, 202611, big-endian
///      5     16  run
///     21     32  SHA-256(salt || JSON)
///     53      n  AES-256-GCM(salt (16) || JSON), with its tag (16)
/// ```
///
/// ## Why a nonce cannot repeat
/// The key is `HMAC-SHA256(month's key, "fort audit run 1" || run)`, and the nonce is the index. Within a run
/// indexes only grow; a run ends with the process, with every failed commit (whose indexes are given out again)
/// and with every restore, and the next one draws 128 new random bits.
final class Envelope {
    static final byte FORMAT = 1;
    static final int RUN_LENGTH = 16;
    static final int SALT_LENGTH = 16;
    static final int TAG_LENGTH = 16;
    static final int COMMITMENT_AT = 21;
    static final int HEADER_LENGTH = 53;
    static final int OVERHEAD = HEADER_LENGTH + SALT_LENGTH + TAG_LENGTH;
    static final int LENGTH_MAX = OVERHEAD + RecordWriter.RECORD_BYTES_MAX;
    static final int NONCE_LENGTH = 12;

    private static final byte[] RUN_LABEL = "fort audit run 1".getBytes(StandardCharsets.US_ASCII);

    private Envelope() {}

    static SecretKey runKey(IntFunction<byte[]> monthKeys, int month, byte[] envelope, int runAt) {
        byte[] monthKey = monthKeys.apply(month);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(monthKey, "HmacSHA256"));
            mac.update(RUN_LABEL);
            mac.update(envelope, runAt, RUN_LENGTH);
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        } finally {
            Arrays.fill(monthKey, (byte) 0);
        }
    }

    /// `origin | index |`, to be followed by the header: what binds an envelope to its place and its key.
    static byte[] place(String origin) {
        byte[] name = origin.getBytes(StandardCharsets.UTF_8);
        byte[] place = Arrays.copyOf(name, name.length + 10);
        place[name.length] = '|';
        place[name.length + 9] = '|';
        return place;
    }

    static void putIndex(byte[] place, byte[] nonce, long index) {
        for (int i = 0; i < 8; i++) {
            byte b = (byte) (index >> (56 - 8 * i));
            place[place.length - 9 + i] = b;
            nonce[NONCE_LENGTH - 8 + i] = b;
        }
    }
}
