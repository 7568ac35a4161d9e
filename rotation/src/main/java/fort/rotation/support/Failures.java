package fort.rotation.support;

import fort.rotation.RotationFailure;
import org.jspecify.annotations.Nullable;

/// Shorter words for the three kinds of failure.
public final class Failures {
    private Failures() {}

    public static RotationFailure transientFailure(String sentence, @Nullable Throwable cause) {
        return new RotationFailure(RotationFailure.Kind.TRANSIENT, sentence, cause);
    }

    public static RotationFailure permanent(String sentence, @Nullable Throwable cause) {
        return new RotationFailure(RotationFailure.Kind.PERMANENT, sentence, cause);
    }

    public static RotationFailure unknown(String sentence, @Nullable Throwable cause) {
        return new RotationFailure(RotationFailure.Kind.UNKNOWN, sentence, cause);
    }
}
