package fort.server.web;

import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Knows every open connection, how long it has kept us waiting, and how many its peer has.
///
/// A read time-out alone does not stop a slow client: one byte each few seconds resets it. Here the clock of a
/// connection is reset only when a
/// request *head is complete* and when its answer is done, so slowness is bounded however it is spread.
final class ConnectionGuard {
    /// How long the rest of a refused body is read and dropped.
    static final int DROPPING_MILLIS_MAX = 2_000;

    private final WebLimits limits;
    private final PeerNames peers;
    private final InstantSource clock;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, AtomicInteger> perPeer = new ConcurrentHashMap<>();

    ConnectionGuard(WebLimits limits, PeerNames peers, InstantSource clock) {
        this.limits = limits;
        this.peers = peers;
        this.clock = clock;
    }

    int size() {
        return open.size();
    }

    void sweep() {
        long now = clock.millis();
        for (Connection connection : open) {
            if (now - connection.sinceMillis > limitMillis(connection)) {
                connection.context.serverSocket().close();
            }
        }
    }

    private long limitMillis(Connection connection) {
        if (connection.dropping) {
            return DROPPING_MILLIS_MAX;
        }
        return connection.inFlight.get() > 0
                ? limits.request().toMillis()
                : limits.head().toMillis();
    }

    Connection admit(ConnectionContext context) {
        InetAddress address = context.remotePeer().address() instanceof InetSocketAddress inet
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
        boolean trusted = peers.isTrusted(address.getAddress());
        boolean counted = !trusted && !address.isLoopbackAddress();
        Connection connection = new Connection(context, address.getHostAddress(), trusted, counted, clock.millis());
        if (counted
                && perPeer.computeIfAbsent(connection.peer, p -> new AtomicInteger())
                                .incrementAndGet()
                        > limits.connectionsPerPeerMax()) {
            leave(connection);
            context.serverSocket().close();
            return connection;
        }
        open.add(connection);
        return connection;
    }

    void leave(Connection connection) {
        open.remove(connection);
        if (connection.counted) {
            perPeer.computeIfPresent(connection.peer, (p, count) -> count.decrementAndGet() <= 0 ? null : count);
        }
    }

    /// One open connection.
    static final class Connection {
        final ConnectionContext context;
        final String peer;
        final boolean trusted;
        private final boolean counted;
        private final AtomicInteger inFlight = new AtomicInteger();
        private volatile long sinceMillis;
        private volatile boolean dropping;

        Connection(ConnectionContext context, String peer, boolean trusted, boolean counted, long nowMillis) {
            this.context = context;
            this.peer = peer;
            this.trusted = trusted;
            this.counted = counted;
            this.sinceMillis = nowMillis;
        }

        void requestBegins(long nowMillis) {
            inFlight.incrementAndGet();
            sinceMillis = nowMillis;
        }

        /// It has its answer, and only what it goes on to send is still taken.
        void dropsTheRest(long nowMillis) {
            sinceMillis = nowMillis;
            dropping = true;
        }

        /// A part of a long answer was taken by the other end.
        void progresses(long nowMillis) {
            sinceMillis = nowMillis;
        }

        void requestEnds(long nowMillis) {
            inFlight.decrementAndGet();
            sinceMillis = nowMillis;
        }
    }

    /// A connection that leaves the guard when it ends.
    record Guarded(ServerConnection engine, ConnectionGuard guard, Connection connection) implements ServerConnection {
        @Override
        public void handle(io.helidon.common.concurrency.limits.Limit limit) throws InterruptedException {
            try {
                engine.handle(limit);
            } finally {
                guard.leave(connection);
            }
        }

        @Override
        public java.time.Duration idleTime() {
            return engine.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            engine.close(interrupt);
        }
    }
}
