package fort.rotation.support;

import fort.rotation.RotationContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A TCP or TLS connection that keeps a deadline at every read, however slowly the other side speaks.
public final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(new Timed(socket, deadline));
        this.out = socket.getOutputStream();
    }

    public static Wire open(Address address, RotationContext.Target target, Deadline deadline) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address.socketHost(), address.port()), deadline.remainingMillis());
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(deadline.remainingMillis());
            return new Wire(address.tls() ? secured(plain, address, target) : plain, deadline);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket secured(Socket plain, Address address, RotationContext.Target target) throws IOException {
        SSLSocket secure = (SSLSocket) Trust.context(target.caCertificates())
                .getSocketFactory()
                .createSocket(plain, address.socketHost(), address.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // it was to be closed, and is
        }
    }

    private static final class Timed extends InputStream {
        private final Socket socket;
        private final Deadline deadline;
        private final InputStream source;

        Timed(Socket socket, Deadline deadline) throws IOException {
            this.socket = socket;
            this.deadline = deadline;
            this.source = socket.getInputStream();
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(deadline.remainingMillis());
            return source.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            socket.setSoTimeout(deadline.remainingMillis());
            return source.read(buffer, offset, length);
        }
    }
}
