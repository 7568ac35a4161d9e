package fort.domain;

import org.jspecify.annotations.Nullable;

/// A broken surrounding: the disk, the database, a key that does not open. Never an expected answer; see [Refusal].
///
/// The message given to [#getMessage] is the outer one, safe for a caller; [#detail] is for the operator's log and
/// never holds a secret.
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Code {
        /// The store cannot be read or written now (I/O error, connection lost). HTTP 503.
        STORE_UNAVAILABLE,
        /// The store has no room left. HTTP 507.
        STORE_FULL,
        /// The record of the act cannot be made durable, so the act did not happen. HTTP 503.
        AUDIT_UNAVAILABLE,
        /// Stored bytes fail their integrity check. HTTP 500; raises an alert.
        INTEGRITY,
        /// The schema, lock, mode or format of a store is not one this program accepts. Start-up refuses.
        STORE_REFUSED,
        /// The store is older than a witness has seen. Start-up refuses.
        ROLLED_BACK,
        /// A configuration that cannot be used. Start-up refuses.
        CONFIGURATION,
        /// A named queue is full. HTTP 503 with Retry-After.
        OVERLOADED
    }

    private final Code code;
    private final String detail;

    public Fault(Code code, String outer, String detail) {
        super(outer);
        this.code = code;
        this.detail = detail;
    }

    public Fault(Code code, String outer, @Nullable Throwable cause) {
        super(outer, cause);
        this.code = code;
        this.detail = cause == null ? outer : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /// The message for a caller.
    public String outer() {
        return java.util.Objects.requireNonNull(getMessage());
    }

    public Code code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
