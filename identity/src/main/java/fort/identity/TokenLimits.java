package fort.identity;

/// How long tokens live where nothing else says so.
///
/// @param defaultTtlSeconds for a token that asks for nothing
/// @param maxTtlSeconds the most any token that is not periodic may reach, counted from its making
public record TokenLimits(long defaultTtlSeconds, long maxTtlSeconds) {
    /// Vault's 768 hours for both.
    public static final TokenLimits DEFAULT = new TokenLimits(2_764_800, 2_764_800);

    public TokenLimits {
        if (defaultTtlSeconds < 1 || maxTtlSeconds < defaultTtlSeconds) {
            throw new IllegalArgumentException("token limits: 1 ≤ default ≤ max");
        }
    }

    /// These limits, with a mount's own where it has some.
    public TokenLimits within(AuthMount mount) {
        long max = mount.maxTtlSeconds() > 0 ? mount.maxTtlSeconds() : maxTtlSeconds;
        long wanted = mount.defaultTtlSeconds() > 0 ? mount.defaultTtlSeconds() : defaultTtlSeconds;
        return new TokenLimits(Math.min(wanted, max), max);
    }
}
