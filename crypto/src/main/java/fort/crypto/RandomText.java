package fort.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import fort.domain.SecretValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/// Random bytes, identifiers and secret texts. Every character is drawn without bias.
public final class RandomText {
    private static final byte[] BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(ISO_8859_1);
    private static final int BIASED_FROM = 256 / 62 * 62;

    private final SecureRandom random;

    public RandomText(SecureRandom random) {
        this.random = random;
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// For identifiers that are not secret, such as accessors. 5.95 bits a character.
    public String base62(int length) {
        return new String(base62Bytes(length), ISO_8859_1);
    }

    /// For secret texts in base 62.
    public SecretValue secretBase62(int length) {
        return SecretValue.owning(base62Bytes(length));
    }

    /// `prefix` followed by random bytes as base64url without padding: 64 bytes give 86 characters.
    public SecretValue secretBase64Url(String prefix, int randomBytes) {
        byte[] start = prefix.getBytes(ISO_8859_1);
        byte[] raw = bytes(randomBytes);
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(raw);
        byte[] text = Arrays.copyOf(start, start.length + encoded.length);
        System.arraycopy(encoded, 0, text, start.length, encoded.length);
        Arrays.fill(raw, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return SecretValue.owning(text);
    }

    /// A random UUID (version 4, RFC 9562) in its usual text.
    public String uuid() {
        byte[] bytes = bytes(16);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (bytes[i] & 0xff);
            low = (low << 8) | (bytes[8 + i] & 0xff);
        }
        return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63)).toString();
    }

    private byte[] base62Bytes(int length) {
        byte[] text = new byte[length];
        byte[] pool = new byte[length + 16];
        int next = pool.length;
        for (int i = 0; i < length; ) {
            if (next == pool.length) {
                random.nextBytes(pool);
                next = 0;
            }
            int drawn = pool[next++] & 0xff;
            if (drawn < BIASED_FROM) {
                text[i++] = BASE62[drawn % 62];
            }
        }
        Arrays.fill(pool, (byte) 0);
        return text;
    }
}
