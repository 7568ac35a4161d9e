package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.5")
class RootKeyTest {
    private final RootKey root = RootKey.generate(new Seeded(1));

    @Test
    void prints_nothing_of_itself() {
        assertThat(root.toString()).isEqualTo("RootKey[32 bytes]");
        assertThat(HexFormat.of().formatHex(root.commitment()))
                .doesNotContain(HexFormat.of().formatHex(root.reveal(), 0, 4));
    }

    @Test
    void is_wiped_by_closing() {
        byte[] bytes = root.reveal();
        root.close();
        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(root::commitment).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void two_keys_have_two_commitments() {
        assertThat(root.commitment())
                .isNotEqualTo(RootKey.generate(new Seeded(2)).commitment());
    }

    @Test
    void has_32_bytes() {
        assertThatThrownBy(() -> RootKey.owning(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
