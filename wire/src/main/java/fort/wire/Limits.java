package fort.wire;

/// The limits that a client can meet, in one place.
public final class Limits {
    /// Items on a page when the caller names no number.
    public static final int PAGE_DEFAULT = 100;

    /// Items on a page at most.
    public static final int PAGE_MAX = 1000;

    /// Paths in one bulk read.
    public static final int BULK_READ_MAX = 256;

    /// Entries in one import call; a client sends more in several calls.
    public static final int IMPORT_MAX = 256;

    /// Bytes in one request body.
    public static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    /// Characters in an idempotency key.
    public static final int IDEMPOTENCY_KEY_LENGTH_MAX = 128;

    private Limits() {}
}
