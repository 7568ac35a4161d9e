package fort.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP relay before a target, that loses its answers when it is told to: the n-th piece of an answer reaches
/// nobody,
/// although what was asked was done.
final class Relay implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private enum Trouble {
        NONE,
        CUT,
        HANG
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Trouble trouble = Trouble.NONE;
    private int answersLeft;
    private boolean asked;

    Relay(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    synchronized void forward() {
        trouble = Trouble.NONE;
    }

    /// After so many answers the connection is closed, and so is each new one.
    synchronized void cutAfter(int answers) {
        trouble = Trouble.CUT;
        answersLeft = answers;
    }

    /// After so many answers nothing comes any more.
    synchronized void hangAfter(int answers) {
        trouble = Trouble.HANG;
        answersLeft = answers;
    }

    private synchronized Trouble next(boolean answer) {
        if (!answer) {
            asked = true;
            return Trouble.NONE;
        }
        if (asked) {
            asked = false;
            answersLeft--;
        }
        return trouble == Trouble.NONE || answersLeft >= 0 ? Trouble.NONE : trouble;
    }

    /// A target that speaks first answers the connection itself.
    private synchronized boolean takes() {
        asked = true;
        return trouble != Trouble.CUT || answersLeft >= 0;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (!takes()) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException gone) {
                // closed, or the target is: the next client learns it too
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[PIECE_BYTES];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                Trouble now = next(answers);
                if (now == Trouble.CUT) {
                    return;
                }
                if (now == Trouble.NONE) {
                    out.write(piece, 0, read);
                }
            }
        } catch (IOException gone) {
            // one side hung up; so does the other
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
