package fort.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The JDK's algorithms without their checked exceptions: every one used here is required of each Java 25, so a
/// missing one is a broken installation, not a case to handle.
final class Jdk {
    private Jdk() {}

    static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(transformation + " is missing from this Java", e);
        }
    }

    static Mac hmacSha256(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
        }
    }

    /// HKDF-SHA256 (RFC 5869), extract and expand.
    static byte[] hkdf(byte[] keyMaterial, byte[] salt, byte[] info, int length) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(keyMaterial)
                    .addSalt(salt)
                    .thenExpand(info, length);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is missing from this Java", e);
        }
    }
}
