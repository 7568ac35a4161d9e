package fort.server.api;

import fort.domain.Refusal;
import fort.wire.ErrorCode;

/// What a handler makes of an act's outcome.
sealed interface Answer {
    /// A message, to be written as JSON; with `secret`, its bytes are wiped after sending.
    record Message(Object body, boolean secret) implements Answer {}

    /// Bytes as they are.
    record Raw(byte[] body, String mediaType, boolean secret) implements Answer {}

    record Empty() implements Answer {}

    /// It was sent already, as a stream.
    record Streamed() implements Answer {}

    record Failed(ErrorCode code, String detail) implements Answer {}

    Empty EMPTY = new Empty();
    Streamed STREAMED = new Streamed();

    static Answer of(Object body) {
        return new Message(body, false);
    }

    static Answer secret(Object body) {
        return new Message(body, true);
    }

    static Answer refused(Refusal refusal) {
        ErrorCode code = switch (refusal.reason()) {
            case INVALID_REQUEST -> ErrorCode.INVALID_REQUEST;
            case LOGIN_FAILED -> ErrorCode.LOGIN_FAILED;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN, CROSS_ENVIRONMENT -> ErrorCode.FORBIDDEN;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case CHECK_AND_SET -> ErrorCode.CHECK_AND_SET;
            case ALREADY_EXISTS -> ErrorCode.ALREADY_EXISTS;
            case UNSUPPORTED -> ErrorCode.UNSUPPORTED;
            case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case LIMIT_EXCEEDED -> ErrorCode.LIMIT_EXCEEDED;
            case THROTTLED -> ErrorCode.THROTTLED;
            case SEALED -> ErrorCode.SEALED;
            case UNINITIALISED -> ErrorCode.UNINITIALISED;
        };
        return new Failed(code, refusal.message());
    }
}
