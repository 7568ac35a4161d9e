package fort.client;

/// Hooks for metrics and traces: what [FortSecrets] does, without any value. Called on the thread that does it, so an
/// implementation counts and returns; what it throws is the caller's.
///
/// With Micrometer: `public void hit(String path) { registry.counter("fort.cache", "result", "hit").increment(); }`;
/// with OpenTelemetry likewise with a `LongCounter`.
public interface SecretEvents {
    /// Counts nothing.
    SecretEvents NONE = new SecretEvents() {};

    /// A value came out of the cache.
    default void hit(String path) {}

    /// A value was asked of the server.
    default void loaded(String path, long version) {}

    /// The server said that a secret changed.
    default void changed(String path, long version) {}

    /// The token was renewed.
    default void renewed(long ttlSeconds) {}

    /// A watch or a renewal failed and is tried again.
    ///
    /// @param code a stable word, see [FortException#code]
    default void failed(String what, String code) {}
}
