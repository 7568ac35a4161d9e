package fort.rotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An authority that OpenSSL made: what Fort makes with it is judged by the same OpenSSL.
final class LocalAuthority {
    private final Path folder = Program.folder("authority");

    LocalAuthority() {
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")
                .with(
                        "-addext",
                        "keyUsage=critical,keyCertSign,cRLSign",
                        "-subj",
                        "/CN=Test authority",
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem")
                .run();
    }

    String certificate() {
        return read("ca.pem");
    }

    /// As the credential of a target.
    String credential() {
        return json(certificate(), read("ca.key"));
    }

    static String json(String certificate, String key) {
        return "{\"certificate\":\"%s\",\"private_key\":\"%s\"}".formatted(line(certificate), line(key));
    }

    private static String line(String pem) {
        return pem.replace("\n", "\\n");
    }

    /// What OpenSSL thinks of a certificate: `OK`, its subject and names.
    String judge(String certificate) {
        Program.write(folder.resolve("leaf.pem"), certificate);
        return openssl("verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", "ca.pem", "leaf.pem")
                        .run()
                + openssl("x509", "-in", "leaf.pem", "-noout", "-subject", "-ext", "subjectAltName")
                        .run();
    }

    private String read(String file) {
        return Program.read(folder.resolve(file));
    }

    private Command openssl(String... words) {
        return new Command(folder, List.of(words));
    }

    private record Command(Path folder, List<String> words) {
        Command with(String... more) {
            return new Command(
                    folder,
                    java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(more))
                            .toList());
        }

        String run() {
            return Program.run(
                    folder,
                    Map.of(),
                    java.util.stream.Stream.concat(java.util.stream.Stream.of("openssl"), words.stream())
                            .toList());
        }
    }
}
