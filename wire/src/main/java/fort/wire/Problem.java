package fort.wire;

import org.jspecify.annotations.Nullable;

/// The body of every failed call: `application/problem+json` of RFC 9457, with two members of Fort's own.
///
/// @param type `urn:fort:error:<code>`
/// @param title the same sentence for each problem of this code
/// @param status the HTTP status, again
/// @param detail what was wrong this time and what to do; never a value
/// @param code stable word of [ErrorCode]
/// @param requestId finds the act in the record
public record Problem(
        String type, String title, int status, @Nullable String detail, String code, String requestId) {
    /// The media type of a problem.
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, @Nullable String detail, String requestId) {
        return new Problem(code.type(), code.title(), code.status(), detail, code.word(), requestId);
    }
}
