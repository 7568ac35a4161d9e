package fort.server;

import fort.audit.InvalidNote;
import fort.audit.NoteSigner;
import fort.audit.VerifierKey;
import fort.audit.Witness;
import fort.audit.WitnessAnswer;
import fort.crypto.Signer;
import fort.domain.Fault;
import fort.server.web.WebEngine;
import fort.server.web.WebLimits;
import fort.server.web.WebListener;
import fort.server.web.WebRequest;
import fort.server.web.WebResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `fort witness`: a small process, best on another machine and under another user, that speaks C2SP
/// `tlog-witness`: it
/// remembers how large each
/// log was and cosigns only what grows from there. It holds no secret but its own signing key, and serves plain HTTP:
/// what it answers is signed.
final class WitnessServer {
    static final String[] OPTIONS = {"--state", "--listen", "--name", "--log"};
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private WitnessServer() {}

    static int run(Options options, PrintStream out) throws IOException {
        Path state = Path.of(options.required("--state")).toAbsolutePath();
        String listen = options.text("--listen", "127.0.0.1:8201");
        int colon = listen.lastIndexOf(':');
        if (colon < 0) {
            throw new Options.WrongUsage("--listen is ADDRESS:PORT");
        }
        int port = Integer.parseInt(listen.substring(colon + 1));
        Signer signer = signer(state.resolve("witness.key"));
        NoteSigner notes = signerOf(options.text("--name", "fort-witness"), signer);
        Witness witness = Witness.open(state, logs(options.all("--log")), notes, InstantSource.system());
        try (WebEngine engine = WebEngine.helidon(
                        listener(listen.substring(0, colon), port),
                        request -> answer(witness, request),
                        InstantSource.system());
                Background background = new Background()) {
            int bound = engine.start();
            background.each("sweep", 1, engine::sweep);
            out.println("http://" + listen.substring(0, colon) + ":" + bound + " " + witness.verifierKey());
            out.flush();
            Main.awaitEnd();
        }
        signer.close();
        return 0;
    }

    private static Signer signer(Path file) {
        if (Files.exists(file)) {
            return Signer.load(file);
        }
        Signer made = Signer.generate(new SecureRandom());
        made.keep(file);
        return made;
    }

    private static NoteSigner signerOf(String name, Signer signer) {
        return new NoteSigner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public byte[] publicKey() {
                return signer.publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return signer.sign(message);
            }
        };
    }

    private static Map<String, VerifierKey> logs(List<String> keys) {
        Map<String, VerifierKey> logs = new HashMap<>();
        for (String text : keys) {
            try {
                VerifierKey key = VerifierKey.parse(text);
                logs.put(key.name(), key);
            } catch (InvalidNote e) {
                throw new Fault(
                        Fault.Code.CONFIGURATION,
                        "--log is a verifier key: name+hash+key",
                        String.valueOf(e.getMessage()));
            }
        }
        return logs;
    }

    private static WebListener listener(String address, int port) {
        WebLimits standard = WebLimits.DEFAULT;
        WebLimits limits = new WebLimits(
                BODY_BYTES_MAX,
                standard.uriBytesMax(),
                standard.headerBytesMax(),
                standard.headersMax(),
                1_000,
                100,
                standard.head(),
                standard.request(),
                standard.stop());
        return new WebListener("witness", address, port, null, false, false, List.of(), limits);
    }

    static WebResponse answer(Witness witness, WebRequest request) {
        return switch (request.path()) {
            case "/add-checkpoint" -> {
                if (!request.method().equals("POST")) {
                    yield WebResponse.empty(405);
                }
                WitnessAnswer answer = witness.addCheckpoint(request.body());
                yield new WebResponse(answer.status(), answer.contentType(), List.of(), answer.body(), false);
            }
            case "/health/live" -> WebResponse.empty(204);
            default -> WebResponse.empty(404);
        };
    }
}
