package fort.server;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that comes again: one named thread each, one run at a time, a pause after each run, a failure logged and not
/// fatal.
///
/// Threads of the platform: long work on a virtual one would keep a carrier, of which there are as many as cores,
/// from
/// the requests.
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private final List<Thread> running = new ArrayList<>();

    void each(String name, long seconds, Runnable work) {
        running.add(Thread.ofPlatform().daemon().name("fort-" + name).start(() -> repeat(name, seconds, work)));
    }

    private static void repeat(String name, long seconds, Runnable work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(seconds * 1000);
                work.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("background work failed and is tried again: {}", name, e);
            }
        }
    }

    @Override
    public void close() {
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            try {
                thread.join(java.time.Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
