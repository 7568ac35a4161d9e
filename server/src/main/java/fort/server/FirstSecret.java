package fort.server;

import fort.domain.Fault;
import fort.server.tls.PemFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/// Writes a first secret through the front door and reads it back, so that `fort up` says what it saw and not what it
/// hopes.
final class FirstSecret {
    private static final String PATH = "/api/v1/secrets/hello";
    private static final String VALUE = "{\"greeting\":\"It is safe in here.\"}";

    private FirstSecret() {}

    /// @return one sentence for a person
    static String writtenAndRead(Running running, Up.Ready ready) {
        try {
            int written =
                    call(running, ready, "PUT", ("{\"value\":" + VALUE + "}").getBytes(StandardCharsets.UTF_8)).status;
            Answer read = call(running, ready, "GET", null);
            if (written != 200 || read.status != 200 || !read.body.contains(VALUE)) {
                throw new Fault(
                        Fault.Code.CONFIGURATION, "the first secret did not come back", written + " " + read.status);
            }
            return "A first secret, `hello`, was written to " + ready.environment() + " and read back.";
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the server does not answer at " + running.address(), e);
        }
    }

    private record Answer(int status, String body) {}

    private static Answer call(Running running, Up.Ready ready, String method, byte @Nullable [] body)
            throws IOException {
        URI target = URI.create(running.address() + PATH);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure
                && running.authority().isPresent()) {
            secure.setSSLSocketFactory(
                    PemFiles.clientContext(running.authority().get()).getSocketFactory());
        }
        connection.setRequestMethod(method);
        connection.setRequestProperty("Fort-Token", ready.token());
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
