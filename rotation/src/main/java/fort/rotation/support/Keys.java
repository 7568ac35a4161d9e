package fort.rotation.support;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// Key pairs, and their PEM text (RFC 7468).
public final class Keys {
    private static final byte[] PROBE = "fort".getBytes(StandardCharsets.US_ASCII);
    private static final int RSA_BITS = 3_072;

    private Keys() {}

    /// What a key pair signs with.
    public enum Kind {
        EC("EC", "SHA256withECDSA"),
        RSA("RSA", "SHA256withRSA"),
        ED25519("Ed25519", "Ed25519");

        private final String algorithm;
        private final String signature;

        Kind(String algorithm, String signature) {
            this.algorithm = algorithm;
            this.signature = signature;
        }

        /// As Java names it.
        public String signature() {
            return signature;
        }

        /// @throws fort.rotation.RotationFailure for a key of another kind
        public static Kind of(PublicKey key) {
            return switch (key.getAlgorithm()) {
                case "EC" -> EC;
                case "RSA" -> RSA;
                case "EdDSA", "Ed25519" -> ED25519;
                default -> throw Failures.permanent("a key is of a kind that Fort does not make", null);
            };
        }
    }

    /// P-256, RSA of 3,072 bits, or Ed25519.
    public static KeyPair generate(Kind kind, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
            switch (kind) {
                case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                case RSA -> generator.initialize(RSA_BITS, random);
                case ED25519 -> generator.initialize(255, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param label such as `PRIVATE KEY`
    public static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /// Reads PKCS#8 in PEM.
    ///
    /// @throws fort.rotation.RotationFailure when it is not one
    public static PrivateKey privateKey(String pem, Kind kind) {
        byte[] der = new byte[0];
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance(kind.algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw Failures.permanent("a private key is not PKCS#8 in PEM", null);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /// The first certificate of a PEM text.
    ///
    /// @throws fort.rotation.RotationFailure when there is none
    public static X509Certificate certificate(String pem) {
        try {
            byte[] ascii = pem.getBytes(StandardCharsets.US_ASCII);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(ascii));
        } catch (GeneralSecurityException unreadable) {
            throw Failures.permanent("a certificate is not X.509 in PEM", unreadable);
        }
    }

    /// @throws fort.rotation.RotationFailure when the keys are not of one pair
    public static void requirePair(PrivateKey key, PublicKey other, Kind kind) {
        try {
            Signature signing = Signature.getInstance(kind.signature);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            signing.initVerify(other);
            signing.update(PROBE);
            if (signing.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException mismatch) {
            // said below
        }
        throw Failures.permanent("the private key does not belong to the public one", null);
    }
}
