package fort.rotation.mysql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What `mysql_native_password` stores: `*` and the SHA-1 of the SHA-1 of the password, in hexadecimal. That is weak
/// for a password that somebody thought of; those here are drawn at random from far more than can be tried.
final class NativeHash {
    private static final int HASH_BYTES = 20;

    private NativeHash() {}

    static String of(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] once = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            return text(digest.digest(once));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A hash of which nobody knows a password.
    static String ofNobody(SecureRandom random) {
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        return text(hash);
    }

    private static String text(byte[] hash) {
        return "*" + HexFormat.of().withUpperCase().formatHex(hash);
    }
}
