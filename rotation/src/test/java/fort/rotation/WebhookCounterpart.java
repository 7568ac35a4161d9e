package fort.rotation;

import fort.testkit.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The example of the guide, run as its own process.
final class WebhookCounterpart extends Counterpart {
    private static final String KEY = "a-signing-key-of-both";

    private final int port = Program.freePort();
    private final UsersFile users;
    private final Program server;

    private WebhookCounterpart(Path python) {
        Path folder = Program.folder("webhook");
        users = new UsersFile(folder);
        Program.write(folder.resolve("key"), KEY);
        String script = Parts.root().resolve("examples/rotators/webhook.py").toString();
        server = Program.start(
                        folder,
                        Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"),
                        List.of(
                                python.toString(),
                                script,
                                Integer.toString(port),
                                users.path().toString(),
                                folder.resolve("key").toString()))
                .listeningOn(port);
    }

    static Optional<Counterpart> start() {
        return Parts.ofThisProject().inPath("python3").map(WebhookCounterpart::new);
    }

    @Override
    String version() {
        return "examples/rotators/webhook.py, a user with two passwords";
    }

    @Override
    int port() {
        return port;
    }

    @Override
    String address(int port) {
        return "http://127.0.0.1:" + port + "/rotate";
    }

    @Override
    String administrator() {
        return "{\"signing_key\":\"" + KEY + "\",\"password\":\"" + KEY + "\"}";
    }

    @Override
    String wrongAdministrator() {
        return "{\"signing_key\":\"a-signing-key-of-one\"}";
    }

    @Override
    Secret fresh() {
        return users.fresh();
    }

    @Override
    boolean login(String value) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/login").toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestMethod("POST");
            connection.getOutputStream().write(value.getBytes(StandardCharsets.UTF_8));
            int status = connection.getResponseCode();
            if (status != 200 && status != 401) {
                throw new IllegalStateException("status " + status);
            }
            return status == 200;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    String log() {
        return server.log();
    }

    @Override
    public void close() {
        server.close();
    }
}
