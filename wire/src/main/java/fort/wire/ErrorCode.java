package fort.wire;

import java.util.Locale;

/// Every way a call of Fort's own API can fail. The word is stable: clients decide by it, never by the
/// text.
public enum ErrorCode {
    INVALID_REQUEST(400, "The request is not valid"),
    LOGIN_FAILED(401, "The login failed"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method does not exist here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CHECK_AND_SET(409, "The current version is not the expected one"),
    ALREADY_EXISTS(409, "The name is taken"),
    CONFLICT(409, "Something else changed this at the same time"),
    LIMIT_EXCEEDED(413, "A limit was exceeded"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has the wrong media type"),
    UNSUPPORTED(422, "This operation does not exist for this kind of thing"),
    POLICY_VIOLATION(422, "The value breaks the rules of its type"),
    IDEMPOTENCY_MISMATCH(422, "The idempotency key was used for another request"),
    THROTTLED(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Fort failed"),
    INTEGRITY(500, "Stored data failed its integrity check"),
    SEALED(503, "The environment is sealed"),
    UNINITIALISED(503, "The environment is not initialised"),
    STORE_UNAVAILABLE(503, "The store is not available"),
    AUDIT_UNAVAILABLE(503, "The record cannot be written, so nothing was done"),
    OVERLOADED(503, "Fort is too busy"),
    STORE_FULL(507, "The store is full");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// The HTTP status that carries this code.
    public int status() {
        return status;
    }

    /// The same short sentence each time, for people.
    public String title() {
        return title;
    }

    /// The stable word, such as `check_and_set`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The problem's type: a name, not an address to fetch.
    public String type() {
        return "urn:fort:error:" + word();
    }
}
