package fort.rotation.x509;

import fort.domain.SecretValue;
import fort.rotation.RotationContext;
import fort.rotation.support.Failures;
import fort.rotation.support.Fields;
import fort.rotation.support.Keys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority whose key is in a secret.
record Authority(X509Certificate certificate, PrivateKey key) {
    private static final long DAYS_DEFAULT = 90;
    private static final long DAYS_MAX = 825;
    private static final int SERIAL_BITS = 127;

    /// For clocks of clients that are late.
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    static Authority of(RotationContext context) {
        SecretValue credential = context.target().credential();
        if (credential == null) {
            throw Failures.permanent("the target has no credential with the authority's key", null);
        }
        Fields fields = Fields.of(credential);
        X509Certificate certificate = Keys.certificate(fields.required("certificate"));
        Keys.Kind kind = Keys.Kind.of(certificate.getPublicKey());
        PrivateKey key = Keys.privateKey(fields.required("private_key"), kind);
        Keys.requirePair(key, certificate.getPublicKey(), kind);
        return new Authority(certificate, key);
    }

    /// For servers and clients; ends with the authority at the latest.
    X509Certificate certify(PublicKey subject, List<String> names, RotationContext context, Instant now) {
        Instant wanted = now.plus(Duration.ofDays(days(context)));
        Instant last = certificate.getNotAfter().toInstant();
        Instant end = wanted.isBefore(last) ? wanted : last;
        if (!end.isAfter(now)) {
            throw Failures.permanent("the authority's own certificate is over", null);
        }
        String first = names.getFirst();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    new BigInteger(SERIAL_BITS, context.random()).setBit(SERIAL_BITS),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(end),
                    new X500Principal("CN=" + (first.length() <= 64 ? first : first.substring(0, 64))),
                    subject);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subject));
            Keys.Kind kind = Keys.Kind.of(certificate.getPublicKey());
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(kind.signature()).build(key)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException cannot) {
            throw Failures.permanent("the certificate cannot be made with the authority's key", cannot);
        }
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(Names.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static long days(RotationContext context) {
        String days = context.settings().options().getOrDefault("days", Long.toString(DAYS_DEFAULT));
        if (!days.matches("[1-9]\\d{0,2}") || Long.parseLong(days) > DAYS_MAX) {
            throw Failures.permanent("option \"days\" is 1 to " + DAYS_MAX, null);
        }
        return Long.parseLong(days);
    }
}
