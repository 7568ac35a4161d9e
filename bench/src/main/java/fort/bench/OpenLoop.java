package fort.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Reads at a fixed rate, however slow the answers are: the time of an answer counts from the moment its request was
/// due, not from when a
/// connection was free for it, so waiting in line is not left out. One thread, requests prepared beforehand.
final class OpenLoop {
    private static final int CONNECTIONS = 64;
    private static final long NAP_NANOS = 50_000;
    /// After the last request was due, for stragglers; what is then unanswered counts as that late.
    private static final long GRACE_NANOS = 5_000_000_000L;

    private final byte[][] requests;
    private final int port;
    private final Random random = new Random(11);

    OpenLoop(Peer peer, int secrets) {
        this.port = peer.plainPort();
        this.requests = new byte[secrets][];
        for (int i = 0; i < secrets; i++) {
            requests[i] = Load.readRequest(i, peer.token());
        }
    }

    Rate measure(double perSecond, int seconds) {
        try (Selector selector = Selector.open()) {
            ArrayDeque<OpenConnection> idle = new ArrayDeque<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(connect(selector));
            }
            try {
                return new Run(selector, idle, perSecond, seconds).go();
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        } catch (IOException broken) {
            throw new BenchFailure("a connection broke under load", broken);
        }
    }

    private OpenConnection connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        OpenConnection connection = new OpenConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    private final class Run {
        private final Selector selector;
        private final ArrayDeque<OpenConnection> idle;
        private final double nanosBetween;
        private final int total;
        private final long[] latencies;
        private final long start = System.nanoTime() + 10_000_000;
        private int sent;
        private int answered;
        private long failures;

        Run(Selector selector, ArrayDeque<OpenConnection> idle, double perSecond, int seconds) {
            this.selector = selector;
            this.idle = idle;
            this.nanosBetween = 1e9 / perSecond;
            this.total = (int) (perSecond * seconds);
            this.latencies = new long[total];
        }

        private long due(int number) {
            return start + (long) (number * nanosBetween);
        }

        Rate go() throws IOException {
            long end = due(total) + GRACE_NANOS;
            while (answered < total && System.nanoTime() < end) {
                sendWhatIsDue();
                if (selector.selectNow(this::read) == 0) {
                    LockSupport.parkNanos(NAP_NANOS);
                }
            }
            // The unanswered are the slowest of all.
            Arrays.fill(latencies, answered, total, GRACE_NANOS);
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(latencies);
            return new Rate((answered - failures) / seconds, millis(0.5), millis(0.99), failures + (total - answered));
        }

        private void sendWhatIsDue() throws IOException {
            long now = System.nanoTime();
            while (sent < total && !idle.isEmpty() && due(sent) <= now) {
                idle.remove().send(requests[random.nextInt(requests.length)], due(sent));
                sent++;
            }
        }

        private void read(SelectionKey key) {
            OpenConnection connection = (OpenConnection) key.attachment();
            int status = connection.receive();
            if (status == 0) {
                return;
            }
            latencies[answered++] = System.nanoTime() - connection.dueNanos();
            if (status != 200) {
                failures++;
            }
            idle.add(connection);
        }

        private double millis(double share) {
            return latencies[Math.min(total - 1, (int) (total * share))] / 1e6;
        }
    }
}
