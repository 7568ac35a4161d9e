package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.SecretValue;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Published vectors: our use of each algorithm gives what everybody's does.
@Tag("R1.5")
class KnownAnswerTest {
    @Test
    void hkdf_gives_the_vectors_of_rfc_5869() {
        assertThat(hex(Jdk.hkdf(
                        hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                        hex("000102030405060708090a0b0c"),
                        hex("f0f1f2f3f4f5f6f7f8f9"),
                        42)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        assertThat(hex(Jdk.hkdf(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), new byte[0], new byte[0], 42)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void hmac_gives_the_vectors_of_rfc_4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(new KeyedHash(key).hex("Hi There".getBytes(UTF_8)))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertThat(new KeyedHash("Jefe".getBytes(UTF_8)).hex("what do ya want for nothing?".getBytes(UTF_8)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void sealing_gives_the_vectors_of_c2sp_xaes_256_gcm() {
        assertThat(xaes("01", "ABCDEFGHIJKLMNOPQRSTUVWX", "", "XAES-256-GCM"))
                .isEqualTo("ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
        assertThat(xaes("03", "ABCDEFGHIJKLMNOPQRSTUVWX", "c2sp.org/XAES-256-GCM", "XAES-256-GCM"))
                .isEqualTo("986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
    }

    private static String xaes(String keyByte, String nonce, String aad, String plain) {
        try (Xaes xaes = new Xaes(hex(keyByte.repeat(32)))) {
            byte[] out = Arrays.copyOf(nonce.getBytes(UTF_8), Xaes.NONCE_LENGTH + plain.length() + Xaes.TAG_LENGTH);
            xaes.seal(out, 0, aad.getBytes(UTF_8), plain.getBytes(UTF_8));
            assertThat(xaes.open(out, 0, out.length, aad.getBytes(UTF_8))).isEqualTo(plain.getBytes(UTF_8));
            return hex(Arrays.copyOfRange(out, Xaes.NONCE_LENGTH, out.length));
        }
    }

    /// Test case 14 of the GCM specification: AES-256, a nonce and a block of zeros.
    @Test
    void a_once_key_gives_the_vector_of_the_gcm_specification() {
        byte[] out = new byte[32];
        new OnceKey().seal(new byte[32], new byte[0], new byte[16], out, 0);
        assertThat(hex(out)).isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    }

    @Test
    void signatures_are_those_of_rfc_8032() {
        assertSigns(
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                        + "d25bf5f0595bbe24655141438e7a100b");
        assertSigns(
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                        + "4a7c15e9716ed28dc027beceea1ec40a");
    }

    private static void assertSigns(String seed, String publicKey, String message, String signature) {
        try (SecretValue secret = SecretValue.owning(hex(seed));
                Signer signer = Signer.of(secret)) {
            assertThat(hex(signer.publicKey())).isEqualTo(publicKey);
            assertThat(hex(signer.sign(hex(message)))).isEqualTo(signature);
            assertThat(new Verifier(hex(publicKey)).verify(hex(message), hex(signature)))
                    .isTrue();
        }
    }

    /// Made by the reference implementation: `argon2 somesalt -id -t 2 -m 16 -p 1`, from its own test file.
    @Test
    void passwords_hash_as_in_the_reference_implementation() {
        PasswordHash hashes = new PasswordHash(new Seeded(1), PasswordHash.Cost.CHEAP, 1, 1);
        String phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        try (SecretValue right = secret("password");
                SecretValue wrong = secret("passwore")) {
            assertThat(hashes.verify(right, phc)).isTrue();
            assertThat(hashes.verify(wrong, phc)).isFalse();
        }
    }

    static SecretValue secret(String text) {
        return SecretValue.owning(text.getBytes(UTF_8));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
