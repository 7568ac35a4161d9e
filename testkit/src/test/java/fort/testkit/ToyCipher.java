package fort.testkit;

import fort.domain.Fault;
import fort.store.RowCipher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-GCM with a fixed key, for tests of the store.
final class ToyCipher implements RowCipher {
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
    private long nonces;

    @Override
    public byte[] seal(String collection, String rowKey, byte[] plain) {
        byte[] nonce = Arrays.copyOf(Long.toString(++nonces, 36).getBytes(StandardCharsets.US_ASCII), NONCE_BYTES);
        byte[] body = run(Cipher.ENCRYPT_MODE, nonce, collection + '|' + rowKey, plain);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + body.length);
        System.arraycopy(body, 0, sealed, NONCE_BYTES, body.length);
        return sealed;
    }

    @Override
    public byte[] open(String collection, String rowKey, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return run(
                Cipher.DECRYPT_MODE,
                nonce,
                collection + '|' + rowKey,
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new Fault(Fault.Code.INTEGRITY, "a row does not open", e);
        }
    }
}
