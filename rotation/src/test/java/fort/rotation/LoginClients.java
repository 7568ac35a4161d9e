package fort.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Consumers that log in all the time, each with the value that it fetched last. [#publish] is their grace: it
/// returns
/// when each has begun anew with the new value.
final class LoginClients implements AutoCloseable {
    /// What a client does with what it logged in for; without it the machine does nothing but log in.
    private static final long PAUSE_NANOS = 1_000_000;

    private final Counterpart counterpart;
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final int[] seen;
    private String value;
    private int generation = 1;
    private boolean stopped;

    LoginClients(int count, Counterpart counterpart, String value) {
        this.counterpart = counterpart;
        this.value = value;
        this.seen = new int[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().daemon().start(() -> logInAllTheTime(number)));
        }
    }

    private void logInAllTheTime(int number) {
        int mine = 0;
        while (true) {
            String fetched;
            synchronized (this) {
                seen[number] = mine;
                notifyAll();
                if (stopped) {
                    return;
                }
                mine = generation;
                fetched = value;
            }
            boolean in = false;
            try {
                in = counterpart.login(fetched);
            } finally {
                (in ? logins : failures).incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    synchronized void publish(String next) {
        value = next;
        generation++;
        try {
            while (!all()) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /// A login with the newest value was finished: so none with an older one is under way.
    private boolean all() {
        for (int each : seen) {
            if (each < generation && threads.stream().anyMatch(Thread::isAlive)) {
                return false;
            }
        }
        return true;
    }

    int logins() {
        return logins.get();
    }

    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
