package fort.store;

/// Turns a value into bytes and back. Decoding ignores unknown fields, so that an older node reads what a newer
/// one wrote.
public interface Codec<T> {
    byte[] encode(T value);

    /// @throws fort.domain.Fault with code INTEGRITY when the bytes are not such a value
    T decode(byte[] bytes);

    /// JSON of a record type.
    static <T> Codec<T> json(Class<T> type) {
        return new JsonCodec<>(type);
    }

    /// The bytes as they are.
    static Codec<byte[]> bytes() {
        return RawCodec.INSTANCE;
    }
}
