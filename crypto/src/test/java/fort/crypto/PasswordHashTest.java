package fort.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.domain.Fault;
import fort.domain.SecretValue;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final PasswordHash hashes = new PasswordHash(new Seeded(2), PasswordHash.Cost.CHEAP, 2, 4);

    @Test
    void knows_the_right_password_and_no_other() {
        String phc = hashes.hash(KnownAnswerTest.secret("correct horse"));
        assertThat(phc).startsWith("$argon2id$v=19$m=8,t=1,p=1$");
        assertThat(hashes.verify(KnownAnswerTest.secret("correct horse"), phc)).isTrue();
        for (String wrong : List.of("", "correct hors", "correct horse ", "Correct horse")) {
            assertThat(hashes.verify(KnownAnswerTest.secret(wrong), phc)).isFalse();
        }
    }

    @Test
    void salts_each_hash() {
        assertThat(hashes.hash(KnownAnswerTest.secret("same")))
                .isNotEqualTo(hashes.hash(KnownAnswerTest.secret("same")));
    }

    @Test
    @Tag("attack-2")
    void nobody_has_no_password_and_costs_the_same_parameters() {
        assertThat(hashes.verifyNobody(KnownAnswerTest.secret("x"))).isFalse();
    }

    @Test
    void notices_a_hash_made_at_another_cost() {
        String phc = hashes.hash(KnownAnswerTest.secret("p"));
        assertThat(hashes.isOutdated(phc)).isFalse();
        assertThat(hashes.isOutdated(phc.replace("t=1", "t=2"))).isTrue();
    }

    @Test
    void a_password_longer_than_the_limit_never_matches_its_beginning() {
        String most = "p".repeat(PasswordHash.PASSWORD_LENGTH_MAX);
        String phc = hashes.hash(KnownAnswerTest.secret(most));
        assertThat(hashes.verify(KnownAnswerTest.secret(most), phc)).isTrue();
        assertThat(hashes.verify(KnownAnswerTest.secret(most + "p"), phc)).isFalse();
    }

    @Test
    void refuses_what_is_no_hash_or_costs_too_much() {
        for (String text : List.of(
                "",
                "plain",
                "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")) {
            KeyringTest.assertIntegrity(() -> hashes.verify(KnownAnswerTest.secret("x"), text));
        }
    }

    @Test
    @Tag("attack-111")
    void refuses_more_hashes_than_may_run_and_wait() throws InterruptedException {
        PasswordHash slow = new PasswordHash(new Seeded(2), new PasswordHash.Cost(32_768, 12, 1), 1, 1);
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Thread.ofPlatform().start(() -> {
                try (SecretValue password = KnownAnswerTest.secret("p")) {
                    slow.hash(password);
                    done.incrementAndGet();
                } catch (Fault e) {
                    assertThat(e.code()).isEqualTo(Fault.Code.OVERLOADED);
                    refused.incrementAndGet();
                } finally {
                    ended.countDown();
                }
            });
        }
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(done.get() + refused.get()).isEqualTo(8);
        assertThat(done).hasPositiveValue();
        assertThat(refused).hasPositiveValue();
        slow.hash(KnownAnswerTest.secret("the queue is empty again"));
    }

    @Test
    void refuses_costs_out_of_range() {
        assertThatThrownBy(() -> new PasswordHash.Cost(7, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordHash.Cost(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasswordHash.Cost(8, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
