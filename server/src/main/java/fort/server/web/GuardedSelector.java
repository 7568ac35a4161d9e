package fort.server.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// Puts each connection of one protocol under the [ConnectionGuard], and hands the guard's view of it to the
/// requests:
/// as their remote peer, the
/// only thing of a connection that a request carries in every protocol.
record GuardedSelector(ServerConnectionSelector protocol, ConnectionGuard guard) implements ServerConnectionSelector {
    @Override
    public int bytesToIdentifyConnection() {
        return protocol.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return protocol.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return protocol.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        ConnectionGuard.Connection connection = guard.admit(context);
        ServerConnection engine =
                protocol.connection(new Context(context, new TrackedPeer(context.remotePeer(), connection)));
        return new ConnectionGuard.Guarded(engine, guard, connection);
    }

    record TrackedPeer(PeerInfo engine, ConnectionGuard.Connection connection) implements PeerInfo {
        @Override
        public SocketAddress address() {
            return engine.address();
        }

        @Override
        public String host() {
            return engine.host();
        }

        @Override
        public int port() {
            return engine.port();
        }

        @Override
        public Optional<Principal> tlsPrincipal() {
            return engine.tlsPrincipal();
        }

        @Override
        public Optional<Certificate[]> tlsCertificates() {
            return engine.tlsCertificates();
        }
    }

    private record Context(ConnectionContext engine, TrackedPeer remotePeer) implements ConnectionContext {
        @Override
        public ListenerContext listenerContext() {
            return engine.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return engine.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return engine.dataWriter();
        }

        @Override
        public DataReader dataReader() {
            return engine.dataReader();
        }

        @Override
        public Router router() {
            return engine.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return engine.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return engine.serverSocket();
        }

        @Override
        public PeerInfo localPeer() {
            return engine.localPeer();
        }

        @Override
        public boolean isSecure() {
            return engine.isSecure();
        }

        @Override
        public String socketId() {
            return engine.socketId();
        }

        @Override
        public String childSocketId() {
            return engine.childSocketId();
        }
    }
}
