package fort.server.tls;

import fort.domain.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys as PEM files, and the TLS contexts made of them.
public final class PemFiles {
    private PemFiles() {}

    /// @param clientAuthority who signs the certificates of clients; empty when clients need none
    /// @throws Fault with code CONFIGURATION when a file is missing or not what it should be
    public static SSLContext serverContext(Path certificate, Path key, Optional<Path> clientAuthority) {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    "server", key(key), new char[0], certificates(certificate).toArray(new X509Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            return context(keys, clientAuthority);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Fault(
                    Fault.Code.CONFIGURATION, "the certificate " + certificate + " and its key cannot be used", e);
        }
    }

    /// Trusts what `authority` signed and nothing else.
    public static SSLContext clientContext(Path authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(authority).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the authority " + authority + " cannot be used", e);
        }
    }

    private static SSLContext context(KeyManagerFactory keys, Optional<Path> clientAuthority)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys.getKeyManagers(),
                clientAuthority.isPresent() ? trust(clientAuthority.get()).getTrustManagers() : null,
                null);
        return context;
    }

    private static TrustManagerFactory trust(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate certificate : certificates(authority)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        return trust;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (found.isEmpty()) {
            throw new GeneralSecurityException("no certificate in " + file);
        }
        return found;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String pem = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("no PKCS #8 private key in " + file);
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to)));
        InvalidKeySpecException unfit = new InvalidKeySpecException("a key of no known algorithm");
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                unfit = e;
            }
        }
        throw unfit;
    }
}
