package fort.client;

import fort.wire.ErrorCode;

/// A call that failed. Decide by [#code], never by the text.
public final class FortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The server could not be reached, or stopped answering: no [ErrorCode] of the server's own.
    public static final String UNREACHABLE = "unreachable";

    /// What came back is not what this client understands.
    public static final String BAD_ANSWER = "bad_answer";

    private final String code;
    private final int status;
    private final String requestId;

    FortException(String code, int status, String message, String requestId) {
        super(message);
        this.code = code;
        this.status = status;
        this.requestId = requestId;
    }

    static FortException unreachable(String message) {
        return new FortException(UNREACHABLE, 0, message, "");
    }

    static FortException badAnswer(String message) {
        return new FortException(BAD_ANSWER, 0, message, "");
    }

    /// The stable word of the server's [ErrorCode], or [#UNREACHABLE] or [#BAD_ANSWER].
    public String code() {
        return code;
    }

    public boolean is(ErrorCode expected) {
        return code.equals(expected.word());
    }

    /// The HTTP status, or 0 when there was no answer.
    public int status() {
        return status;
    }

    /// Finds the act in the server's record; empty when there was no answer.
    public String requestId() {
        return requestId;
    }
}
