package fort.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A self-signed certificate for the peer, made by the JDK's `keytool`: P-256, as Fort's own are.
///
/// @param certificate PEM file
/// @param key PEM file
record Certificate(Path certificate, Path key) {
    private static final String PASSWORD = "not-secret";

    static Certificate make(Path folder) {
        Path store = folder.resolve("tls.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Programs.run(
                folder,
                Map.of(),
                Duration.ofSeconds(60),
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "peer",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificate made = new Certificate(folder.resolve("tls.crt"), folder.resolve("tls.key"));
            write(made.certificate, "CERTIFICATE", keys.getCertificate("peer").getEncoded());
            write(
                    made.key,
                    "PRIVATE KEY",
                    keys.getKey("peer", PASSWORD.toCharArray()).getEncoded());
            return made;
        } catch (IOException | GeneralSecurityException broken) {
            throw new BenchFailure("no certificate for the peer", broken);
        }
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                        + "-----\n");
    }
}
