package fort.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// A witness in the sense of C2SP `tlog-witness`: it remembers the largest tree it has seen of each log and cosigns
/// only what grows from it.
///
/// Skeleton: bodies follow. HTTP lies in the server's room: `POST /add-checkpoint` → [#addCheckpoint].
@SuppressWarnings("DoNotCallSuggester") // skeleton
public final class Witness {
    private Witness() {}

    /// @param folder one small file per log, written with fsync and atomic rename before a cosignature leaves
    /// @param logs origin → verifier key of each log that is watched
    public static Witness open(Path folder, Map<String, VerifierKey> logs, NoteSigner signer, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /// Never throws for bad input: 200 with cosignature lines, 400 malformed, 403 unknown signature, 404 unknown
    /// origin, 409 with the known size,
    /// 422 bad proof, 500 when the state could not be made durable.
    public WitnessAnswer addCheckpoint(byte[] body) {
        throw new UnsupportedOperationException();
    }

    /// `name+hash+key` of type cosignature/v1.
    public String verifierKey() {
        throw new UnsupportedOperationException();
    }

    /// Operator's override after a restore: the next checkpoint of this log is accepted whatever its size. Kept as
    /// a line in the witness's own
    /// journal, with the reason.
    public void forget(String origin, String reason) {
        throw new UnsupportedOperationException();
    }
}
