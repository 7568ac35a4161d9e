package fort.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Law 4: time, randomness, environment variables and threads come in through `Assembly` and `Main`, so that a test
/// or
/// the simulator can say
/// what they are.
///
/// The command line is a program of one thread and one moment; it may ask its surroundings itself.
final class SurroundingsLawTest {
    /// Classes that may, with the reason.
    private static final Map<String, String> ALLOWED = Map.of(
            "fort.server.Assembly", "wires the real clock, randomness and threads",
            "fort.server.Main", "reads the environment once",
            "fort.server.Up", "makes the keys of a new fort, before there is one",
            "fort.server.Detached", "starts the server as a process, as the launcher's environment says",
            "fort.server.WitnessServer", "a program of its own, put together in one method",
            "fort.server.Background", "where all repeated work of the server gets its threads");

    /// Classes that own one named worker each, started and stopped with the object; a test steps them by calling what
    /// the worker calls.
    private static final Map<String, String> OWN_A_WORKER = Map.of(
            "fort.store.sqlite.Checkpointer", "moves the write-ahead log into the database file",
            "fort.store.postgres.Follower", "hears what other processes change",
            "fort.audit.AuditLog", "the committer, and the beat that signs checkpoints");

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis");

    private static final Set<String> RANDOMNESS = Set.of(
            "java.security.SecureRandom.<init>",
            "java.security.SecureRandom.getInstance",
            "java.security.SecureRandom.getInstanceStrong",
            "java.util.Random.<init>",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");

    private static final Set<String> THREADS = Set.of(
            "java.lang.Thread.<init>",
            "java.lang.Thread.startVirtualThread",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.ofPlatform",
            "java.lang.Thread.sleep",
            "java.util.Timer.<init>");

    @Test
    void time_comes_from_an_instant_source() {
        assertThat(calls(CLOCKS)).isEmpty();
    }

    @Test
    void randomness_comes_from_the_constructor() {
        assertThat(calls(RANDOMNESS)).isEmpty();
    }

    @Test
    void environment_variables_are_read_once() {
        assertThat(calls(Set.of("java.lang.System.getenv"))).isEmpty();
    }

    @Test
    void threads_are_started_where_the_house_is_put_together() {
        assertThat(calls(THREADS))
                .filteredOn(call -> OWN_A_WORKER.keySet().stream().noneMatch(call::contains))
                .isEmpty();
        assertThat(House.classes().stream()
                        .filter(SurroundingsLawTest::isBound)
                        .filter(one -> !OWN_A_WORKER.containsKey(outermost(one)))
                        .flatMap(one -> one.getAccessesFromSelf().stream())
                        .filter(call -> call.getTargetOwner().getName().equals("java.util.concurrent.Executors"))
                        .map(JavaAccess::getDescription))
                .isEmpty();
    }

    @Test
    void nothing_hides_in_a_thread_local() {
        assertThat(House.classes().stream()
                        .flatMap(one -> one.getFields().stream())
                        .filter(field -> field.getRawType().getName().equals("java.lang.ThreadLocal"))
                        .map(field -> field.getFullName()))
                .isEmpty();
    }

    private static Set<String> calls(Set<String> forbidden) {
        return House.classes().stream()
                .filter(SurroundingsLawTest::isBound)
                .flatMap(one -> one.getAccessesFromSelf().stream())
                .filter(call -> forbidden.contains(name(call.getTarget())))
                .map(JavaAccess::getDescription)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    private static boolean isBound(JavaClass one) {
        return !one.getPackageName().startsWith("fort.cli") && !ALLOWED.containsKey(outermost(one));
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }
}
