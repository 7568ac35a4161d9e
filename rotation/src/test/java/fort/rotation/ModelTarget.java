package fort.rotation;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A system with two passwords for each user, and with whatever trouble a test wants: it refuses, loses its answer,
/// or
/// hangs. It is also its own rotator, kind `model`.
final class ModelTarget implements Rotator {
    final AtomicInteger applied = new AtomicInteger();
    final AtomicInteger hanging = new AtomicInteger();
    final CountDownLatch released = new CountDownLatch(1);
    private final Map<String, Set<String>> accepted = new ConcurrentHashMap<>();
    private final Map<String, Long> fences = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    volatile Predicate<String> refuses = path -> false;
    volatile Predicate<String> hangs = path -> false;
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean losesAnswers;

    void accept(String path, String json) {
        users(path).add(json);
    }

    /// Whether a login with this value works.
    boolean works(String path, String json) {
        return users(path).contains(json);
    }

    int values(String path) {
        return users(path).size();
    }

    private Set<String> users(String path) {
        return accepted.computeIfAbsent(path, name -> java.util.Collections.synchronizedSet(new HashSet<>()));
    }

    private static String text(@Nullable SecretValue value) {
        return value == null ? "" : new String(value.reveal(Reveal.granted()), StandardCharsets.UTF_8);
    }

    private void trouble(RotationContext context) {
        if (hangs.test(context.path())) {
            hanging.incrementAndGet();
            boolean open = false;
            while (!open) {
                try {
                    released.await();
                    open = true;
                } catch (InterruptedException ignored) {
                    // a driver that does not heed being interrupted
                }
            }
        }
        if (refuses.test(context.path())) {
            throw new RotationFailure(RotationFailure.Kind.PERMANENT, "the target refused", null);
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new RotationFailure(RotationFailure.Kind.TRANSIENT, "no route to host", null);
        }
        long seen = fences.merge(context.path(), context.fence(), Math::max);
        if (seen > context.fence()) {
            throw new RotationFailure(RotationFailure.Kind.PERMANENT, "a later worker was here", null);
        }
    }

    @Override
    public String kind() {
        return "model";
    }

    @Override
    public SecretValue create(RotationContext context) {
        return SecretValue.owning(
                ("{\"password\":\"Made-by-model-" + made.incrementAndGet() + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void apply(RotationContext context) {
        trouble(context);
        users(context.path()).add(text(context.next()));
        applied.incrementAndGet();
        if (losesAnswers) {
            losesAnswers = false;
            throw new RotationFailure(RotationFailure.Kind.UNKNOWN, "the connection was lost", null);
        }
    }

    @Override
    public void verify(RotationContext context) {
        if (!works(context.path(), text(context.next()))) {
            throw new RotationFailure(RotationFailure.Kind.PERMANENT, "a login with the new value failed", null);
        }
    }

    @Override
    public void finish(RotationContext context) {
        users(context.path()).retainAll(Set.of(text(context.current())));
    }

    @Override
    public void undo(RotationContext context) {
        users(context.path()).remove(text(context.next()));
    }
}
