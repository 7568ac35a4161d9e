package fort.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The claim of [Rows]: a reader that was slow to load does not bring back what a commit replaced meanwhile.
class RowsRaceTest {
    private static final Collection<byte[]> THINGS = Collection.ofSealedBytes("thing", true);

    private volatile String stored = "old";
    private final CountDownLatch hasRead = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);
    private final Rows rows = new Rows(slowStore(), new NoCipher(), 100);

    @Test
    void a_load_that_began_before_a_commit_does_not_outlive_it() throws InterruptedException {
        Thread reader = Thread.ofPlatform().start(() -> rows.get(THINGS, "a"));
        hasRead.await();
        stored = "new";
        Thread committer = Thread.ofPlatform()
                .start(() -> rows.committed(List.of(new Change.Put("thing", "a", Change.ANY, new byte[] {1}))));
        while (committer.getState() != Thread.State.BLOCKED && committer.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        mayReturn.countDown();
        reader.join();
        committer.join();
        assertThat(new String(rows.get(THINGS, "a").orElseThrow().value(), StandardCharsets.UTF_8))
                .isEqualTo("new");
    }

    /// Reads at once and returns late, as a thread does that was not scheduled in between.
    private Store slowStore() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("feed")) {
                        return Feed.NONE;
                    }
                    byte[] read = stored.getBytes(StandardCharsets.UTF_8);
                    hasRead.countDown();
                    mayReturn.await();
                    return Optional.of(new Store.Row("a", 1, read));
                });
    }

    private static final class NoCipher implements RowCipher {
        @Override
        public byte[] seal(String collection, String key, byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(String collection, String key, byte[] sealed) {
            return sealed;
        }
    }
}
