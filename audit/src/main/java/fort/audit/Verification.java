package fort.audit;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/// Checks an exported log (a folder in the C2SP `tlog-tiles` layout) with nothing but the public key.
///
/// Skeleton: bodies follow.
@SuppressWarnings("DoNotCallSuggester") // skeleton
public final class Verification {
    private Verification() {}

    /// @param folder with `checkpoint` and `tile/…`
    /// @param progress told the number of records read so far, now and then
    public static VerificationReport verify(Path folder, VerifierKey key, LongConsumer progress) {
        throw new UnsupportedOperationException();
    }
}
