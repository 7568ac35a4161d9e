package fort.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Keeps what was asked, and answers what it was told to; `{}` when it was told nothing.
final class FakeTransport implements Transport {
    final List<Request> requests = new ArrayList<>();
    private final Deque<Reply> replies = new ArrayDeque<>();

    FakeTransport answering(int status, Map<String, String> headers, String body) {
        replies.add(new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    @Override
    public Reply send(Request request) {
        requests.add(request);
        return replies.isEmpty() ? new Reply(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8)) : replies.remove();
    }

    @Override
    public void close() {}
}
