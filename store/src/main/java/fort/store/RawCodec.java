package fort.store;

final class RawCodec implements Codec<byte[]> {
    static final RawCodec INSTANCE = new RawCodec();

    private RawCodec() {}

    @Override
    public byte[] encode(byte[] value) {
        return value;
    }

    @Override
    public byte[] decode(byte[] bytes) {
        return bytes;
    }
}
