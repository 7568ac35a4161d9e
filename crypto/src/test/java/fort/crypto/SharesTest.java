package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Outcome;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.5")
class SharesTest {
    private final SecureRandom random = new Seeded(3);
    private final RootKey root = RootKey.generate(random);

    @Test
    void any_k_of_n_shares_rebuild_the_key() {
        int[][] counts = {{1, 1}, {2, 1}, {2, 2}, {3, 2}, {5, 3}, {5, 5}, {10, 4}, {255, 2}, {255, 255}};
        Random choice = new Random(5);
        for (int[] count : counts) {
            Shares.Split split = Shares.split(root, count[0], count[1], random);
            for (int i = 0; i < 5; i++) {
                List<Share> shares = new ArrayList<>(split.shares());
                Collections.shuffle(shares, choice);
                assertThat(rebuilt(Shares.combine(split.set(), shares.subList(0, count[1])))
                                .matches(root))
                        .isTrue();
            }
            assertThat(rebuilt(Shares.combine(split.set(), split.shares())).matches(root))
                    .isTrue();
        }
    }

    @Test
    void fewer_than_k_are_refused_in_words() {
        Shares.Split split = Shares.split(root, 5, 3, random);
        assertThat(refusal(Shares.combine(split.set(), split.shares().subList(0, 2))))
                .isEqualTo("it takes 3 shares, and 2 were given");
    }

    @Test
    @Tag("attack-50")
    void a_share_of_another_set_is_refused_alone() {
        Shares.Split split = Shares.split(root, 3, 2, random);
        Shares.Split other = Shares.split(root, 3, 2, random);
        Share foreign = other.shares().get(1);
        assertThat(Shares.belongs(split.set(), foreign)).isFalse();
        assertThat(refusal(Shares.combine(split.set(), List.of(split.shares().getFirst(), foreign))))
                .isEqualTo("a share does not belong to this environment's current set");
        assertThat(Shares.belongs(split.set(), split.shares().get(1))).isTrue();
    }

    @Test
    void the_same_share_twice_is_refused() {
        Shares.Split split = Shares.split(root, 3, 2, random);
        Share share = split.shares().getFirst();
        assertThat(refusal(Shares.combine(split.set(), List.of(share, share))))
                .isEqualTo("the same share was given twice");
    }

    @Test
    @Tag("attack-84")
    void a_mistyped_share_does_not_belong() {
        Shares.Split split = Shares.split(root, 3, 2, random);
        byte[] bytes = split.shares().getFirst().reveal();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            String text = HexFormat.of().formatHex(KeyringTest.flipped(bytes, bit));
            Share.parse(text)
                    .ifPresent(wrong ->
                            assertThat(Shares.belongs(split.set(), wrong)).isFalse());
        }
    }

    @Test
    void the_commitment_is_the_last_line() {
        Shares.Split split = Shares.split(root, 2, 2, random);
        RootKey other = RootKey.generate(random);
        ShareSet forged = new ShareSet(
                2,
                split.set().salt(),
                split.set().fingerprints(),
                HexFormat.of().formatHex(other.commitment()));
        assertThat(refusal(Shares.combine(forged, split.shares())))
                .isEqualTo("the shares do not rebuild this environment's root key");
    }

    @Test
    void shares_read_back_from_hex_and_base64_as_vault_returns_them() {
        for (Share share : Shares.split(root, 5, 3, random).shares()) {
            assertThat(share.hex()).hasSize(66);
            assertThat(Share.parse(share.hex()).orElseThrow().reveal()).isEqualTo(share.reveal());
            assertThat(Share.parse(share.base64()).orElseThrow().reveal()).isEqualTo(share.reveal());
            assertThat(share.toString()).doesNotContain(share.hex());
        }
    }

    @Test
    void what_is_no_share_is_not_parsed() {
        for (String text : List.of("", "zz", "00".repeat(33), "ab".repeat(34), "A".repeat(44), "é".repeat(66))) {
            assertThat(Share.parse(text)).isEmpty();
        }
    }

    @Test
    void refuses_counts_that_make_no_sense() {
        int[][] counts = {{0, 0}, {1, 0}, {1, 2}, {256, 2}, {-1, -1}};
        for (int[] count : counts) {
            assertThatThrownBy(() -> Shares.split(root, count[0], count[1], random))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RootKey rebuilt(Outcome<RootKey> outcome) {
        return switch (outcome) {
            case Outcome.Done<RootKey> done -> done.value();
            case Outcome.Refused<RootKey> refused ->
                throw new AssertionError(refused.refusal().message());
        };
    }

    private static String refusal(Outcome<RootKey> outcome) {
        return switch (outcome) {
            case Outcome.Done<RootKey> _ -> throw new AssertionError("it was rebuilt");
            case Outcome.Refused<RootKey> refused -> refused.refusal().message();
        };
    }
}
