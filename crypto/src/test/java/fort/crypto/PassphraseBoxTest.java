package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PassphraseBoxTest {
    private final byte[] box = PassphraseBox.seal(
            KnownAnswerTest.secret("a long passphrase"), KnownAnswerTest.secret("content"), new Seeded(12));

    @Test
    void opens_with_its_passphrase_only() {
        try (SecretValue opened = PassphraseBox.open(KnownAnswerTest.secret("a long passphrase"), box)
                .orElseThrow()) {
            assertThat(opened.reveal(Reveal.granted())).isEqualTo("content".getBytes(UTF_8));
        }
        assertThat(PassphraseBox.open(KnownAnswerTest.secret("a long passphrasf"), box))
                .isEmpty();
    }

    @Test
    void a_changed_box_does_not_open() {
        for (int at : new int[] {0, 7, 8, 23, 24, 35, 36, box.length - 1}) {
            assertThat(PassphraseBox.open(
                            KnownAnswerTest.secret("a long passphrase"), KeyringTest.flipped(box, at * 8)))
                    .isEmpty();
        }
        assertThat(PassphraseBox.open(KnownAnswerTest.secret("a long passphrase"), Arrays.copyOf(box, 51)))
                .isEmpty();
    }
}
