package fort.rotation.support;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.rotation.RotationFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a value, which is a JSON object. The only place of this room that opens values: drivers and
/// protocols
/// want text, so what is read here lives as text until it is collected; nothing keeps it.
public final class Fields {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode object;

    private Fields(ObjectNode object) {
        this.object = object;
    }

    /// @throws RotationFailure when it is not a JSON object
    public static Fields of(SecretValue value) {
        return parse(value.reveal(Reveal.granted()), "the value");
    }

    /// @param what names the source in the failure's sentence
    /// @throws RotationFailure when it is not a JSON object; never with an excerpt of it
    public static Fields parse(byte[] json, String what) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return new Fields(object);
            }
        } catch (JacksonException unreadable) {
            // said below, without the parser's excerpt of the text
        }
        throw new RotationFailure(RotationFailure.Kind.PERMANENT, what + " is not a JSON object", null);
    }

    /// The same of a text.
    public static Fields parse(String json, String what) {
        return parse(json.getBytes(StandardCharsets.UTF_8), what);
    }

    public static Fields empty() {
        return new Fields(MAPPER.createObjectNode());
    }

    public Optional<String> text(String name) {
        JsonNode field = object.get(name);
        return field != null && field.isString() ? Optional.of(field.stringValue()) : Optional.empty();
    }

    /// The name of the only text there is; empty when there is none, or more than one.
    public Optional<String> onlyText() {
        List<String> names = object.propertyStream()
                .filter(field -> field.getValue().isString())
                .map(Map.Entry::getKey)
                .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    /// @throws RotationFailure when there is no such text
    public String required(String name) {
        return text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new RotationFailure(
                        RotationFailure.Kind.PERMANENT, "the value has no text in the field \"" + name + "\"", null));
    }

    /// Whether both have fields of the same names.
    public boolean sameNames(Fields other) {
        return object.size() == other.object.size()
                && object.propertyStream().allMatch(field -> other.object.has(field.getKey()));
    }

    /// Whether one of the texts of these fields, long enough to be a secret, occurs in what somebody else said.
    public boolean occurIn(String said) {
        return object.propertyStream()
                .map(Map.Entry::getValue)
                .filter(field -> field.isString() && field.stringValue().length() >= 8)
                .anyMatch(field -> said.contains(field.stringValue()));
    }

    /// The same with these texts in place of its own, or added.
    public Fields with(Map<String, String> texts) {
        ObjectNode copy = object.deepCopy();
        texts.forEach(copy::put);
        return new Fields(copy);
    }

    /// The same with another object in a field.
    public Fields with(String name, Fields value) {
        ObjectNode copy = object.deepCopy();
        copy.set(name, value.object);
        return new Fields(copy);
    }

    public Fields with(String name, long number) {
        ObjectNode copy = object.deepCopy();
        copy.put(name, number);
        return new Fields(copy);
    }

    public Optional<Fields> object(String name) {
        return object.get(name) instanceof ObjectNode inner ? Optional.of(new Fields(inner)) : Optional.empty();
    }

    /// As one line of JSON.
    public String text() {
        return object.toString();
    }

    public byte[] json() {
        return MAPPER.writeValueAsBytes(object);
    }

    /// @return owned by the caller
    public SecretValue value() {
        return SecretValue.owning(json());
    }
}
