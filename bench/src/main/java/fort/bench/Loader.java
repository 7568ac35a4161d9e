package fort.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Writes every secret once, before anything is measured.
final class Loader {
    private static final int CONNECTIONS = 32;

    private Loader() {}

    static void fill(Peer peer, int secrets) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = IntStream.range(0, CONNECTIONS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write(peer, next, secrets)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new BenchFailure(peer.name() + " cannot be filled", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    private static void write(Peer peer, AtomicInteger next, int secrets) {
        try (Connection connection = new Connection(peer.plainPort())) {
            for (int number = next.getAndIncrement(); number < secrets; number = next.getAndIncrement()) {
                Connection.Answer answer = connection.ask(Load.writeRequest(number, peer.token()));
                if (!answer.ok()) {
                    throw new BenchFailure(peer.name() + " refuses a write: " + answer);
                }
            }
        } catch (IOException broken) {
            throw new BenchFailure(peer.name() + " broke a connection", broken);
        }
    }
}
