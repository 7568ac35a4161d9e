package fort.audit;

import fort.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A witness in the sense of C2SP `tlog-witness`: it remembers the largest tree it has seen of each log and
/// cosigns only what grows from it.
///
/// It is what makes a rollback of the whole store visible, so it belongs on another host, or at least to
/// another user. HTTP lies in the server's room: `POST /add-checkpoint` → [#addCheckpoint].
///
/// ## Guarantees
/// - Checking what is known and replacing it is one step: calls are served one at a time.
/// - What is known is durable before a cosignature leaves. A crash between the two costs a cosignature, never
///   memory.
/// - A cosignature (`cosignature/v1`) says: at that time, this was the largest tree I had seen, and it contains
///   all I had seen before.
public final class Witness {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String SIZE = "text/x.tlog.size";

    private final Path folder;
    private final Map<String, VerifierKey> logs;
    private final NoteSigner signer;
    private final InstantSource clock;

    private Witness(Path folder, Map<String, VerifierKey> logs, NoteSigner signer, InstantSource clock) {
        this.folder = folder;
        this.logs = Map.copyOf(logs);
        this.signer = signer;
        this.clock = clock;
    }

    /// @param folder one small file per log, written with fsync and atomic rename before a cosignature leaves
    /// @param logs origin → verifier key of each log that is watched
    public static Witness open(Path folder, Map<String, VerifierKey> logs, NoteSigner signer, InstantSource clock) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the witness has no folder", e);
        }
        logs.keySet().forEach(origin -> new WitnessState(folder, origin).read());
        return new Witness(folder, logs, signer, clock);
    }

    /// Never throws for bad input: 200 with cosignature lines, 400 malformed, 403 unknown signature, 404
    /// unknown origin, 409 with the known size, 422 bad proof, 500 when the state could not be read or made
    /// durable.
    public synchronized WitnessAnswer addCheckpoint(byte[] body) {
        try {
            AddCheckpoint call = AddCheckpoint.parse(body);
            Note note = Note.parse(call.checkpoint());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            VerifierKey key = logs.get(checkpoint.origin());
            if (key == null) {
                return answer(404, "this log is not watched");
            }
            if (!note.signedBy(key)) {
                return answer(403, "the checkpoint is not signed by the log's key");
            }
            return call.oldSize() > checkpoint.size()
                    ? answer(400, "the old size is larger than the checkpoint")
                    : judge(call, checkpoint);
        } catch (InvalidNote e) {
            return answer(400, String.valueOf(e.getMessage()));
        } catch (Fault e) {
            return answer(500, String.valueOf(e.getMessage()));
        }
    }

    private WitnessAnswer judge(AddCheckpoint call, Checkpoint checkpoint) {
        WitnessState state = new WitnessState(folder, checkpoint.origin());
        Optional<Checkpoint> known = state.read();
        long knownSize = known.map(Checkpoint::size).orElse(0L);
        byte[] knownRoot = known.map(Checkpoint::root).orElseGet(Merkle::emptyRoot);
        if (call.oldSize() != knownSize) {
            return conflict(knownSize);
        }
        if (knownSize == checkpoint.size() && !MessageDigest.isEqual(knownRoot, checkpoint.root())) {
            return conflict(knownSize);
        }
        if (!Merkle.verifyConsistency(knownSize, checkpoint.size(), knownRoot, checkpoint.root(), call.proof())) {
            return answer(422, "the proof does not lead from the known tree to the checkpoint");
        }
        if (known.isEmpty() || knownSize < checkpoint.size()) {
            state.write(checkpoint);
        }
        NoteSignature cosignature =
                NoteSignature.cosign(checkpoint.text(), clock.instant().getEpochSecond(), signer);
        return new WitnessAnswer(200, TEXT, Note.line(cosignature));
    }

    /// `name+hash+key` of type cosignature/v1.
    public String verifierKey() {
        return new VerifierKey(signer.name(), VerifierKey.COSIGNATURE, signer.publicKey()).text();
    }

    /// The largest checkpoint seen of a log.
    public synchronized Optional<Checkpoint> known(String origin) {
        return new WitnessState(folder, origin).read();
    }

    /// Operator's override after a restore: the next checkpoint of this log is accepted whatever its size. Kept
    /// as a line in the witness's `journal`, with what was known and the reason.
    public synchronized void forget(String origin, String reason) {
        WitnessState state = new WitnessState(folder, origin);
        long size = state.read().map(Checkpoint::size).orElse(0L);
        String oneLine = reason.replaceAll("\\p{Cntrl}", " ");
        state.forget(clock.instant() + " forgot " + origin + " at " + size + ": " + oneLine + "\n");
    }

    private static WitnessAnswer conflict(long knownSize) {
        return new WitnessAnswer(409, SIZE, (knownSize + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static WitnessAnswer answer(int status, String message) {
        return new WitnessAnswer(status, TEXT, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
