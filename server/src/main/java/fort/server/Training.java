package fort.server;

import fort.domain.Fault;
import fort.server.config.ConfigFile;
import fort.server.config.PrivateFiles;
import fort.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Does what a server usually does, so that a JVM that records an AOT cache meanwhile knows the classes of a start
/// and
/// of
/// a first secret. The launcher runs it twice with the same folder and records the second time: making a store takes
/// some 800 classes more than opening it, and each class in the cache costs time and memory at every start.
final class Training {
    private static final int ROUNDS = 20;

    private Training() {}

    /// @param folder that is thrown away afterwards
    static int run(Path folder, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        for (boolean insecure : List.of(false, true)) {
            once(folder.resolve(insecure ? "http" : "https"), insecure);
        }
        out.println("trained");
        return 0;
    }

    private static void once(Path folder, boolean insecure) throws IOException {
        Path file = folder.resolve(Up.CONFIG);
        if (!Files.exists(file)) {
            PrivateFiles.createFolder(folder);
            String text = "folder = \"data\"\n[[listener]]\nport = 0\n" + (insecure ? "insecure_http = true\n" : "")
                    + "[[environment]]\nname = \"development\"\n[[environment]]\nname = \"production\"\n";
            PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        ServerConfig config = ConfigFile.load(file);
        try (Assembly assembly = Assembly.start(config);
                Running running = Running.announce(config.folder(), assembly.served())) {
            List<Up.Ready> ready = Up.ready(config);
            if (UpReport.json(running, ready).isEmpty()) {
                throw new Fault(Fault.Code.CONFIGURATION, "nothing to report", "");
            }
            if (insecure) {
                for (int i = 0; i < ROUNDS; i++) {
                    exercise(running.address(), ready.getFirst().token(), i);
                }
            }
        }
    }

    private static void exercise(String address, String token, int round) throws IOException {
        byte[] vault = "{\"data\":{\"password\":\"training\"}}".getBytes(StandardCharsets.UTF_8);
        byte[] own = "{\"value\":{\"password\":\"training\"}}".getBytes(StandardCharsets.UTF_8);
        call("POST", address + "/v1/secret/data/training/" + round % 10, token, vault);
        call("GET", address + "/v1/secret/data/training/" + round % 10, token, null);
        call("GET", address + "/v1/sys/internal/ui/mounts/secret", token, null);
        call("PUT", address + "/api/v1/secrets/training/own", token, own);
        call("GET", address + "/api/v1/secrets/training/own", token, null);
        call("GET", address + "/health/ready", token, null);
    }

    private static void call(
            String method, String address, String token, byte @org.jspecify.annotations.Nullable [] body)
            throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("X-Vault-Token", token);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
        // What is answered does not matter here: the other room's tests look at it.
        try (var in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) {
                in.readAllBytes();
            }
        }
    }
}
