package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Builds associated data so that two different lists of parts never give the same bytes: each text is preceded
/// by its length.
final class Aad {
    private byte[] bytes;
    private int length;

    private Aad(String use) {
        bytes = new byte[160];
        text(use);
    }

    /// @param use what the sealed bytes are, so that bytes of one kind never open as another
    static Aad of(String use) {
        return new Aad(use);
    }

    @SuppressWarnings("deprecation") // String.getBytes(int,int,byte[],int) copies ASCII without an allocation
    Aad text(String text) {
        int characters = text.length();
        if (isAscii(text)) {
            number(characters);
            ensure(characters);
            text.getBytes(0, characters, bytes, length);
            length += characters;
            return this;
        }
        return bytes(text.getBytes(UTF_8));
    }

    Aad bytes(byte[] part) {
        number(part.length);
        ensure(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
        return this;
    }

    Aad number(long number) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >>> shift);
        }
        return this;
    }

    byte[] done() {
        return Arrays.copyOf(bytes, length);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
