package fort.cli;

import fort.wire.Promotions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The mapping of a promotion, as a person writes it: name to name, or name to how the target gets its
/// value.
final class MappingFile {
    private MappingFile() {}

    static List<Promotions.Mapping> read(byte[] json) {
        JsonNode document = SecretTree.json(json);
        if (!document.isObject() || document.isEmpty()) {
            throw new Misuse("the mapping is a JSON object: names of the source, and what becomes of each");
        }
        return document.properties().stream()
                .map(member -> mapping(member.getKey(), member.getValue()))
                .toList();
    }

    private static Promotions.Mapping mapping(String from, JsonNode how) {
        if (how.isString()) {
            return new Promotions.Mapping(from, how.stringValue(), null, null, false);
        }
        if (!how.isObject() || !List.of("to", "generate", "ask", "skip").containsAll(how.propertyNames())) {
            throw new Misuse("what becomes of " + from + " is a name, or an object with to, generate, ask or skip");
        }
        return new Promotions.Mapping(
                from,
                text(how, "to"),
                text(how, "generate"),
                text(how, "ask"),
                how.path("skip").asBoolean(false));
    }

    private static @Nullable String text(JsonNode how, String name) {
        return how.has(name) ? how.path(name).asString("") : null;
    }
}
