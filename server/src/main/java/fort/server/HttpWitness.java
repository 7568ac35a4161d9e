package fort.server;

import fort.audit.WitnessAnswer;
import fort.audit.WitnessClient;
import fort.domain.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// A witness over HTTP: `POST <url>/add-checkpoint` of C2SP tlog-witness. Whatever a network or a liar in between
/// does
/// to an answer, the cosignature
/// in it is checked by who asked.
final class HttpWitness implements WitnessClient {
    static final int TIMEOUT_MILLIS = 3_000;
    static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final URI url;
    private final String verifierKey;

    HttpWitness(URI url, String verifierKey) {
        this.url = url;
        this.verifierKey = verifierKey;
    }

    @Override
    public String verifierKey() {
        return verifierKey;
    }

    @Override
    public WitnessAnswer addCheckpoint(byte[] body) {
        try {
            String base = url.toString();
            URI target = URI.create((base.endsWith("/") ? base : base + "/") + "add-checkpoint");
            HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
            int status = connection.getResponseCode();
            String type = connection.getContentType();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readNBytes(ANSWER_BYTES_MAX);
                return new WitnessAnswer(status, type == null ? "" : type, answer);
            }
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the witness cannot be reached", e);
        }
    }
}
