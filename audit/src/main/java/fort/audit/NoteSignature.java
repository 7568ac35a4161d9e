package fort.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One signature line of a [Note].
///
/// @param keyHash the four bytes that name the key beside its name
/// @param bytes 64 bytes of Ed25519; for a cosignature, 8 bytes of time before them
public record NoteSignature(String name, byte[] keyHash, byte[] bytes) {
    private static final int TIMED_LENGTH = 72;

    boolean claims(VerifierKey key) {
        return name.equals(key.name()) && Arrays.equals(keyHash, key.hash());
    }

    boolean verifies(VerifierKey key, String text) {
        return switch (key.type()) {
            case VerifierKey.ED25519 -> key.verifies(text.getBytes(StandardCharsets.UTF_8), bytes);
            case VerifierKey.COSIGNATURE ->
                bytes.length == TIMED_LENGTH
                        && key.verifies(cosignedMessage(text, time()), Arrays.copyOfRange(bytes, 8, TIMED_LENGTH));
            default -> false;
        };
    }

    /// Seconds of the epoch, of a cosignature.
    long time() {
        return bytes.length == TIMED_LENGTH ? ByteBuffer.wrap(bytes).getLong() : 0;
    }

    static byte[] cosignedMessage(String text, long epochSeconds) {
        return ("cosignature/v1\ntime " + epochSeconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    static NoteSignature cosign(String text, long epochSeconds, NoteSigner witness) {
        VerifierKey key = new VerifierKey(witness.name(), VerifierKey.COSIGNATURE, witness.publicKey());
        byte[] signature = witness.sign(cosignedMessage(text, epochSeconds));
        byte[] timed = ByteBuffer.allocate(TIMED_LENGTH)
                .putLong(epochSeconds)
                .put(signature)
                .array();
        return new NoteSignature(witness.name(), key.hash(), timed);
    }
}
