package fort.domain;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// PEM keys and certificates: readable, and of a size that NIST SP 800-57 part 1 still calls secure (112 bits).
///
/// Each method returns what is wrong, or an empty text.
final class KeyForms {
    static final int RSA_BITS_MIN = 2_048;
    static final int EC_BITS_MIN = 224;

    /// More certificates than any chain has.
    private static final int CERTIFICATES_MAX = 32;

    private static final List<String> PKCS8_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "XDH", "RSASSA-PSS", "DSA");

    private KeyForms() {}

    static String certificateProblem(byte[] text) {
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
            if (certificates.isEmpty() || certificates.size() > CERTIFICATES_MAX) {
                return "is not a PEM certificate";
            }
            for (Certificate certificate : certificates) {
                String problem =
                        certificate instanceof X509Certificate x509 ? problem(x509) : "is not an X.509 certificate";
                if (!problem.isEmpty()) {
                    return problem;
                }
            }
            return "";
        } catch (GeneralSecurityException e) {
            return "is not a PEM certificate";
        }
    }

    private static String problem(X509Certificate certificate) {
        return certificate
                        .getNotAfter()
                        .toInstant()
                        .isBefore(certificate.getNotBefore().toInstant())
                ? "is a certificate that ends before it begins"
                : sizeProblem(certificate.getPublicKey());
    }

    private static String sizeProblem(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> rsaProblem(rsa.getModulus().bitLength());
            case ECKey ec -> ecProblem(ec.getParams().getOrder().bitLength());
            case DSAKey dsa -> dsaProblem();
            default -> "";
        };
    }

    static String rsaProblem(int bits) {
        return bits >= RSA_BITS_MIN ? "" : "has a weak key: RSA needs at least " + RSA_BITS_MIN + " bits";
    }

    static String ecProblem(int bits) {
        return bits >= EC_BITS_MIN ? "" : "has a weak key: an elliptic curve needs at least " + EC_BITS_MIN + " bits";
    }

    static String dsaProblem() {
        return "has a weak key: DSA is no longer accepted";
    }

    static String privateKeyProblem(byte[] text) {
        Pem pem = Pem.first(text);
        if (pem == null) {
            return "is not a PEM private key";
        }
        try {
            return switch (pem.label()) {
                case "PRIVATE KEY" -> pkcs8Problem(pem.der());
                case "OPENSSH PRIVATE KEY" -> SshForms.privateKeyProblem(pem.der());
                case "RSA PRIVATE KEY" -> pem.encrypted() ? "" : pkcs1Problem(pem.der());
                // the size is in the encrypted part, or in a curve's name that names a size Java knows to be enough
                case "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY" -> "";
                case "DSA PRIVATE KEY" -> dsaProblem();
                default -> "is not a PEM private key";
            };
        } finally {
            Arrays.fill(pem.der(), (byte) 0);
        }
    }

    private static String pkcs8Problem(byte[] der) {
        for (String algorithm : PKCS8_ALGORITHMS) {
            try {
                return switch (KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der))) {
                    case RSAKey rsa -> rsaProblem(rsa.getModulus().bitLength());
                    case ECKey ec -> ecProblem(ec.getParams().getOrder().bitLength());
                    case DSAKey dsa -> dsaProblem();
                    default -> "";
                };
            } catch (GeneralSecurityException e) {
                // another algorithm's key; the next one may know it
            }
        }
        return "is not a private key of a known algorithm";
    }

    /// SEQUENCE { version INTEGER, modulus INTEGER, … }: only the modulus' length is looked at.
    private static String pkcs1Problem(byte[] der) {
        DerLengths reader = new DerLengths(der);
        boolean readable = reader.enter(0x30) && reader.skip(0x02);
        int bits = readable ? reader.integerBits() : -1;
        return bits < 0 ? "is not a PEM private key" : rsaProblem(bits);
    }
}
