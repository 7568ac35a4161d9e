package fort.server.web;

import java.time.Duration;

/// What one listener accepts at most. All of these are checked before anything is parsed.
///
/// @param bodyBytesMax at most [#BODY_BYTES_HARD]
/// @param uriBytesMax request line
/// @param headerBytesMax all headers together
/// @param headersMax number of header lines
/// @param connectionsMax open connections
/// @param connectionsPerPeerMax open connections of one address; loopback and trusted proxies are not counted
/// @param head how long a connection may take to deliver the next complete request head; also how long it may be idle
/// @param request how long reading a body and answering may take
/// @param stop how long a graceful stop waits for requests in flight
public record WebLimits(
        int bodyBytesMax,
        int uriBytesMax,
        int headerBytesMax,
        int headersMax,
        int connectionsMax,
        int connectionsPerPeerMax,
        Duration head,
        Duration request,
        Duration stop) {
    /// No configuration can allow a larger body.
    public static final int BODY_BYTES_HARD = 32 * 1024 * 1024;

    public static final WebLimits DEFAULT = new WebLimits(
            1024 * 1024,
            8 * 1024,
            32 * 1024,
            64,
            10_000,
            512,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));

    public WebLimits {
        if (bodyBytesMax < 1 || bodyBytesMax > BODY_BYTES_HARD) {
            throw new IllegalArgumentException("a body is limited to 1 to " + BODY_BYTES_HARD + " bytes");
        }
    }
}
