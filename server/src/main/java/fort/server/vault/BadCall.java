package fort.server.vault;

/// A call that is wrong in itself: a field that does not convert, a body that is no JSON object. Thrown, because it
/// ends the decoding wherever that stands; [VaultApi] answers it. The message may name fields, never their values.
final class BadCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadCall(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /// A 400.
    static BadCall of(String message) {
        return new BadCall(400, message);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
