package fort.gate;

import static fort.gate.TestFort.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fort.access.Parameters;
import fort.audit.Witnesses;
import fort.crypto.PasswordHash;
import fort.domain.EnvironmentName;
import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.identity.Credential;
import fort.store.Unit;
import fort.testkit.ForwardingStore;
import fort.testkit.MemoryStore;
import fort.testkit.SeededRandom;
import fort.testkit.TestClock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A chamber whose disk hangs or fails at the worst moment.
@Tag("attack-72")
class BadDiskTest {
    private static final EnvironmentName NAME = new EnvironmentName("development");

    private final TestClock clock = new TestClock();
    private final SickStore store = new SickStore();
    private final Fort fort = Fort.open(
            List.of(new EnvironmentSettings(
                    NAME, store, null, TypePolicies.builtIn(), Witnesses.NONE, Optional.empty(), 1_000)),
            NAME,
            new Surroundings(clock, new SeededRandom(3), "node-1", new PasswordHash.Cost(64, 1, 1)));

    private static Request request(Credential credential) {
        return new Request("r", NAME, credential, "127.0.0.1", "test", "sys/x", Parameters.NONE, 0);
    }

    private <T> T ask(Operation<T> operation) {
        return done(fort.gate().perform(request(Credential.NONE), operation));
    }

    private static SecretValue copy(SecretValue value) {
        return SecretValue.copyOf(value.reveal(Reveal.granted()));
    }

    @Test
    void what_is_initialised_is_so_in_one_commit_and_its_holders_hear_of_it_whatever_comes_after() {
        store.commitsLeft.set(1);
        SealOperation.Initialised made = ask(new SealOperation.Initialise(1, 1));
        store.commitsLeft.set(Integer.MAX_VALUE);
        ask(new SealOperation.Unseal(copy(made.shares().getFirst()), false));
        Request root = request(new Credential.Token(copy(made.rootToken())));
        AuditOperation.LogQuery all = new AuditOperation.LogQuery(null, null, null, null, null, null, null);
        assertThat(done(fort.gate().perform(root, new AuditOperation.SearchLog(all, null, 100)))
                        .entries())
                .extracting(entry -> entry.record().operation())
                .contains("seal.initialise", "token.create_root");
        fort.close();
    }

    @Test
    void an_initialisation_that_fails_leaves_nothing_and_can_be_repeated() {
        store.commitsLeft.set(0);
        assertThatThrownBy(() -> ask(new SealOperation.Initialise(1, 1))).isInstanceOf(Fault.class);
        store.commitsLeft.set(Integer.MAX_VALUE);
        assertThat(store.collections()).isEmpty();
        assertThat(ask(new SealOperation.Initialise(1, 1)).shares()).hasSize(1);
        fort.close();
    }

    @Test
    void while_a_hanging_disk_holds_the_old_committer_the_chamber_does_not_open_again() throws InterruptedException {
        SealOperation.Initialised made = ask(new SealOperation.Initialise(1, 1));
        SecretValue share = made.shares().getFirst();
        ask(new SealOperation.Unseal(copy(share), false));
        Chamber chamber = Objects.requireNonNull(fort.chamber(NAME));
        CountDownLatch disk = new CountDownLatch(1);
        store.hang(disk);
        Thread writer = Thread.ofVirtual().start(() -> {
            var _ = fort.gate().perform(request(Credential.NONE), new SealOperation.SealStatusQuery());
        });
        store.hanging.await();
        Thread.currentThread().interrupt(); // closing need not wait for its time-out here
        chamber.seal();
        assertThat(Thread.interrupted()).isTrue();
        store.hang(null);
        assertThatThrownBy(() -> ask(new SealOperation.Unseal(copy(share), false)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.AUDIT_UNAVAILABLE));
        assertThat(chamber.isSealed()).isTrue();
        disk.countDown();
        writer.join();
        store.ended.await();
        while (chamber.isSealed()) {
            try {
                ask(new SealOperation.Unseal(copy(share), false));
            } catch (Fault stillEnding) {
                Thread.onSpinWait();
            }
        }
        fort.close();
    }

    /// Refuses commits after so many, or hangs in one, on demand.
    private static final class SickStore extends ForwardingStore {
        private final CountDownLatch hanging = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable CountDownLatch disk;
        private final AtomicInteger commitsLeft = new AtomicInteger(Integer.MAX_VALUE);

        SickStore() {
            super(new MemoryStore());
        }

        void hang(@Nullable CountDownLatch latch) {
            disk = latch;
        }

        @Override
        public List<Long> commit(List<Unit> units, Closing closing) {
            CountDownLatch hung = disk;
            if (hung != null) {
                hanging.countDown();
                awaitUninterruptibly(hung);
                ended.countDown();
            }
            if (commitsLeft.getAndDecrement() <= 0) {
                throw new Fault(Fault.Code.STORE_UNAVAILABLE, "the disk is gone", "");
            }
            return inner.commit(units, closing);
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
