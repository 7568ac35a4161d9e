package fort.server;

import fort.crypto.RootKey;
import fort.crypto.Seal;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.InvalidName;
import fort.domain.Outcome;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.gate.Chamber;
import fort.gate.Fort;
import fort.gate.Gate;
import fort.gate.Request;
import fort.gate.SealOperation;
import fort.gate.TokenOperation;
import fort.identity.Credential;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the operator of this machine gets a first token: over a socket in the data folder, which only its owner can
/// open, against a proof that he can
/// also read the environment's key file. Nothing of it can be reached by HTTP. See
/// `docs/decisions/0010-bootstrap.md`.
///
/// The protocol is lines of ASCII. `initialise NAME` → `done` or `refused …`. `administrator NAME` → `challenge HEX`;
/// `answer HEX` → `token
/// TOKEN` or `refused …`. A challenge is for one answer on one connection.
final class LocalDoor implements AutoCloseable {
    static final String SOCKET = "local.sock";
    static final int LINE_MAX = 512;
    private static final int CHALLENGE_LENGTH = 32;
    private static final Logger LOG = LoggerFactory.getLogger(LocalDoor.class);

    private final Fort fort;
    private final Map<EnvironmentName, Seal> seals;
    private final SecureRandom random;
    private final ThreadFactory threads;
    private final Path socket;
    private final ServerSocketChannel server;

    /// @param seals of the environments that open themselves; the others cannot be proved for
    LocalDoor(Fort fort, Map<EnvironmentName, Seal> seals, SecureRandom random, ThreadFactory threads, Path folder) {
        this.fort = fort;
        this.seals = Map.copyOf(seals);
        this.random = random;
        this.threads = threads;
        this.socket = folder.resolve(SOCKET);
        try {
            Files.deleteIfExists(socket);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new Fault(Fault.Code.CONFIGURATION, "the local socket cannot be made in " + folder, e);
        }
    }

    void start() {
        threads.newThread(this::listen).start();
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                threads.newThread(() -> serve(client)).start();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("the local socket failed", e);
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(client), LINE_MAX);
            OutputStream out = Channels.newOutputStream(client);
            for (String line = line(in); line != null; line = line(in)) {
                answer(line, in, out);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("a local operator's request failed", e);
        }
    }

    private void answer(String line, InputStream in, OutputStream out) throws IOException {
        int space = line.indexOf(' ');
        Chamber chamber = space < 0 ? null : chamber(line.substring(space + 1));
        if (chamber == null) {
            write(out, "refused there is no such environment here");
            return;
        }
        switch (line.substring(0, space)) {
            case "initialise" -> write(out, initialise(chamber));
            case "administrator" -> administrator(chamber, in, out);
            default -> write(out, "refused unknown request");
        }
    }

    private @Nullable Chamber chamber(String name) {
        try {
            return fort.chamber(new EnvironmentName(name));
        } catch (InvalidName e) {
            return null;
        }
    }

    /// Makes the environment's keys. The root token that this brings is revoked at once: what an operator gets is the
    /// one-hour token, by proof.
    private String initialise(Chamber chamber) {
        if (chamber.isInitialised()) {
            return "done";
        }
        if (!seals.containsKey(chamber.environment())) {
            return "refused this environment is unsealed with shares: use sys/init";
        }
        Gate gate = fort.gate();
        Outcome<SealOperation.Initialised> outcome = gate.perform(
                        request(chamber, Credential.NONE), new SealOperation.Initialise(1, 1))
                .outcome();
        return switch (outcome) {
            case Outcome.Done<SealOperation.Initialised>(var made) -> {
                try (SecretValue token = made.rootToken()) {
                    gate.perform(request(chamber, new Credential.Token(token)), new TokenOperation.RevokeSelf());
                    yield "done";
                }
            }
            case Outcome.Refused<SealOperation.Initialised>(var refusal) -> "refused " + refusal.message();
        };
    }

    private void administrator(Chamber chamber, InputStream in, OutputStream out) throws IOException {
        byte[] challenge = new byte[CHALLENGE_LENGTH];
        random.nextBytes(challenge);
        write(out, "challenge " + HexFormat.of().formatHex(challenge));
        String line = line(in);
        if (line == null) {
            return; // he went away
        }
        boolean proved = line.startsWith("answer ") && isProof(chamber, challenge, line.substring(7));
        Outcome<TokenOperation.Auth> outcome = fort.gate()
                .perform(
                        request(chamber, new Credential.Itself("local-operator")),
                        new SealOperation.LocalAdministrator(proved))
                .outcome();
        switch (outcome) {
            case Outcome.Done<TokenOperation.Auth>(var auth)
            when auth.clientToken() != null -> {
                try (SecretValue token = auth.clientToken()) {
                    out.write("token ".getBytes(StandardCharsets.US_ASCII));
                    out.write(token.reveal(Reveal.granted()));
                    write(out, "");
                }
            }
            case Outcome.Done<TokenOperation.Auth> done -> write(out, "refused no token was made");
            case Outcome.Refused<TokenOperation.Auth>(var refusal) -> write(out, "refused " + refusal.message());
        }
    }

    private boolean isProof(Chamber chamber, byte[] challenge, String hex) {
        Seal seal = seals.get(chamber.environment());
        if (seal == null || hex.length() != 64) {
            return false;
        }
        try (RootKey root = seal.obtain(chamber.environment()).orElseThrow()) {
            return MessageDigest.isEqual(root.prove(challenge), HexFormat.of().parseHex(hex));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Request request(Chamber chamber, Credential credential) {
        return Requests.internal(chamber.environment(), credential, random);
    }

    static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() >= LINE_MAX) {
                return null;
            }
            line.append((char) c);
        }
        return line.toString();
    }

    static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the local socket could not be removed", e);
        }
    }
}
