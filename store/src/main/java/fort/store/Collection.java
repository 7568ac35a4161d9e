package fort.store;

/// A named set of rows with one type of value.
///
/// @param name `a-z` and `_`, at most 32 characters
/// @param sealing whether [Rows] seals its bytes; false only for what is sealed already (secret versions, the
///     log) or must be readable while the environment is sealed
/// @param cached whether decoded values stay in memory; never true for a type that holds a secret in clear
public record Collection<T>(String name, Codec<T> codec, boolean sealing, boolean cached) {
    public static <T> Collection<T> of(String name, Class<T> type) {
        return new Collection<>(name, Codec.json(type), true, true);
    }

    /// Bytes that their owner sealed.
    public static Collection<byte[]> ofSealedBytes(String name, boolean cached) {
        return new Collection<>(name, Codec.bytes(), false, cached);
    }
}
