package fort.server.tls;

import fort.domain.Fault;
import fort.server.config.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority for one machine, made once, so that TLS is on from the first minute without buying
/// anything.
///
/// Its private key signs exactly one server certificate and is then forgotten: nobody who reads the folder later can
/// make another one that
/// clients of this fort trust. When the server certificate ends (after [#VALID]), a new authority is made and clients
/// are told to trust that.
///
/// ECDSA P-256, in files of mode 0600: `ca.pem` (to trust), `server.pem`, `server.key` (PKCS #8).
public final class LocalAuthority {
    /// As long as browsers accept a certificate.
    public static final Duration VALID = Duration.ofDays(397);

    /// A certificate that ends sooner is replaced at start.
    static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private static final Duration BACKDATED = Duration.ofHours(1);
    private final InstantSource clock;
    private final SecureRandom random;

    public LocalAuthority(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// @param authority to be trusted by clients
    public record Made(Path authority, Path certificate, Path key) {}

    /// What is in `folder`, made or renewed when need be.
    public Made in(Path folder, String address) {
        Made files = new Made(folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
        try {
            if (!isUsable(files)) {
                PrivateFiles.createFolder(folder);
                make(files, names(address));
            }
            return files;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the local certificate authority cannot be made in " + folder, e);
        }
    }

    private boolean isUsable(Made files) throws IOException, GeneralSecurityException {
        if (!Files.exists(files.authority) || !Files.exists(files.certificate) || !Files.exists(files.key)) {
            return false;
        }
        X509Certificate certificate = PemFiles.certificates(files.certificate).getFirst();
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEWED_BEFORE));
    }

    private void make(Made files, Set<GeneralName> names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair authority = keyPair();
        KeyPair server = keyPair();
        X500Name issuer = new X500Name("CN=Fort local authority " + Long.toHexString(random.nextLong()));
        X509v3CertificateBuilder root = builder(issuer, issuer, authority)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        X509v3CertificateBuilder leaf = builder(issuer, new X500Name("CN=Fort"), server)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
        write(files.key, "PRIVATE KEY", server.getPrivate().getEncoded());
        write(files.certificate, "CERTIFICATE", signed(leaf, authority).getEncoded());
        write(files.authority, "CERTIFICATE", signed(root, authority).getEncoded());
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair key) throws CertIOException {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(128, random).setBit(126),
                Date.from(clock.instant().minus(BACKDATED)),
                Date.from(clock.instant().plus(VALID)),
                subject,
                key.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair authority)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    }

    private static Set<GeneralName> names(String address) {
        Set<GeneralName> names = new LinkedHashSet<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        boolean numeric =
                address.indexOf(':') >= 0 || address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        boolean any = address.equals("0.0.0.0") || address.equals("::");
        if (!address.isEmpty() && !any) {
            names.add(new GeneralName(numeric ? GeneralName.iPAddress : GeneralName.dNSName, address));
        }
        try {
            names.add(new GeneralName(
                    GeneralName.dNSName, InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            // a machine that does not know its own name is reached by one of the others
            return names;
        }
        return names;
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        String pem = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
        PrivateFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII));
    }
}
