package fort.gate;

import fort.domain.Complexity;
import fort.domain.ComplexityCheck;
import fort.domain.Generator;
import fort.domain.MetadataEdit;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretHead;
import fort.domain.SecretType;
import fort.domain.SecretValue;
import fort.domain.TypePolicies;
import fort.domain.Violation;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The policy of a secret's type, applied where values come in. A type without rules costs nothing: its values are
/// not even parsed.
final class SecretRules {
    sealed interface Typed {
        record Known(SecretType type) implements Typed {}

        record Unknown(String message) implements Typed {}
    }

    /// The named type, else the secret's own, else the default type.
    Typed type(TypePolicies types, Optional<SecretHead> head, @Nullable String named) {
        if (named == null) {
            return new Typed.Known(head.map(h -> types.orDefault(h.type())).orElseGet(types::defaultType));
        }
        return types.find(named)
                .<Typed>map(Typed.Known::new)
                .orElseGet(() -> new Typed.Unknown("no such secret type; there are: "
                        + types.all().stream().map(SecretType::name).collect(Collectors.joining(", "))));
    }

    static SecretHead retyped(SecretHead head, SecretType type) {
        return head.type().equals(type.name()) ? head : head.withType(type.name());
    }

    static MetadataEdit edit(SecretOperation.MetadataChange change, @Nullable SecretType type) {
        return new MetadataEdit(
                change.maxVersions(),
                change.casRequired(),
                null,
                change.deleteVersionAfterSeconds(),
                change.customMetadata(),
                change.owner(),
                change.description(),
                change.tags(),
                change.consumers(),
                type,
                null);
    }

    /// Keyed, so that it says nothing to who holds the store; null when the type does not ask for it.
    @Nullable
    String fingerprint(Interior interior, SecretType type, SecretValue json) {
        return type.policy().reuseRefused() ? interior.fingerprints().hex(json.reveal(Reveal.granted())) : null;
    }

    Optional<Refusal> violations(
            Interior interior, SecretType type, SecretHead head, SecretValue json, @Nullable String fingerprint) {
        List<Violation> violations = new ArrayList<>();
        if (!type.policy().fields().isEmpty()) {
            for (Map.Entry<String, JsonNode> field : JsonMerge.parse(json).properties()) {
                if (field.getValue().isString()) {
                    violations.addAll(ComplexityCheck.check(
                            type.policy(), field.getKey(), field.getValue().stringValue()));
                }
            }
        }
        if (fingerprint != null) {
            violations.addAll(ComplexityCheck.checkReuse(type.policy(), head, fingerprint));
        }
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Refusal.Reason.INVALID_REQUEST,
                "the value does not meet the policy of type " + type.name() + ": "
                        + violations.stream().map(Violation::message).distinct().collect(Collectors.joining("; "))));
    }

    /// A JSON object with one generated field.
    SecretValue generate(Interior interior, SecretType type, @Nullable String field) {
        String name = field == null ? mainField(type) : field;
        Complexity rule =
                type.policy().fields().getOrDefault(name, type.policy().fields().getOrDefault("*", Complexity.NONE));
        char[] text = new Generator(interior.random()).generate(rule);
        try {
            ObjectNode object = JsonMerge.object();
            object.put(name, CharBuffer.wrap(text).toString());
            return SecretValue.owning(JsonMerge.write(object));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    static String mainField(SecretType type) {
        return type.policy().fields().keySet().stream()
                .filter(name -> !name.equals("*"))
                .sorted()
                .findFirst()
                .orElse("value");
    }
}
