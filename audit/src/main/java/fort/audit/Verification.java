package fort.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// Checks an exported log (a folder in the C2SP `tlog-tiles` layout) with nothing but the public key.
///
/// It finds every edit, deletion, insertion and exchange of records or tiles below the signed size, and every
/// checkpoint that was not signed by the key. A whole log that was replaced by an older state of itself is
/// found only with a checkpoint remembered from later: give those that witnesses, receipts or earlier exports
/// hold.
public final class Verification {
    private Verification() {}

    /// @param folder with `checkpoint` and `tile/…`
    /// @param progress told the number of records read so far, now and then
    public static VerificationReport verify(Path folder, VerifierKey key, LongConsumer progress) {
        return verify(folder, key, List.of(), progress);
    }

    /// @param remembered signed notes of this log from elsewhere; each must be signed by the key and lead to
    ///     the same tree
    public static VerificationReport verify(
            Path folder, VerifierKey key, List<byte[]> remembered, LongConsumer progress) {
        LogFolder files = new LogFolder(folder);
        List<Checkpoint> checkpoints = new ArrayList<>();
        try {
            byte[] note = files.read("checkpoint").orElseThrow(() -> new InvalidNote("there is no checkpoint"));
            Checkpoint newest = signed(note, key);
            checkpoints.add(newest);
            for (byte[] known : remembered) {
                checkpoints.add(signed(known, key));
            }
            return new LogVerifier(files, newest.size(), checkpoints, null, progress).run();
        } catch (InvalidNote e) {
            return new VerificationReport(0, OptionalLong.empty(), List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    /// The checkpoint in a note, when the key signed it.
    ///
    /// @throws InvalidNote when it did not, or the bytes are no checkpoint of the log the key is named after
    public static Checkpoint signed(byte[] note, VerifierKey key) {
        Note parsed = Note.parse(note);
        if (!parsed.signedBy(key)) {
            throw new InvalidNote("the checkpoint is not signed by the log's key");
        }
        Checkpoint checkpoint = Checkpoint.parse(parsed.text());
        if (!checkpoint.origin().equals(key.name())) {
            throw new InvalidNote("the checkpoint is of another log");
        }
        return checkpoint;
    }
}
