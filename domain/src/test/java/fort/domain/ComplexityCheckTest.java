package fort.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R9.1")
class ComplexityCheckTest {
    private static final TypePolicies TYPES = TypePolicies.builtIn();

    private static List<String> rules(String type, String field, String value) {
        List<Violation> violations = ComplexityCheck.check(TYPES.orDefault(type).policy(), field, value);
        assertThat(violations.toString())
                .as("a violation never shows the value")
                .doesNotContain(value);
        return violations.stream().map(Violation::rule).toList();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    private static byte[] pkcs8(String algorithm, int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    @Test
    void a_password_needs_length_classes_and_entropy() {
        assertThat(rules("password", "password", "Tr0ub4dor&3xKq9w")).isEmpty();
        assertThat(rules("password", "password", "Short1")).contains("length", "entropy");
        assertThat(rules("password", "password", "alllowercaseletters")).contains("class");
        assertThat(rules("password", "password", "Aa1Aa1Aa1Aa1Aa1Aa1")).containsExactly("entropy");
        assertThat(rules("password", "password", "Abcdefghijklm1234567")).containsExactly("entropy");
        assertThat(rules("password", "user", "x")).isEmpty();
    }

    @Test
    void a_common_password_is_refused_in_any_case() {
        Complexity rule = new Complexity(0, 100, Set.of(), 0, true, ValueForm.TEXT);
        for (String common : List.of("password", "PassWord", "123456", "qwerty", "zxcvbnm", "000000")) {
            assertThat(ComplexityCheck.check(rule, "f", common))
                    .as(common)
                    .extracting(Violation::rule)
                    .containsExactly("common");
        }
        for (String rare : List.of("passwordpasswordp", "", "zzzzzzzzzzzzzzzz~", "!", "q7#Kd0", "Ωpassword")) {
            assertThat(ComplexityCheck.check(rule, "f", rare)).as(rare).isEmpty();
        }
    }

    @Test
    void every_line_of_the_list_is_found() {
        CommonPasswords list = CommonPasswords.list();
        List<String> lines = TestResources.lines("common-passwords.txt");
        assertThat(lines).hasSize(10_000).isSorted();
        assertThat(lines).allMatch(list::contains);
        assertThat(lines).noneMatch(line -> list.contains(line + "~~"));
    }

    @Test
    void a_private_key_must_parse_and_be_strong() throws NoSuchAlgorithmException {
        assertThat(rules("ssh_key", "private_key", pem("PRIVATE KEY", pkcs8("RSA", 2048))))
                .isEmpty();
        assertThat(rules("ssh_key", "private_key", pem("PRIVATE KEY", pkcs8("RSA", 1024))))
                .containsExactly("key_size");
        assertThat(rules("ssh_key", "private_key", pem("PRIVATE KEY", pkcs8("Ed25519", 0))))
                .isEmpty();
        assertThat(rules("ssh_key", "private_key", pem("PRIVATE KEY", pkcs8("EC", 256))))
                .isEmpty();
        assertThat(rules("ssh_key", "private_key", pem("PRIVATE KEY", new byte[] {1, 2, 3})))
                .containsExactly("form");
        assertThat(rules("ssh_key", "private_key", "not a key at all")).containsExactly("form");
    }

    @Test
    void the_size_of_an_old_style_rsa_key_is_read_from_its_modulus() throws NoSuchAlgorithmException {
        // a PKCS#8 RSA key is a PKCS#1 key behind a header of 26 bytes (22 for keys whose length fits two bytes)
        byte[] pkcs8 = pkcs8("RSA", 2048);
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        assertThat(rules("ssh_key", "private_key", pem("RSA PRIVATE KEY", pkcs1)))
                .isEmpty();
        byte[] weak = pkcs8("RSA", 1024);
        byte[] weakPkcs1 = Arrays.copyOfRange(weak, 26, weak.length);
        assertThat(rules("ssh_key", "private_key", pem("RSA PRIVATE KEY", weakPkcs1)))
                .containsExactly("key_size");
    }

    @Test
    void ssh_public_keys_are_read() {
        String ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE2qKRcC0bVnJfXUjmbCtVnz3CAjAYJLUgoWX6r6IFjA a@b";
        assertThat(rules("ssh_key", "public_key", ed25519)).isEmpty();
        assertThat(rules("ssh_key", "public_key", ed25519.replace("ssh-ed25519 ", "ssh-rsa ")))
                .containsExactly("form");
        assertThat(rules("ssh_key", "public_key", "ssh-rsa AAAA")).containsExactly("form");
    }

    @Test
    void key_bytes_are_base64_or_hexadecimal_of_sixteen_or_more() {
        assertThat(rules("encryption_key", "key", "00112233445566778899aabbccddeeff"))
                .isEmpty();
        assertThat(rules("encryption_key", "key", "AAECAwQFBgcICQoLDA0ODxAREhM="))
                .isEmpty();
        assertThat(rules("encryption_key", "key", "AAECAwQ=")).containsExactly("key_size");
        assertThat(rules("encryption_key", "key", "not base64 !!")).containsExactly("form");
    }

    @Test
    void reuse_of_a_kept_version_is_refused_where_the_type_says_so() {
        SecretType type = TYPES.orDefault("password");
        Instant now = Instant.EPOCH;
        SecretHead head = SecretHead.empty("m", "p", type, now);
        NewVersion version = new NewVersion("k", "a", "fingerprint", 1, 1);
        if (Lifecycle.write(head, KvSettings.DEFAULT, type.policy(), version, null, now)
                instanceof Outcome.Done<HeadChange>(HeadChange change)) {
            head = change.head();
        }
        assertThat(ComplexityCheck.checkReuse(type.policy(), head, "fingerprint"))
                .hasSize(1);
        assertThat(ComplexityCheck.checkReuse(type.policy(), head, "other")).isEmpty();
        assertThat(ComplexityCheck.checkReuse(TYPES.defaultType().policy(), head, "fingerprint"))
                .isEmpty();
    }

    @Test
    void login_passwords_follow_nist_and_need_no_composition() {
        assertThat(LoginPasswords.check("correct horse battery", "alice")).isEmpty();
        assertThat(LoginPasswords.check("пароль-длинный", "alice")).isEmpty();
        assertThat(LoginPasswords.check("short7c", "alice"))
                .extracting(Violation::rule)
                .containsExactly("length");
        assertThat(LoginPasswords.check("x".repeat(257), "alice"))
                .extracting(Violation::rule)
                .containsExactly("length");
        assertThat(LoginPasswords.check("password1", "alice"))
                .extracting(Violation::rule)
                .containsExactly("common");
        assertThat(LoginPasswords.check("Alice-Smith", "alice-smith"))
                .extracting(Violation::rule)
                .containsExactly("user_name");
    }

    @Test
    void a_configured_type_replaces_a_built_in_one() {
        TypePolicy strict = new TypePolicy(
                86_400, 0, 0, 2, true, false, Map.of("*", new Complexity(40, 80, Set.of(), 0, false, ValueForm.TEXT)));
        TypePolicies types = TypePolicies.with(List.of(new SecretType("token", strict)));
        assertThat(ComplexityCheck.check(types.orDefault("token").policy(), "any", "short"))
                .hasSize(1);
        assertThat(ComplexityCheck.checkOwner(types.orDefault("token").policy(), " "))
                .hasSize(1);
        assertThat(types.all()).hasSize(8);
        assertThat(types.orDefault("no_such_type").name()).isEqualTo("generic");
    }
}
