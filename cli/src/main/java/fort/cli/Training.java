package fort.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Plays the usual commands against a stand-in server inside this process, so that the JVM can keep the
/// classes they need in its start-up cache. Nothing leaves the process; the launcher runs it once after a
/// build (`fort train`).
final class Training {
    private static final String SECRET = "{\"path\":\"a\",\"mount\":\"secret\",\"version\":1,\"state\":\"current\","
            + "\"type\":\"generic\",\"created_at\":\"2026-01-01T00:00:00Z\",\"value\":{\"name\":\"text\",\"number\":1}}";

    private Training() {}

    /// @param keys a PKCS #12 file with a certificate for `localhost`, and the certificate as a PEM file, made by the
    ///     launcher for this training and thrown away after it; without them TLS is not trained
    static int run(Surroundings real, Path... keys) {
        AtomicBoolean over = new AtomicBoolean();
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, over));
            String port = ":" + server.getLocalPort();
            play(real, "http://127.0.0.1" + port, "secret", "get", "a");
            play(real, "http://127.0.0.1" + port, "secret", "get", "a", "--field", "name");
            play(real, "http://127.0.0.1" + port, "secret", "get", "a", "--json");
            play(real, "http://127.0.0.1" + port, "secret", "put", "a", "name=-");
            play(real, "http://127.0.0.1" + port, "secret", "list");
            play(real, "http://127.0.0.1" + port, "whoami");
            play(real, "http://127.0.0.1" + port, "--help");
            if (keys.length == 2) {
                overTls(real, keys[0], keys[1], over);
            }
            over.set(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitCode.OK;
    }

    private static void overTls(Surroundings real, Path keyStore, Path certificate, AtomicBoolean over)
            throws IOException {
        try (ServerSocket server = context(keyStore)
                .getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, over));
            String address = "https://localhost:" + server.getLocalPort();
            for (int i = 0; i < 3; i++) {
                play(real, address, certificate, "secret", "get", "a");
            }
        }
    }

    private static SSLContext context(Path keyStore) throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            char[] password = "training".toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void play(Surroundings real, String address, String... arguments) {
        play(real, address, null, arguments);
    }

    private static void play(Surroundings real, String address, @Nullable Path certificate, String... arguments) {
        Map<String, String> variables = new HashMap<>();
        if (certificate != null) {
            variables.put("FORT_CACERT", certificate.toString());
        }
        variables.put("FORT_ADDR", address);
        variables.put("FORT_TOKEN", "none");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Main.run(
                arguments,
                new Surroundings(
                        variables,
                        real.home(),
                        new ByteArrayInputStream("text\n".getBytes(StandardCharsets.UTF_8)),
                        nowhere,
                        nowhere,
                        real.terminal(),
                        real.clock(),
                        real.pause()));
    }

    private static void serve(ServerSocket server, AtomicBoolean over) {
        while (!over.get()) {
            try (Socket socket = server.accept()) {
                answer(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                // The client gave up, or the training is over.
            }
        }
    }

    private static void answer(InputStream in, OutputStream out) throws IOException {
        byte[] request = new byte[16 * 1024];
        int length = in.read(request);
        String line = length < 4 ? "" : new String(request, 0, length, StandardCharsets.ISO_8859_1);
        String body = line.startsWith("GET /api/v1/secrets?") || line.startsWith("GET /api/v1/secrets ")
                ? "{\"mount\":\"secret\",\"prefix\":\"\",\"names\":[\"a\"]}"
                : SECRET;
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
    }
}
