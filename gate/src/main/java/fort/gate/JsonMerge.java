package fort.gate;

import fort.domain.Fault;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Work on the JSON inside a value: the only place in this room that looks into one.
final class JsonMerge {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonMerge() {}

    /// RFC 7396. The nodes in between live until they are collected; a patch of a secret accepts that.
    static SecretValue merge(SecretValue target, SecretValue patch) {
        ObjectNode merged = merge(parse(target), parse(patch));
        return SecretValue.owning(MAPPER.writeValueAsBytes(merged));
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                JsonNode old = target.get(field.getKey());
                target.set(field.getKey(), merge(old instanceof ObjectNode o ? o : MAPPER.createObjectNode(), object));
            } else {
                target.set(field.getKey(), value);
            }
        }
        return target;
    }

    /// The same keys, each leaf null.
    ///
    /// @param depth how many levels of objects are shown, 0 = all; deeper objects become null
    static byte[] subkeys(SecretValue value, int depth) {
        return MAPPER.writeValueAsBytes(emptied(parse(value), depth == 0 ? Integer.MAX_VALUE : depth));
    }

    private static ObjectNode emptied(ObjectNode object, int depth) {
        ObjectNode copy = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode nested && depth > 1 && !nested.isEmpty()) {
                copy.set(field.getKey(), emptied(nested, depth - 1));
            } else {
                copy.putNull(field.getKey());
            }
        }
        return copy;
    }

    static ObjectNode parse(SecretValue value) {
        try {
            if (MAPPER.readTree(value.reveal(Reveal.granted())) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // said below, without the parser's excerpt of the text
        }
        throw new Fault(Fault.Code.INTEGRITY, "a stored value is not a JSON object", "");
    }

    static byte[] write(ObjectNode object) {
        return MAPPER.writeValueAsBytes(object);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
