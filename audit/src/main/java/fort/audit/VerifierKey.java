package fort.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A public key that notes are checked with, in the form `name+hash+base64(type || key)` of Go's `sumdb/note`
/// and C2SP signed-note.
///
/// @param type [#ED25519] for the log itself, [#COSIGNATURE] for a witness
/// @param key 32 bytes, RFC 8032
public record VerifierKey(String name, byte type, byte[] key) {
    public static final byte ED25519 = 0x01;

    /// C2SP tlog-cosignature: the signature covers a time as well.
    public static final byte COSIGNATURE = 0x04;

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public VerifierKey {
        Note.requireKeyName(name);
        if (key.length != 32 || (type != ED25519 && type != COSIGNATURE)) {
            throw new InvalidNote("a verifier key is an Ed25519 key of 32 bytes");
        }
    }

    /// @throws InvalidNote when the text is not such a key, or its hash does not fit
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || parts[1].length() != 8) {
            throw new InvalidNote("a verifier key is name+hash+key");
        }
        byte[] typed = Note.base64(parts[2], 33);
        VerifierKey key = new VerifierKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
        if (!key.text().equals(text)) {
            throw new InvalidNote("the hash of the verifier key does not fit");
        }
        return key;
    }

    public String text() {
        byte[] typed = new byte[33];
        typed[0] = type;
        System.arraycopy(key, 0, typed, 1, 32);
        return name + "+" + HexFormat.of().formatHex(hash()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /// The four bytes that a signature line names its key by.
    byte[] hash() {
        MessageDigest sha256 = Merkle.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type);
        return Arrays.copyOf(sha256.digest(key), 4);
    }

    /// Whether these 64 bytes are this key's Ed25519 signature of the message.
    boolean verifies(byte[] message, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
            System.arraycopy(key, 0, encoded, X509_PREFIX.length, 32);
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
