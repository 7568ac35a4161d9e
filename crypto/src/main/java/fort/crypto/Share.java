package fort.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// One share of a root key: 32 bytes and its index, in the 33 bytes that `sys/init` returns as hex and base64.
/// Wiped by [#close].
public final class Share implements AutoCloseable {
    public static final int LENGTH = RootKey.LENGTH + 1;

    private static final int TEXT_LENGTH_MAX = 2 * LENGTH;

    private final byte[] bytes;

    private Share(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param index from 1 to 255
    static Share of(byte[] value, int index) {
        byte[] bytes = Arrays.copyOf(value, LENGTH);
        bytes[LENGTH - 1] = (byte) index;
        return new Share(bytes);
    }

    /// Reads hex or base64, as an operator types it.
    ///
    /// @return nothing when it is neither, or not as long as a share
    public static Optional<Share> parse(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] bytes = text.length() == TEXT_LENGTH_MAX
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            return bytes.length == LENGTH && bytes[LENGTH - 1] != 0 ? Optional.of(new Share(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public int index() {
        return bytes[LENGTH - 1] & 0xff;
    }

    /// For the one answer that hands shares out.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// For the one answer that hands shares out.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] reveal() {
        return bytes;
    }

    byte[] value() {
        return Arrays.copyOf(bytes, RootKey.LENGTH);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Share[" + index() + "]";
    }
}
