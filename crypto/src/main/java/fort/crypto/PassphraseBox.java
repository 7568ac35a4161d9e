package fort.crypto;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Bytes that a passphrase opens, to leave Fort with: Argon2id (RFC 9106: 64 MiB, 3 passes) gives the key,
/// AES-256-GCM seals.
///
/// Form: `FORTBOX1` · salt 16 · nonce 12 · ciphertext and tag. Header and salt are associated data. Each box
/// has a salt, and so a key, of its own: the nonce never meets its key again.
public final class PassphraseBox {
    private static final byte[] MAGIC = "FORTBOX1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int HEADER_LENGTH = 8 + SALT_LENGTH + NONCE_LENGTH;
    private static final int TAG_BITS = 128;

    private PassphraseBox() {}

    public static byte[] seal(SecretValue passphrase, SecretValue content, SecureRandom random) {
        byte[] header = new byte[HEADER_LENGTH];
        random.nextBytes(header);
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, passphrase, header, content.reveal(Reveal.granted()))
                .orElseThrow();
        return ByteBuffer.allocate(HEADER_LENGTH + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    /// Empty when the passphrase is wrong, or the bytes are not a box or were changed; which of them cannot be
    /// told.
    public static Optional<SecretValue> open(SecretValue passphrase, byte[] box) {
        if (box.length < HEADER_LENGTH + TAG_BITS / 8 || !Arrays.equals(box, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        byte[] header = Arrays.copyOf(box, HEADER_LENGTH);
        byte[] sealed = Arrays.copyOfRange(box, HEADER_LENGTH, box.length);
        return crypt(Cipher.DECRYPT_MODE, passphrase, header, sealed).map(SecretValue::owning);
    }

    private static Optional<byte[]> crypt(int mode, SecretValue passphrase, byte[] header, byte[] input) {
        byte[] key = key(passphrase, Arrays.copyOfRange(header, MAGIC.length, MAGIC.length + SALT_LENGTH));
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, header, MAGIC.length + SALT_LENGTH, NONCE_LENGTH));
            cipher.updateAAD(header);
            return Optional.of(cipher.doFinal(input));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing from this Java", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] key(SecretValue passphrase, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(65_536)
                .withIterations(3)
                .withParallelism(1)
                .build());
        byte[] key = new byte[32];
        argon2.generateBytes(passphrase.reveal(Reveal.granted()), key);
        return key;
    }
}
