package fort.gate;

import fort.crypto.RandomText;
import fort.domain.SecretValue;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What is under way at one chamber's seal. In memory only: a restart begins anew. Its monitor is the lock of all
/// seal acts of the chamber.
final class Ceremonies {
    private final RandomText text;
    private final InstantSource clock;
    private final Ceremony unsealing;
    private @Nullable Rekeying rekeying;
    private @Nullable Generating generating;

    Ceremonies(RandomText text, InstantSource clock) {
        this.text = text;
        this.clock = clock;
        this.unsealing = new Ceremony(text, clock);
    }

    Ceremony unsealing() {
        return unsealing;
    }

    @Nullable
    Rekeying rekeying() {
        return rekeying;
    }

    void startRekey(int shares, int threshold) {
        Ceremony ceremony = new Ceremony(text, clock);
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

    /// Whether a root generation is under way that only its share holders, the host or an administrator may end.
    boolean generatingProtected() {
        return generating != null && generating.ceremony().isProtected();
    }

    void startGenerate(SecretValue otp) {
        cancelGenerate();
        Ceremony ceremony = new Ceremony(text, clock);
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
