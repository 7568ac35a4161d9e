package fort.client;

import fort.wire.SecretJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Secrets in memory, each sealed (AES-256-GCM) under a key of this object, so that what lies around in the heap for
/// long is no value. An entry ends at a hard age, whatever else happens; what ends is overwritten. Thread-safe.
final class SealedCache {
    /// Secrets kept; beyond it the one unused for longest goes.
    static final int ENTRIES_MAX = 1_000;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Duration ageMax;
    private final SecureRandom random;
    private final SecretKeySpec key;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long generation;

    SealedCache(Duration ageMax, SecureRandom random) {
        this.ageMax = ageMax;
        this.random = random;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
    }

    /// @param secret all but the value, whose place holds nothing
    private record Entry(ReadSecret secret, byte[] nonce, byte[] sealed, Instant end) {
        void wipe() {
            Arrays.fill(sealed, (byte) 0);
        }
    }

    /// To be taken before a value is asked of the server, and given to [#put] with it.
    synchronized long generation() {
        return generation;
    }

    /// Keeps a copy, unless something was invalidated since the value was asked for: it may be the old one.
    synchronized void put(String path, ReadSecret secret, Instant now, long asked) {
        if (asked != generation) {
            return;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE,
                path,
                secret.version(),
                nonce,
                secret.value().bytes());
        drop(entries.put(path, new Entry(withValue(secret, new byte[0]), nonce, sealed, now.plus(ageMax))));
        if (entries.size() > ENTRIES_MAX) {
            drop(entries.remove(entries.keySet().iterator().next()));
        }
    }

    /// A copy of the value, which the caller wipes.
    synchronized Optional<ReadSecret> get(String path, Instant now) {
        Entry entry = entries.get(path);
        if (entry == null) {
            return Optional.empty();
        }
        if (!now.isBefore(entry.end)) {
            drop(entries.remove(path));
            return Optional.empty();
        }
        byte[] value = run(Cipher.DECRYPT_MODE, path, entry.secret.version(), entry.nonce, entry.sealed);
        return Optional.of(withValue(entry.secret, value));
    }

    /// The server says which version is current.
    synchronized void current(String path, long version) {
        generation++;
        Entry entry = entries.get(path);
        if (entry != null && entry.secret.version() != version) {
            drop(entries.remove(path));
        }
    }

    synchronized void clear() {
        generation++;
        entries.values().forEach(Entry::wipe);
        entries.clear();
    }

    private static void drop(@Nullable Entry entry) {
        if (entry != null) {
            entry.wipe();
        }
    }

    private static ReadSecret withValue(ReadSecret secret, byte[] value) {
        return new ReadSecret(
                secret.path(),
                secret.mount(),
                secret.version(),
                secret.state(),
                secret.type(),
                secret.createdAt(),
                secret.expiresAt(),
                SecretJson.owning(value),
                secret.receipt());
    }

    private byte[] run(int mode, String path, long version, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(path.getBytes(StandardCharsets.UTF_8));
            cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(0, version));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }
}
