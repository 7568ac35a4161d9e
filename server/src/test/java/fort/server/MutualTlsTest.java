package fort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.server.config.ConfigFile;
import fort.server.config.PrivateFiles;
import fort.server.tls.LocalAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A listener with `client_ca_file`: whom it lets in, by real certificates over real connections.
@Tag("attack-8")
class MutualTlsTest {
    private static final X500Name AUTHORITY = new X500Name("CN=Clients of this fort");
    private static final X500Name CLIENT = new X500Name("CN=billing");

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final KeyPair authority = keyPair();
    private Assembly assembly;
    private KeyStore server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void start() throws Exception {
        Path own = folder.resolve("fort");
        PrivateFiles.createFolder(own);
        LocalAuthority.Made made =
                new LocalAuthority(InstantSource.system(), new SecureRandom()).in(own.resolve("tls"), "127.0.0.1");
        Path clients = own.resolve("clients.pem");
        writePem(clients, certificate(AUTHORITY, AUTHORITY, authority, authority, null, 1));
        Path file = own.resolve("fort.toml");
        Files.writeString(
                file,
                "folder = \"data\"\n[[listener]]\nport = 0\n[listener.tls]\ncertificate_file = \"" + made.certificate()
                        + "\"\nkey_file = \"" + made.key() + "\"\nclient_ca_file = \"" + clients
                        + "\"\n[[environment]]\nname = \"development\"\n");
        server = emptyStore();
        try (var in = Files.newInputStream(made.authority())) {
            server.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        assembly = Assembly.start(ConfigFile.load(file));
    }

    @AfterEach
    void stop() {
        assembly.close();
    }

    @Test
    void a_client_with_a_certificate_of_the_authority_is_served() throws Exception {
        KeyPair own = keyPair();
        X509Certificate good = certificate(CLIENT, AUTHORITY, own, authority, KeyPurposeId.id_kp_clientAuth, 1);
        assertThat(call(own, good)).isEqualTo(200);
    }

    @Test
    void a_client_without_one_is_not() {
        assertThatThrownBy(() -> call(null, null)).isInstanceOf(IOException.class);
    }

    @Test
    void one_that_a_namesake_of_the_authority_signed_is_not() throws Exception {
        KeyPair own = keyPair();
        X509Certificate forged = certificate(CLIENT, AUTHORITY, own, keyPair(), KeyPurposeId.id_kp_clientAuth, 1);
        assertThatThrownBy(() -> call(own, forged)).isInstanceOf(IOException.class);
        X509Certificate selfSigned = certificate(CLIENT, CLIENT, own, own, KeyPurposeId.id_kp_clientAuth, 1);
        assertThatThrownBy(() -> call(own, selfSigned)).isInstanceOf(IOException.class);
    }

    @Test
    void one_that_is_over_or_was_made_for_servers_is_not() throws Exception {
        KeyPair own = keyPair();
        X509Certificate over = certificate(CLIENT, AUTHORITY, own, authority, KeyPurposeId.id_kp_clientAuth, -1);
        assertThatThrownBy(() -> call(own, over)).isInstanceOf(IOException.class);
        X509Certificate forServers = certificate(CLIENT, AUTHORITY, own, authority, KeyPurposeId.id_kp_serverAuth, 1);
        assertThatThrownBy(() -> call(own, forServers)).isInstanceOf(IOException.class);
    }

    private int call(@Nullable KeyPair key, @Nullable X509Certificate certificate) throws Exception {
        KeyStore store = emptyStore();
        if (key != null && certificate != null) {
            store.setKeyEntry("client", key.getPrivate(), new char[0], new X509Certificate[] {certificate});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(server);
        SSLContext context = SSLContext.getInstance("TLS");
        // Shows what it has, whatever the server asks for: a server that only asked for it nicely would be found out.
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        URI live = URI.create(assembly.served().getFirst().address() + "/health/live");
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return client.send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param use null for an authority's own
    /// @param daysLeft negative for one that is over
    private X509Certificate certificate(
            X500Name subject, X500Name issuer, KeyPair key, KeyPair signer, @Nullable KeyPurposeId use, int daysLeft)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(7),
                Date.from(now.minus(9, ChronoUnit.DAYS)),
                Date.from(now.plus(daysLeft, ChronoUnit.DAYS)),
                subject,
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(use == null));
        if (use != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static void writePem(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        PrivateFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII));
    }
}
