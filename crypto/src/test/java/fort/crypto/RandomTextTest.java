package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomTextTest {
    private final RandomText random = new RandomText(new Seeded(4));

    @Test
    void base62_has_the_length_asked_for_and_uses_every_character_alike() {
        int[] counts = new int[128];
        for (int i = 0; i < 1000; i++) {
            String text = random.base62(62);
            assertThat(text).hasSize(62).matches("[0-9A-Za-z]+");
            text.chars().forEach(c -> counts[c]++);
        }
        for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray()) {
            assertThat(counts[c]).as("%s", c).isBetween(850, 1150);
        }
    }

    @Test
    void sixty_four_bytes_are_eighty_six_characters_behind_the_prefix() {
        try (SecretValue token = random.secretBase64Url("hvs.production_", 64)) {
            assertThat(new String(token.reveal(Reveal.granted()), StandardCharsets.US_ASCII))
                    .matches("hvs\\.production_[0-9A-Za-z_-]{86}");
        }
    }

    @Test
    void uuids_are_of_version_4_and_do_not_repeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            UUID uuid = UUID.fromString(random.uuid());
            assertThat(uuid.version()).isEqualTo(4);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(seen.add(uuid.toString())).isTrue();
        }
    }

    @Test
    void random_blocks_hand_out_each_byte_once() {
        RandomBlocks blocks = new RandomBlocks(new Seeded(5));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[24];
            blocks.fill(bytes, 0, 24);
            assertThat(seen.add(HexFormat.of().formatHex(bytes))).isTrue();
        }
    }
}
