package fort.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A verifier key of C2SP signed-note: `name+hash+base64(type || key)`, of a log (type 1) or of a witness
/// (type 4).
record NoteKey(String name, byte type, byte[] key) {
    private static final byte LOG = 1;
    private static final byte WITNESS = 4;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /// @throws IllegalArgumentException when it is none
    static NoteKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        if (typed.length != 33 || (typed[0] != LOG && typed[0] != WITNESS)) {
            throw new IllegalArgumentException("a verifier key is name+hash+key, with an Ed25519 key");
        }
        NoteKey key = new NoteKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
        if (!HexFormat.of().formatHex(key.hash()).equals(parts[1])) {
            throw new IllegalArgumentException("the hash of the verifier key does not fit");
        }
        return key;
    }

    boolean isWitness() {
        return type == WITNESS;
    }

    byte[] hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            sha256.update(type);
            return Arrays.copyOf(sha256.digest(key), 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// @param signature what follows the key's hash in a signature line
    boolean verifies(String text, byte[] signature) {
        if (!isWitness()) {
            return verifies(text.getBytes(StandardCharsets.UTF_8), signature);
        }
        if (signature.length != 72) {
            return false;
        }
        long time = java.nio.ByteBuffer.wrap(signature).getLong();
        String cosigned = "cosignature/v1\ntime " + time + "\n" + text;
        return verifies(cosigned.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(signature, 8, 72));
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + key.length);
            System.arraycopy(key, 0, encoded, X509_PREFIX.length, key.length);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
