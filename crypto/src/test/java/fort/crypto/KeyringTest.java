package fort.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1.5")
class KeyringTest {
    private static final EnvironmentName DEVELOPMENT = new EnvironmentName("development");
    private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SecureRandom random = new Seeded(7);
    private final RootKey root = RootKey.generate(random);
    private final Keyring keyring = Keyring.create(PRODUCTION, root, random, NOW);
    private final Place place = new Place(PRODUCTION, "version", "m1/app/db/1", 1);

    @Test
    void opens_what_it_sealed_for_random_values_and_places() {
        Random choice = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] plain = new byte[choice.nextInt(2000)];
            choice.nextBytes(plain);
            Place somewhere =
                    new Place(PRODUCTION, "c" + choice.nextInt(3), "k/é" + choice.nextInt(), choice.nextLong());
            byte[] sealed = keyring.seal(somewhere, SecretValue.copyOf(plain));
            assertThat(opened(keyring, somewhere, sealed)).isEqualTo(plain);
            byte[] row = keyring.sealRow("policy", "k" + i, plain);
            assertThat(keyring.openRow("policy", "k" + i, row)).isEqualTo(plain);
        }
    }

    @Test
    void the_same_value_never_looks_the_same() {
        Set<List<Byte>> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            assertThat(seen.add(boxed(keyring.seal(place, value("same"))))).isTrue();
            assertThat(seen.add(boxed(keyring.sealRow("c", "k", "same".getBytes(UTF_8)))))
                    .isTrue();
        }
    }

    @Test
    @Tag("attack-84")
    void any_flipped_bit_is_an_integrity_fault() {
        byte[] sealed = keyring.seal(place, value("a secret value"));
        byte[] row = keyring.sealRow("policy", "ops", "{\"a\":1}".getBytes(UTF_8));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] damaged = flipped(sealed, bit);
            assertIntegrity(() -> keyring.open(place, damaged));
        }
        for (int bit = 0; bit < row.length * 8; bit++) {
            byte[] damaged = flipped(row, bit);
            assertIntegrity(() -> keyring.openRow("policy", "ops", damaged));
        }
    }

    @Test
    @Tag("attack-84")
    void any_cut_is_an_integrity_fault() {
        byte[] sealed = keyring.seal(place, value("a secret value"));
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertIntegrity(() -> keyring.open(place, cut));
            assertIntegrity(() -> keyring.openRow("c", "k", cut));
        }
    }

    @Test
    void a_value_moved_to_another_place_does_not_open() {
        byte[] sealed = keyring.seal(place, value("x"));
        List<Place> others = List.of(
                new Place(PRODUCTION, "version", "m1/app/db/1", 2),
                new Place(PRODUCTION, "version", "m1/app/db/2", 1),
                new Place(PRODUCTION, "versionm", "1/app/db/1", 1),
                new Place(PRODUCTION, "archive", "m1/app/db/1", 1));
        others.forEach(other -> assertIntegrity(() -> keyring.open(other, sealed)));
        byte[] row = keyring.sealRow("policy", "ab", new byte[3]);
        assertIntegrity(() -> keyring.openRow("policy", "a", row));
        assertIntegrity(() -> keyring.openRow("policya", "b", row));
        assertIntegrity(() -> keyring.openRow("c", "k", sealed));
        assertIntegrity(() -> keyring.open(place, row));
    }

    /// Even an environment that was wrongly given the same root key and keyring bytes does not open another's
    /// rows.
    @Test
    @Tag("attack-27")
    void refuses_a_row_moved_to_another_environment() {
        Keyring other = Keyring.create(DEVELOPMENT, root, random, NOW);
        byte[] sealed = keyring.seal(place, value("production's"));
        byte[] row = keyring.sealRow("policy", "ops", new byte[9]);
        Place there = new Place(DEVELOPMENT, place.collection(), place.key(), place.version());
        assertIntegrity(() -> other.open(there, sealed));
        assertIntegrity(() -> other.openRow("policy", "ops", row));
        assertIntegrity(() -> Keyring.open(DEVELOPMENT, root, keyring.sealed(), random));
        assertThatThrownBy(() -> other.open(place, sealed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survives_being_stored_and_opened_again() {
        byte[] sealed = keyring.seal(place, value("kept"));
        byte[] derived = keyring.derive("token");
        Keyring again = Keyring.open(PRODUCTION, root, keyring.sealed(), random);
        assertThat(opened(again, place, sealed)).isEqualTo("kept".getBytes(UTF_8));
        assertThat(again.derive("token")).isEqualTo(derived);
        assertThat(again.status()).isEqualTo(keyring.status());
    }

    @Test
    @Tag("attack-87")
    void a_wrong_root_key_opens_nothing() {
        assertIntegrity(() -> Keyring.open(PRODUCTION, RootKey.generate(random), keyring.sealed(), random));
    }

    @Test
    @Tag("attack-84")
    void a_damaged_keyring_does_not_open() {
        byte[] sealed = keyring.sealed();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] damaged = flipped(sealed, bit);
            assertIntegrity(() -> Keyring.open(PRODUCTION, root, damaged, random));
        }
    }

    @Test
    void rotation_keeps_old_values_readable_and_derived_keys_the_same() {
        byte[] old = keyring.seal(place, value("old"));
        byte[] derived = keyring.derive("token");
        Keyring.Next next = keyring.rotate(NOW.plusSeconds(60));
        assertThat(keyring.status().term()).isEqualTo(1);
        next.activate();
        assertThat(keyring.status()).isEqualTo(new KeyStatus(2, NOW.plusSeconds(60), 0));
        byte[] fresh = keyring.seal(place, value("new"));
        assertThat(keyring.keyVersion(old)).isEqualTo(1);
        assertThat(keyring.keyVersion(fresh)).isEqualTo(2);
        Keyring again = Keyring.open(PRODUCTION, root, next.sealed(), random);
        for (Keyring each : List.of(keyring, again)) {
            assertThat(opened(each, place, old)).isEqualTo("old".getBytes(UTF_8));
            assertThat(opened(each, place, fresh)).isEqualTo("new".getBytes(UTF_8));
            assertThat(each.derive("token")).isEqualTo(derived);
        }
    }

    /// A crash between preparing and storing a rotation: the store still opens with what it has.
    @Test
    @Tag("attack-87")
    void an_abandoned_rotation_changes_nothing() {
        byte[] stored = keyring.sealed();
        keyring.rotate(NOW);
        byte[] sealed = keyring.seal(place, value("v"));
        assertThat(opened(Keyring.open(PRODUCTION, root, stored, random), place, sealed))
                .isEqualTo("v".getBytes(UTF_8));
    }

    @Test
    void two_rotations_at_once_are_not_both_taken() {
        Keyring.Next first = keyring.rotate(NOW);
        Keyring.Next second = keyring.rotate(NOW);
        first.activate();
        assertThatThrownBy(second::activate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("attack-87")
    void rewrapping_half_of_the_values_leaves_all_readable() {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add(keyring.seal(place, value("v" + i)));
        }
        keyring.rotate(NOW).activate();
        for (int i = 0; i < 10; i++) {
            values.set(i, keyring.rewrap(place, values.get(i)));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(keyring.keyVersion(values.get(i))).isEqualTo(i < 10 ? 2 : 1);
            assertThat(opened(keyring, place, values.get(i))).isEqualTo(("v" + i).getBytes(UTF_8));
        }
        byte[] newest = values.getFirst();
        assertThat(keyring.rewrap(place, newest)).isSameAs(newest);
    }

    @Test
    void rewrapping_does_not_touch_the_value_itself() {
        byte[] before = keyring.seal(place, value("untouched"));
        keyring.rotate(NOW).activate();
        byte[] after = keyring.rewrap(place, before);
        int tail = "untouched".length() + 16;
        assertThat(after).hasSameSizeAs(before);
        assertThat(Arrays.copyOfRange(after, after.length - tail, after.length))
                .isEqualTo(Arrays.copyOfRange(before, before.length - tail, before.length));
        assertIntegrity(() -> keyring.rewrap(new Place(PRODUCTION, "version", "other", 1), before));
    }

    @Test
    @Tag("attack-87")
    void a_rekey_seals_the_same_keys_under_another_root() {
        byte[] sealed = keyring.seal(place, value("v"));
        byte[] before = keyring.sealed();
        RootKey next = RootKey.generate(random);
        Keyring.Next rekeyed = keyring.rekey(next);
        assertThat(keyring.isUnder(root)).isTrue();
        rekeyed.activate();
        assertThat(keyring.isUnder(next)).isTrue();
        assertThat(keyring.rootCommitment()).isEqualTo(next.commitment()).isNotEqualTo(root.commitment());
        assertThat(opened(Keyring.open(PRODUCTION, next, rekeyed.sealed(), random), place, sealed))
                .isEqualTo("v".getBytes(UTF_8));
        assertThat(opened(Keyring.open(PRODUCTION, root, before, random), place, sealed))
                .isEqualTo("v".getBytes(UTF_8));
        assertIntegrity(() -> Keyring.open(PRODUCTION, root, rekeyed.sealed(), random));
    }

    @Test
    void derived_keys_differ_by_purpose_and_environment() {
        Keyring other = Keyring.create(DEVELOPMENT, root, random, NOW);
        assertThat(keyring.derive("audit/2026-11"))
                .isEqualTo(keyring.derive("audit/2026-11"))
                .isNotEqualTo(keyring.derive("audit/2026-12"))
                .isNotEqualTo(other.derive("audit/2026-11"));
        byte[] sealed = keyring.sealingKey("audit/2026-11").seal(new byte[1], new byte[5]);
        assertThat(keyring.sealingKey("audit/2026-11").open(new byte[1], sealed))
                .isEqualTo(new byte[5]);
        assertIntegrity(() -> keyring.sealingKey("audit/2026-11").open(new byte[2], sealed));
        assertIntegrity(() -> keyring.sealingKey("audit/2026-12").open(new byte[1], sealed));
    }

    @Test
    void counts_encryptions_for_the_key_status() {
        keyring.seal(place, value("v"));
        keyring.sealRow("c", "k", new byte[1]);
        assertThat(keyring.status()).isEqualTo(new KeyStatus(1, NOW, 2));
        assertThat(Keyring.open(PRODUCTION, root, keyring.sealed(), random).versions())
                .containsExactly(new KeyStatus(1, NOW, 2));
    }

    @Test
    void is_of_no_use_after_closing() {
        byte[] sealed = keyring.sealRow("c", "k", new byte[1]);
        keyring.close();
        assertThatThrownBy(() -> keyring.openRow("c", "k", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keyring.sealRow("c", "k", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keyring.derive("token")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void is_shared_by_threads_without_a_mistake() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 8; t++) {
            String key = "k" + t;
            threads.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, e) -> failures.add(e))
                    .start(() -> {
                        for (int i = 0; i < 500; i++) {
                            byte[] plain = (key + i).getBytes(UTF_8);
                            assertThat(keyring.openRow("c", key, keyring.sealRow("c", key, plain)))
                                    .isEqualTo(plain);
                            assertThat(opened(keyring, place, keyring.seal(place, SecretValue.copyOf(plain))))
                                    .isEqualTo(plain);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static byte[] opened(Keyring keyring, Place place, byte[] sealed) {
        try (SecretValue value = keyring.open(place, sealed)) {
            return value.reveal(Reveal.granted()).clone();
        }
    }

    private static SecretValue value(String text) {
        return KnownAnswerTest.secret(text);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << (bit % 8));
        return damaged;
    }

    static void assertIntegrity(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INTEGRITY));
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return list;
    }
}
