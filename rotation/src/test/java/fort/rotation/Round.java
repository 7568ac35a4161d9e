package fort.rotation;

import fort.domain.CharacterClass;
import fort.domain.Complexity;
import fort.domain.GraceEnd;
import fort.domain.RotationSettings;
import fort.domain.SecretValue;
import fort.domain.ValueForm;
import fort.rotation.support.Fields;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One secret that is rotated, as its worker would do it.
final class Round {
    static final Complexity RULE = new Complexity(
            20, 64, Set.of(CharacterClass.LOWER, CharacterClass.UPPER, CharacterClass.DIGIT), 80, true, ValueForm.TEXT);

    private final Rotator rotator;
    private final Map<String, String> options;
    private final Collection<String> values;
    private RotationContext.Target target;
    private String address;
    private String administrator;
    private Duration limit = Duration.ofSeconds(20);
    private long fence = 1;
    private long version = 1;
    private String current;
    private @Nullable String next;

    /// @param values collects what must not be said
    Round(
            Rotator rotator,
            Counterpart.Secret secret,
            RotationContext.Target target,
            String administrator,
            Collection<String> values) {
        this.rotator = rotator;
        this.options = secret.options();
        this.current = secret.value();
        this.target = target;
        this.address = target.address();
        this.administrator = administrator;
        this.values = values;
        values.addAll(secretTexts(current));
    }

    String current() {
        return current;
    }

    String next() {
        return java.util.Objects.requireNonNull(next);
    }

    Round at(String other) {
        address = other;
        return this;
    }

    Round as(String otherAdministrator) {
        administrator = otherAdministrator;
        return this;
    }

    Round within(Duration other) {
        limit = other;
        return this;
    }

    Round fence(long other) {
        fence = other;
        return this;
    }

    /// As if this had been staged.
    Round staged(String other) {
        next = other;
        values.addAll(secretTexts(other));
        return this;
    }

    Round create() {
        fence++;
        String made = new String(made(), StandardCharsets.UTF_8);
        return staged(made);
    }

    private byte[] made() {
        byte[][] kept = new byte[1][];
        with(null, context -> {
            try (SecretValue value = rotator.create(context)) {
                kept[0] = Fields.of(value).json();
            }
        });
        return kept[0];
    }

    Round apply() {
        with(next, rotator::apply);
        return this;
    }

    Round verify() {
        with(next, rotator::verify);
        return this;
    }

    Round undo() {
        with(next, rotator::undo);
        return this;
    }

    Round finish() {
        with(null, rotator::finish);
        return this;
    }

    /// The staged value becomes the current one.
    Round promote() {
        current = next();
        next = null;
        version++;
        return this;
    }

    private void with(@Nullable String staged, Consumer<RotationContext> verb) {
        InstantSource clock = InstantSource.system();
        try (SecretValue now = value(current);
                SecretValue then = value(staged == null ? "" : staged);
                SecretValue credential = value(administrator)) {
            verb.accept(new RotationContext(
                    "production",
                    "app/" + target.kind(),
                    fence,
                    new RotationSettings(target.kind(), target.name(), options, 0, null, null, GraceEnd.TIME, false),
                    new RotationContext.Target(
                            target.name(),
                            target.kind(),
                            address,
                            target.caCertificates(),
                            administrator.isEmpty() ? null : credential),
                    now,
                    staged == null ? null : then,
                    version,
                    RULE,
                    clock,
                    new SecureRandom(),
                    clock.instant().plus(limit)));
        }
    }

    private static SecretValue value(String text) {
        return SecretValue.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What is secret in a value: its passwords and keys, not its names.
    static Set<String> secretTexts(String value) {
        Fields fields = Fields.parse(value.getBytes(StandardCharsets.UTF_8), "a test's value");
        return Set.of("password", "private_key", "token", "secret_access_key", "secret").stream()
                .flatMap(name -> fields.text(name).stream())
                .flatMap(text ->
                        text.contains("PRIVATE KEY") ? text.lines().skip(1).limit(1) : java.util.stream.Stream.of(text))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
