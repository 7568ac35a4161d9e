package fort.server;

import fort.crypto.KeyFileSeal;
import fort.crypto.RootKey;
import fort.domain.Fault;
import fort.server.config.ServerConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HexFormat;

/// The other side of [LocalDoor]: whoever can read the key files of this machine's fort.
final class LocalOperator implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    /// @param folder the data folder
    LocalOperator(Path folder) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(LocalDoor.SOCKET)));
        in = new BufferedInputStream(Channels.newInputStream(channel), LocalDoor.LINE_MAX);
        out = Channels.newOutputStream(channel);
    }

    void initialise(ServerConfig.Environment environment) throws IOException {
        ask("initialise " + environment.name(), "done");
    }

    /// A token with the `root` policy of this environment, for one hour. The caller prints it once and keeps it
    /// nowhere.
    String administratorToken(ServerConfig.Environment environment) throws IOException {
        if (!(environment.seal() instanceof ServerConfig.SealKind.KeyFile(Path keys))) {
            throw new Fault(Fault.Code.CONFIGURATION, "environment " + environment.name() + " has no key file", "");
        }
        byte[] challenge = HexFormat.of().parseHex(ask("administrator " + environment.name(), "challenge "));
        try (RootKey root = new KeyFileSeal(keys)
                .obtain(environment.name())
                .orElseThrow(() -> new Fault(
                        Fault.Code.CONFIGURATION, "the key file of " + environment.name() + " is missing", ""))) {
            return ask("answer " + HexFormat.of().formatHex(root.prove(challenge)), "token ");
        }
    }

    private String ask(String line, String expected) throws IOException {
        LocalDoor.write(out, line);
        String answer = LocalDoor.line(in);
        if (answer == null || !answer.startsWith(expected)) {
            throw new Fault(
                    Fault.Code.CONFIGURATION,
                    "the server refused: " + (answer == null ? "no answer" : answer.replace("refused ", "")),
                    line.split(" ", 2)[0]);
        }
        return answer.substring(expected.length());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
