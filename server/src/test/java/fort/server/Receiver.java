package fort.server;

import fort.server.web.WebEngine;
import fort.server.web.WebLimits;
import fort.server.web.WebListener;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Somebody who receives webhooks and answers with a given status, and a redirect for who would follow it.
public final class Receiver implements AutoCloseable {
    public record Received(String body, String signature, int answered) {}

    private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(1000);
    private final AtomicInteger calls = new AtomicInteger();
    private final IntSupplier status;
    private final WebEngine engine;
    private final int port;

    public Receiver(IntSupplier status) {
        this.status = status;
        WebListener listener =
                new WebListener("receiver", "127.0.0.1", 0, null, false, false, List.of(), WebLimits.DEFAULT);
        this.engine = WebEngine.helidon(listener, this::answer, InstantSource.system());
        this.port = engine.start();
    }

    private WebResponse answer(WebRequest request) {
        calls.incrementAndGet();
        String signature = request.header("fort-signature");
        int answer = status.getAsInt();
        received.add(new Received(
                new String(request.body(), StandardCharsets.UTF_8), signature == null ? "" : signature, answer));
        return WebResponse.empty(answer).with("Location", "/elsewhere");
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/hook?x=1";
    }

    public BlockingQueue<Received> received() {
        return received;
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        engine.close();
    }
}
