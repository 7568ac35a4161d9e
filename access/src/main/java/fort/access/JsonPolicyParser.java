package fort.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A policy written in JSON, as the same tree that HCL gives: `{"path": {"secret/*": {…}}}` becomes one entry `path
/// "secret/*"` for each path.
final class JsonPolicyParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(HclParser.DEPTH_MAX)
                    .maxNumberLength(32)
                    .build())
            .build();

    private final JsonParser json;
    private int entries;

    private JsonPolicyParser(JsonParser json) {
        this.json = json;
    }

    static Node.Block parse(String text) throws SyntaxError {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonPolicyParser parser = new JsonPolicyParser(json);
            json.nextToken();
            Node.Block whole = parser.block();
            if (json.nextToken() != null) {
                throw new SyntaxError(parser.line(), "text after the end of the JSON object");
            }
            return flattened(whole);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new SyntaxError(line, "not valid JSON");
        }
    }

    private int line() {
        return json.currentLocation().getLineNr();
    }

    private void count() throws SyntaxError {
        if (++entries > HclParser.ENTRIES_MAX) {
            throw new SyntaxError(line(), "more than " + HclParser.ENTRIES_MAX + " entries");
        }
    }

    private Node.Block block() throws SyntaxError {
        int line = line();
        List<Node.Entry> found = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            count();
            String key = json.currentName();
            int entryLine = line();
            found.add(new Node.Entry(List.of(key), value(json.nextToken()), entryLine));
        }
        return new Node.Block(found, line);
    }

    private Node value(@Nullable JsonToken token) throws SyntaxError {
        int line = line();
        if (token == null) {
            throw new SyntaxError(line, "not valid JSON");
        }
        return switch (token) {
            case START_OBJECT -> block();
            case START_ARRAY -> list();
            case VALUE_STRING -> new Node.Text(json.getString(), line);
            case VALUE_NUMBER_INT -> new Node.Numeral(json.getLongValue(), line);
            case VALUE_NUMBER_FLOAT -> new Node.Numeral(json.getDoubleValue(), line);
            case VALUE_TRUE -> new Node.Truth(true, line);
            case VALUE_FALSE -> new Node.Truth(false, line);
            case VALUE_NULL -> new Node.Nothing(line);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new SyntaxError(line, "not valid JSON");
        };
    }

    private Node.Items list() throws SyntaxError {
        int line = line();
        List<Node> values = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            count();
            values.add(value(token));
        }
        return new Node.Items(values, line);
    }

    private static Node.Block flattened(Node.Block whole) throws SyntaxError {
        List<Node.Entry> flat = new ArrayList<>();
        for (Node.Entry entry : whole.entries()) {
            if (entry.keys().equals(List.of("path"))) {
                for (Node group : each(entry.value())) {
                    flatten(group, flat);
                }
            } else {
                flat.add(entry);
            }
        }
        return new Node.Block(flat, whole.line());
    }

    private static void flatten(Node group, List<Node.Entry> flat) throws SyntaxError {
        if (!(group instanceof Node.Block paths)) {
            throw new SyntaxError(group.line(), "'path' is an object of paths");
        }
        for (Node.Entry path : paths.entries()) {
            for (Node rule : each(path.value())) {
                flat.add(new Node.Entry(List.of("path", path.keys().getFirst()), rule, path.line()));
            }
        }
    }

    private static List<Node> each(Node value) {
        return value instanceof Node.Items items ? items.values() : List.of(value);
    }
}
