package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.SecretValue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignerTest {
    private final Signer signer = Signer.generate(new Seeded(6));
    private final Verifier verifier = new Verifier(signer.publicKey());
    private final byte[] message = {1, 2, 3};

    @Test
    void a_changed_message_or_signature_does_not_verify() {
        byte[] signature = signer.sign(message);
        assertThat(verifier.verify(message, signature)).isTrue();
        for (int bit = 0; bit < message.length * 8; bit++) {
            assertThat(verifier.verify(KeyringTest.flipped(message, bit), signature))
                    .isFalse();
        }
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(verifier.verify(message, KeyringTest.flipped(signature, bit)))
                    .isFalse();
        }
        assertThat(verifier.verify(message, new byte[63])).isFalse();
    }

    @Test
    void another_key_does_not_verify() {
        Verifier other = new Verifier(Signer.generate(new Seeded(8)).publicKey());
        assertThat(other.verify(message, signer.sign(message))).isFalse();
    }

    @Test
    void is_the_same_again_from_its_seed() {
        try (SecretValue seed = signer.seed();
                Signer again = Signer.of(seed)) {
            assertThat(again.sign(message)).isEqualTo(signer.sign(message));
        }
    }

    @Test
    void signs_nothing_after_closing() {
        signer.close();
        assertThatThrownBy(() -> signer.sign(message)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_what_is_no_public_key() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xff);
        assertThatThrownBy(() -> new Verifier(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Verifier(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
