package fort.gate;

import static fort.gate.TestFort.DEVELOPMENT;
import static fort.gate.TestFort.done;
import static org.assertj.core.api.Assertions.assertThat;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.identity.Credential;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every operation there is, also for those that will be added: it leaves a record whoever asks, it
/// is refused to strangers unless [Samples] says otherwise, and it answers with the type it declares.
@Tag("R3.1")
@Tag("R1.1")
class OperationContractTest {
    static List<Sample> samples() {
        return Samples.all();
    }

    @Test
    void each_operation_has_a_sample() {
        Set<Class<?>> sampled = Samples.all().stream().map(Sample::type).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(records(Operation.class).collect(Collectors.toSet()));
    }

    @Test
    void each_kind_of_act_has_a_name_of_its_own() {
        try (TestFort fort = TestFort.withShares(3)) {
            World world = new World(fort);
            Map<String, List<String>> byName = Samples.all().stream()
                    .collect(Collectors.groupingBy(
                            sample -> sample.make().apply(world).name(),
                            Collectors.mapping(Sample::toString, Collectors.toList())));
            // The two halves of an offer are one act; leaves of the same name elsewhere would hide what was done.
            assertThat(byName.entrySet())
                    .allSatisfy(entry -> assertThat(new HashSet<>(entry.getValue()))
                            .hasSize(entry.getKey().equals("promotion.offer") ? 2 : 1));
        }
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationContractTest::records)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_operation_is_refused_to_strangers_recorded_always_and_answers_as_declared(Sample sample) {
        try (TestFort fort = TestFort.withShares(3)) {
            World world = new World(fort);
            Outcome<?> anonymous = perform(world, fort.anonymous(DEVELOPMENT), sample);
            Outcome<?> powerless = perform(world, fort.with(DEVELOPMENT, world.powerless), sample);
            Outcome<?> root = perform(world, fort.root(DEVELOPMENT), sample);
            switch (sample.who()) {
                case GRANTED -> {
                    assertThat(reason(anonymous)).isEqualTo(Refusal.Reason.UNAUTHENTICATED);
                    assertThat(reason(powerless)).isEqualTo(Refusal.Reason.FORBIDDEN);
                    assertThat(reason(root)).isEqualTo(sample.rootMeets());
                }
                case KNOWN -> {
                    assertThat(reason(anonymous)).isEqualTo(Refusal.Reason.UNAUTHENTICATED);
                    assertThat(reason(powerless)).isNull();
                    assertThat(reason(root)).isEqualTo(sample.rootMeets());
                }
                case ANYONE -> assertThat(reason(root)).isEqualTo(sample.rootMeets());
                case INSIDE -> {
                    assertThat(List.of(
                                    String.valueOf(reason(anonymous)),
                                    String.valueOf(reason(powerless)),
                                    String.valueOf(reason(root))))
                            .doesNotContain("null");
                    Request inside = fort.request(DEVELOPMENT, new Credential.Itself("test"));
                    assertThat(reason(perform(world, inside, sample))).isNull();
                }
            }
        }
    }

    private static Outcome<?> perform(World world, Request request, Sample sample) {
        Operation<?> operation = sample.make().apply(world);
        Reply<?> reply = world.fort.fort.gate().perform(request, operation);
        world.fort.unsealAgain(DEVELOPMENT);
        var query = new AuditOperation.LogQuery(null, null, null, null, request.id(), null, null);
        List<AuditOperation.LogEntry> entries = done(world.fort.ask(
                        world.fort.with(DEVELOPMENT, world.auditor), new AuditOperation.SearchLog(query, null, 100)))
                .entries();
        assertThat(entries).extracting(entry -> entry.record().operation()).contains(operation.name());
        boolean refused = reply.outcome() instanceof Outcome.Refused<?>;
        assertThat(entries)
                .filteredOn(entry -> entry.record().operation().equals(operation.name()))
                .allSatisfy(entry -> assertThat(entry.record().result()).isEqualTo(refused ? "refused" : "ok"));
        if (reply.outcome() instanceof Outcome.Done<?> answered) {
            assertThat(conforms(answered.value(), declared(sample.type())))
                    .as("%s answers as declared: %s", sample, answered.value())
                    .isTrue();
        }
        return reply.outcome();
    }

    private static Refusal.@Nullable Reason reason(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal refusal) ? refusal.reason() : null;
    }

    /// What `X` is in `implements …Operation<X>`.
    private static Type declared(Class<?> type) {
        return Arrays.stream(type.getGenericInterfaces())
                .map(ParameterizedType.class::cast)
                .filter(parent -> Operation.class.isAssignableFrom((Class<?>) parent.getRawType()))
                .findFirst()
                .orElseThrow()
                .getActualTypeArguments()[0];
    }

    private static boolean conforms(@Nullable Object value, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return switch (value) {
                case List<?> list -> list.stream().allMatch(item -> conforms(item, arguments[0]));
                case Map<?, ?> map ->
                    map.entrySet().stream()
                            .allMatch(entry ->
                                    conforms(entry.getKey(), arguments[0]) && conforms(entry.getValue(), arguments[1]));
                case SecretOperation.Page<?> page ->
                    page.items().stream().allMatch(item -> conforms(item, arguments[0]));
                case null, default -> false;
            };
        }
        return type == Void.class ? value == null : ((Class<?>) type).isInstance(value);
    }
}
