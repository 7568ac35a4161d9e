package fort.server.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engine's half of a streamed answer. Each part that was taken counts as progress of the connection, so what is
/// closed is a client that stops reading and not a stream that lasts.
final class HelidonStream implements WebStream {
    private final ServerResponse response;
    private final ConnectionGuard.Connection connection;
    private final InstantSource clock;
    private final boolean http1;
    private @Nullable OutputStream out;
    private boolean broken;

    HelidonStream(ServerResponse response, ConnectionGuard.Connection connection, InstantSource clock, boolean http1) {
        this.response = response;
        this.connection = connection;
        this.clock = clock;
        this.http1 = http1;
    }

    void open(String contentType, List<String> headers) {
        response.status(Status.OK_200);
        response.headers().set(HeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        for (int i = 0; i < headers.size(); i += 2) {
            response.headers().set(HeaderNames.create(headers.get(i)), headers.get(i + 1));
        }
        if (http1) {
            response.headers().set(HeaderNames.CONNECTION, "close");
        }
        out = response.outputStream();
    }

    boolean isHttp1() {
        return http1;
    }

    boolean isOpen() {
        return out != null;
    }

    @Override
    public boolean send(byte[] bytes) {
        OutputStream to = out;
        if (to == null || broken) {
            return false;
        }
        try {
            to.write(bytes);
            to.flush();
            connection.progresses(clock.millis());
            return true;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            broken = true;
            return false;
        }
    }

    /// Ends the answer; a connection of HTTP/1.1 ends with it.
    void finish() {
        OutputStream to = out;
        if (to == null || broken) {
            return;
        }
        try {
            to.close();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            broken = true;
        }
    }
}
