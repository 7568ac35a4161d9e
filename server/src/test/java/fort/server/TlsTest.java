package fort.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.server.config.ConfigFile;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import fort.server.tls.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path folder;

    @Test
    void speaks_http2_over_tls13_under_its_own_authority_and_nothing_older() throws Exception {
        PrivateFiles.createFolder(folder.resolve("fort"));
        Path file = folder.resolve("fort/fort.toml");
        Files.writeString(file, "folder = \"data\"\n[[listener]]\nport = 0\n[[environment]]\nname = \"development\"\n");
        ServerConfig config = ConfigFile.load(file);
        try (Assembly assembly = Assembly.start(config)) {
            Assembly.Served served = assembly.served().getFirst();
            SSLContext trust = PemFiles.clientContext(served.authority().orElseThrow());
            try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
                URI live = URI.create(served.address() + "/health/live");
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
                assertThat(answer.body()).contains("live");
            }
            assertThatThrownBy(() -> handshake(trust, live(served), "TLSv1.2"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static int live(Assembly.Served served) {
        return URI.create(served.address()).getPort();
    }

    private static void handshake(SSLContext trust, int port, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
        }
    }
}
