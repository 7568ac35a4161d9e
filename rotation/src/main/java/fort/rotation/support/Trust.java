package fort.rotation.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom TLS trusts: a target's own authorities, or the platform's.
public final class Trust {
    private Trust() {}

    /// @param authorities PEM certificates, or empty for the platform's
    /// @throws fort.rotation.RotationFailure when the text is no certificate
    public static SSLContext context(String authorities) {
        try {
            if (authorities.isEmpty()) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw Failures.permanent("the target's authorities are not PEM certificates", unreadable);
        }
    }

    private static KeyStore store(String authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        byte[] pem = authorities.getBytes(StandardCharsets.US_ASCII);
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("authority-" + ++number, each);
        }
        if (number == 0) {
            throw new GeneralSecurityException("no certificate");
        }
        return store;
    }
}
