package fort.gate;

import fort.crypto.RandomText;
import fort.domain.SecretValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What is under way at one chamber's seal. In memory only: a restart begins anew. Its monitor is the lock of all
/// seal acts of the chamber.
final class Ceremonies {
    private final RandomText text;
    private final Ceremony unsealing;
    private @Nullable Rekeying rekeying;
    private @Nullable Generating generating;

    Ceremonies(RandomText text) {
        this.text = text;
        this.unsealing = new Ceremony(text);
    }

    Ceremony unsealing() {
        return unsealing;
    }

    @Nullable
    Rekeying rekeying() {
        return rekeying;
    }

    void startRekey(int shares, int threshold) {
        Ceremony ceremony = new Ceremony(text);
        ceremony.begin();
        rekeying = new Rekeying(ceremony, shares, threshold);
    }

    void cancelRekey() {
        if (rekeying != null) {
            rekeying.ceremony().cancel();
            rekeying = null;
        }
    }

    @Nullable
    Generating generating() {
        return generating;
    }

    void startGenerate(SecretValue otp) {
        Ceremony ceremony = new Ceremony(text);
        ceremony.begin();
        generating = new Generating(ceremony, otp);
    }

    void cancelGenerate() {
        if (generating != null) {
            generating.ceremony().cancel();
            generating.otp().close();
            generating = null;
        }
    }

    /// The one-time pad over the token, as `bao operator generate-root -decode` takes it apart.
    static byte[] xorBase64(byte[] token, byte[] otp) {
        byte[] xor = new byte[token.length];
        for (int i = 0; i < xor.length; i++) {
            xor[i] = (byte) (token[i] ^ otp[i]);
        }
        return Base64.getEncoder().withoutPadding().encode(xor);
    }

    record Rekeying(Ceremony ceremony, int shares, int threshold) {}

    record Generating(Ceremony ceremony, SecretValue otp) {}
}
