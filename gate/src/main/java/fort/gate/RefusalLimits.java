package fort.gate;

/// How much one peer that is nobody may have refused, or be told, before he is turned away unheard: each such request
/// is a durable record, and a stranger must not write them as fast as he likes. A peer is an IPv4 address or an IPv6
/// network of 64 bits; one that is served with a valid token is not counted and never turned away.
///
/// @param perSecond what comes back to a peer's budget each second; 0 = no limit
/// @param burst what a peer has when he comes first, at least 1
/// @param loopbackPerSecond in place of `perSecond` for the server's own host, where tests and proofs make
///     thousands of refused attempts; 0 = no limit
public record RefusalLimits(int perSecond, int burst, int loopbackPerSecond) {
    public static final RefusalLimits DEFAULT = new RefusalLimits(10, 200, 0);

    public RefusalLimits {
        if (perSecond < 0 || loopbackPerSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("a budget of refusals is not negative, and its burst at least 1");
        }
    }
}
