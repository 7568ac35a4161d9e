package fort.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between a client and PostgreSQL and cuts the line at the instant of a commit.
final class CuttingProxy implements AutoCloseable {
    enum Cut {
        NEVER,
        /// The server never hears of the commit.
        BEFORE_COMMIT,
        /// The server commits, the client never hears of it.
        AFTER_COMMIT,
        /// Like [#AFTER_COMMIT], and nobody gets through any more.
        AFTER_COMMIT_AND_STAY_AWAY,
        ALWAYS
    }

    private final ServerSocket server;
    private final int target;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);

    CuttingProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut(Cut next) {
        cut.set(next);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (cut.get() == Cut.ALWAYS) {
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> requests(client, upstream));
                Thread.ofVirtual().start(() -> copy(upstream, client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void requests(Socket client, Socket upstream) {
        try (client;
                upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            CommitWatch watch = new CommitWatch();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (watch.commits(buffer, length) && cut.get() != Cut.NEVER) {
                    cutNow(upstream, client, buffer, length);
                    return;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // the line is cut
        }
    }

    private void cutNow(Socket upstream, Socket client, byte[] buffer, int length) throws IOException {
        Cut now = cut.getAndUpdate(before -> before == Cut.AFTER_COMMIT_AND_STAY_AWAY ? Cut.ALWAYS : Cut.NEVER);
        client.close();
        if (now != Cut.BEFORE_COMMIT) {
            upstream.getOutputStream().write(buffer, 0, length);
            upstream.shutdownOutput(); // the server works off what it has, then ends the session
            upstream.getInputStream().readAllBytes();
        }
    }

    /// Knows the statement that writes a batch, or the end of a transaction, by its text when it is prepared, and by
    /// the statement's name afterwards.
    private static final class CommitWatch {
        private static final Pattern TEXT = Pattern.compile("(S_\\d+)?\0\\s*(?:WITH head AS|COMMIT)");

        private final Set<String> names = new HashSet<>();

        boolean commits(byte[] buffer, int length) {
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            boolean found = names.stream().anyMatch(text::contains);
            Matcher prepared = TEXT.matcher(text);
            while (prepared.find()) {
                found = true;
                if (prepared.group(1) != null) {
                    names.add("\0" + prepared.group(1) + "\0");
                }
            }
            return found;
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // the line is cut
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
