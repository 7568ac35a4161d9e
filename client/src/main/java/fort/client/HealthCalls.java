package fort.client;

/// Calls that say how the server is, and describe its API.
public final class HealthCalls {
    private final Calls calls;

    HealthCalls(Calls calls) {
        this.calls = calls;
    }

    /// The health report as the server wrote it. A server that is not well answers too: look at the status.
    ///
    /// @param status the HTTP status
    /// @param json the report
    public record Health(int status, byte[] json) {}

    public Health read() {
        Transport.Reply reply = calls.raw("GET", "/health");
        return new Health(reply.status(), reply.body());
    }

    /// The OpenAPI file.
    public byte[] description() {
        return calls.getBytes(Address.of("/openapi.json"));
    }
}
