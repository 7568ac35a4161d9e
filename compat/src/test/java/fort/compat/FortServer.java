package fort.compat;

import fort.server.Assembly;
import fort.server.config.ConfigFile;
import fort.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A whole Fort on a port of its own: environments sealed with shares, plain HTTP on loopback, stores in a folder
/// that
/// the caller removes.
final class FortServer implements AutoCloseable {
    private final Assembly assembly;
    private final String address;

    private FortServer(Assembly assembly) {
        this.assembly = assembly;
        this.address = assembly.served().getFirst().address();
    }

    /// Uninitialised; `development` is the default environment.
    static FortServer start(Path folder) {
        try {
            Path home = Files.createDirectories(folder.resolve("fort"));
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            Path file = home.resolve("fort.toml");
            Files.writeString(file, configuration(home, freePort()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            ServerConfig config = ConfigFile.load(file);
            return new FortServer(Assembly.start(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(Path home, int port) {
        StringBuilder text = new StringBuilder("""
                node = "compat"
                folder = "%s"
                default_environment = "development"

                [[listener]]
                name = "main"
                address = "127.0.0.1"
                port = %d
                insecure_http = true
                """.formatted(home.resolve("data"), port));
        for (String environment : List.of("development", "production")) {
            text.append("""

                    [[environment]]
                    name = "%s"
                    [environment.seal]
                    kind = "shamir"
                    """.formatted(environment));
        }
        return text.toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    /// Initialises and unseals an environment with one share.
    ///
    /// @return its root token
    String open(String environment) {
        try (Player player = new Player(address, "")) {
            player.play(new Calls.Call(
                    "",
                    "PUT",
                    environment + "/sys/init",
                    "{\"secret_shares\":1,\"secret_threshold\":1}",
                    "none",
                    Map.of(),
                    Map.of("token", "root_token", "share", "keys.0")));
            player.play(new Calls.Call(
                    "", "PUT", environment + "/sys/unseal", "{\"key\":\"$share\"}", "none", Map.of(), Map.of()));
            return player.known("token");
        }
    }

    @Override
    public void close() {
        assembly.close();
    }
}
