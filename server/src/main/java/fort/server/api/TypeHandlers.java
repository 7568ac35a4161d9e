package fort.server.api;

import fort.domain.Complexity;
import fort.domain.Generator;
import fort.domain.SecretType;
import fort.domain.TypePolicies;
import fort.gate.ToolOperation;
import fort.wire.ErrorCode;
import fort.wire.InvalidMessage;
import fort.wire.SecretJson;
import fort.wire.Types;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Types of secrets. They are declared in the server's configuration, so this API shows and uses them and does not
/// change them.
final class TypeHandlers {
    private static final String PATH = "sys/types";
    private final TypePolicies types;
    private final Generator generator;

    private TypeHandlers(TypePolicies types, SecureRandom random) {
        this.types = types;
        this.generator = new Generator(random);
    }

    static void register(Handlers handlers, TypePolicies types, SecureRandom random) {
        TypeHandlers own = new TypeHandlers(types, random);
        handlers.on("type.list", own::list);
        handlers.on("type.read", call -> own.withType(call, type -> Answer.of(view(type))));
        handlers.on("type.generate", own::generate);
    }

    private Answer list(Call call) {
        return call.then(new ToolOperation.ReadInformation(PATH, false), () -> {
            Call.Page<SecretType> page = call.page(types.all(), SecretType::name);
            return Answer.of(new Types.Listing(
                    page.items().stream().map(TypeHandlers::view).toList(), page.next()));
        });
    }

    private Answer withType(Call call, Function<SecretType, Answer> next) {
        return call.then(
                new ToolOperation.ReadInformation(PATH, false),
                () -> types.find(call.parameter("type"))
                        .map(next)
                        .orElseGet(() -> new Answer.Failed(ErrorCode.NOT_FOUND, "there is no such type")));
    }

    private Answer generate(Call call) {
        Types.Generate body = call.body(Types.Generate.class);
        return withType(call, type -> {
            Complexity rule = rule(type);
            try {
                char[] made =
                        body.length() == null ? generator.generate(rule) : generator.generate(rule, body.length());
                return Answer.secret(new Types.Generated(type.name(), SecretJson.owning(object(made))));
            } catch (IllegalArgumentException e) {
                throw new InvalidMessage("this type's values cannot be generated like that: " + e.getMessage());
            }
        });
    }

    /// Generated texts are ASCII; a quote or backslash among them is escaped.
    private static byte[] object(char[] made) {
        byte[] bytes = new byte[made.length * 2 + 16];
        byte[] start = "{\"value\":\"".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, bytes, 0, start.length);
        int at = start.length;
        for (char c : made) {
            if (c == '"' || c == '\\') {
                bytes[at++] = '\\';
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '"';
        bytes[at++] = '}';
        byte[] object = Arrays.copyOf(bytes, at);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(made, '\0');
        return object;
    }

    private static Complexity rule(SecretType type) {
        return type.policy().fields().values().stream().findFirst().orElse(Complexity.NONE);
    }

    private static Types.Type view(SecretType type) {
        Complexity rule = rule(type);
        List<String> classes = rule.classes().stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        return new Types.Type(
                type.name(),
                null,
                type.policy().maximumAgeSeconds(),
                rule.lengthMin(),
                rule.lengthMax() == Integer.MAX_VALUE ? 0 : rule.lengthMax(),
                rule.entropyBitsMin(),
                classes,
                rule.commonRefused(),
                type.policy().reuseRefused(),
                TypePolicies.builtIn().find(type.name()).isPresent());
    }
}
