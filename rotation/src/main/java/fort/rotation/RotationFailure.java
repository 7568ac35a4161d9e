package fort.rotation;

import org.jspecify.annotations.Nullable;

/// Why a verb of a [Rotator] did not succeed. The message is one sentence for operators and never holds a value;
/// neither does the cause, which is for the server's log.
public final class RotationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What trying again is worth.
    public enum Kind {
        /// The target is away, slow or busy: the next attempt may succeed.
        TRANSIENT,
        /// The target refused: wrong rights, unknown user, a value it does not take. Somebody has to look.
        PERMANENT,
        /// The reply was lost: the change may have been made. Verifying will tell.
        UNKNOWN
    }

    private final Kind kind;

    public RotationFailure(Kind kind, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
