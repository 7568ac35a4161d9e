package fort.audit;

/// What a witness answers to `add-checkpoint`: an HTTP status and a body (cosignature lines for 200, the known
/// size for 409).
///
/// @param contentType `text/plain; charset=utf-8`, or `text/x.tlog.size` for a 409 that names a size
public record WitnessAnswer(int status, String contentType, byte[] body) {}
