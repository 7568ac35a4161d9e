package fort.crypto;

import java.util.HexFormat;
import javax.crypto.Mac;

/// HMAC-SHA256 under a key of one environment and purpose: for the ids under which tokens are stored, and for
/// blind indexes.
///
/// Whoever holds the database but not the keyring can neither compute nor test such a hash, not even of
/// guessable input. Thread-safe; about 1 µs.
public final class KeyedHash {
    public static final int LENGTH = 32;

    private final Pool<Mac> pool;

    /// Copies the key; the caller stays responsible for wiping its own.
    public KeyedHash(byte[] key) {
        byte[] own = key.clone();
        pool = new Pool<>(() -> Jdk.hmacSha256(own));
    }

    public byte[] hash(byte[] input) {
        return hash(input, 0, input.length);
    }

    public byte[] hash(byte[] input, int offset, int length) {
        Mac mac = pool.take();
        mac.update(input, offset, length);
        byte[] hash = mac.doFinal();
        pool.give(mac);
        return hash;
    }

    /// The hash in lower-case hex, 64 characters: a row key.
    public String hex(byte[] input) {
        return HexFormat.of().formatHex(hash(input));
    }
}
