package fort.cli;

import fort.wire.SecretJson;
import fort.wire.Secrets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Turns a JSON or YAML document into secrets: an object's plain members are the fields of the secret at
/// that path, its objects are what lies below. So `{"app": {"db": {"user": "u", "password": "p"}}}` is one
/// secret, `app/db`, with two fields.
final class SecretTree {
    private static final int DEPTH_MAX = 32;

    private SecretTree() {}

    static JsonNode json(byte[] content) {
        try {
            return JsonMapper.builder(JsonFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(content);
        } catch (JacksonException e) {
            throw new Misuse("the file is not JSON, or has a name twice");
        }
    }

    /// Types beyond JSON's are not made, whatever tags say. An alias is refused: what it stands for would
    /// not be seen here.
    static JsonNode yaml(byte[] content) {
        YAMLMapper mapper = YAMLMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        try (JsonParser tokens = mapper.createParser(content)) {
            while (tokens.nextToken() != null) {
                if (tokens instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    throw new Misuse("the file has a YAML alias; write it out");
                }
            }
            return mapper.readTree(content);
        } catch (JacksonException e) {
            throw new Misuse("the file is not YAML, or has a name twice");
        }
    }

    static List<Secrets.ImportEntry> entries(JsonNode document, String to) {
        if (!document.isObject()) {
            throw new Misuse("the file is not one object of names and values");
        }
        List<Secrets.ImportEntry> entries = new ArrayList<>();
        gather(document, to, "", 0, entries);
        if (entries.isEmpty()) {
            throw new Misuse("there is nothing to import");
        }
        return entries;
    }

    private static void gather(JsonNode object, String to, String path, int depth, List<Secrets.ImportEntry> entries) {
        if (depth > DEPTH_MAX) {
            throw new Misuse("the file is nested deeper than " + DEPTH_MAX);
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(member -> !member.getValue().isObject())
                .forEach(member -> fields.set(member.getKey(), member.getValue()));
        if (!fields.isEmpty()) {
            byte[] json = new JsonMapper().writeValueAsBytes(fields);
            entries.add(ImportFormat.entry(to, path, SecretJson.owning(json)));
        }
        object.properties().stream()
                .filter(member -> member.getValue().isObject())
                .forEach(member -> gather(
                        member.getValue(),
                        to,
                        path.isEmpty() ? member.getKey() : path + "/" + member.getKey(),
                        depth + 1,
                        entries));
    }
}
