package fort.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one `path` block.
final class RuleReader {
    private final String path;
    private final int line;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private @Nullable Map<String, List<Object>> allowed;
    private @Nullable Map<String, List<Object>> denied;
    private List<String> required = List.of();
    private long wrapMinSeconds;
    private long wrapMaxSeconds;
    private @Nullable Instant expiration;

    RuleReader(String path, int line) {
        this.path = path.startsWith("/") ? path.substring(1) : path;
        this.line = line;
    }

    Rule read(Node.Block block) throws SyntaxError {
        requirePath();
        Set<String> seen = new HashSet<>();
        for (Node.Entry entry : block.entries()) {
            String key = entry.keys().getFirst();
            if (entry.keys().size() != 1) {
                throw error(entry.line(), "'" + key + "' takes no name");
            }
            if (!seen.add(key)) {
                throw error(entry.line(), "'" + key + "' is given twice");
            }
            attribute(key, entry.value(), entry.line());
        }
        if (wrapMinSeconds != 0 && wrapMaxSeconds != 0 && wrapMaxSeconds < wrapMinSeconds) {
            throw error(line, "max_wrapping_ttl cannot be less than min_wrapping_ttl");
        }
        boolean denies = capabilities.contains(Capability.DENY);
        Constraints constraints =
                denies ? Constraints.NONE : new Constraints(allowed, denied, required, wrapMinSeconds, wrapMaxSeconds);
        return new Rule(path, line, denies ? Set.of(Capability.DENY) : capabilities, constraints, expiration);
    }

    private SyntaxError error(int at, String message) {
        return new SyntaxError(at, "path \"" + path + "\": " + message);
    }

    private void requirePath() throws SyntaxError {
        if (path.contains("+*")) {
            throw error(line, "invalid use of wildcards ('+*' is forbidden)");
        }
        if (!Templates.balanced(path)) {
            throw error(line, "unbalanced templating characters");
        }
    }

    private void attribute(String key, Node value, int at) throws SyntaxError {
        switch (key) {
            case "capabilities" -> {
                for (String word : texts(key, value)) {
                    capabilities.add(capability(word, at));
                }
            }
            case "policy" -> capabilities.addAll(legacy(text(key, value), at));
            case "allowed_parameters" -> allowed = parameters(key, value);
            case "denied_parameters" -> denied = parameters(key, value);
            case "required_parameters" -> required = texts(key, value);
            case "min_wrapping_ttl" -> wrapMinSeconds = seconds(key, value);
            case "max_wrapping_ttl" -> wrapMaxSeconds = seconds(key, value);
            case "expiration" -> expiration = instant(key, value);
            case "comment" -> {
                // for people
            }
            case "control_group", "mfa_methods", "pagination_limit", "list_scan_response_keys_filter_path" ->
                throw error(at, "'" + key + "' is not supported: it would restrict, and Fort would not enforce it");
            default -> throw error(at, "invalid key \"" + key + "\"");
        }
    }

    private Capability capability(String word, int at) throws SyntaxError {
        Capability capability = Capability.ofWord(word);
        if (capability == null) {
            throw error(at, "invalid capability \"" + word + "\"");
        }
        return capability;
    }

    private Set<Capability> legacy(String word, int at) throws SyntaxError {
        Set<Capability> write =
                EnumSet.of(Capability.CREATE, Capability.READ, Capability.UPDATE, Capability.DELETE, Capability.LIST);
        return switch (word) {
            case "" -> Set.of();
            case "deny" -> Set.of(Capability.DENY);
            case "read" -> Set.of(Capability.READ, Capability.LIST);
            case "write" -> write;
            case "sudo" -> {
                write.add(Capability.SUDO);
                yield write;
            }
            default -> throw error(at, "invalid policy \"" + word + "\"");
        };
    }

    private String text(String key, Node value) throws SyntaxError {
        if (value instanceof Node.Text text) {
            return text.value();
        }
        throw error(value.line(), "'" + key + "' is a string");
    }

    private List<String> texts(String key, Node value) throws SyntaxError {
        if (!(value instanceof Node.Items items)) {
            throw error(value.line(), "'" + key + "' is a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items.values()) {
            texts.add(text(key, item));
        }
        return texts;
    }

    private Map<String, List<Object>> parameters(String key, Node value) throws SyntaxError {
        if (!(value instanceof Node.Block block)) {
            throw error(value.line(), "'" + key + "' is a block of parameter names and lists");
        }
        Map<String, List<Object>> parameters = new LinkedHashMap<>();
        for (Node.Entry entry : block.entries()) {
            String name = entry.keys().getFirst();
            if (entry.keys().size() != 1 || !(entry.value() instanceof Node.Items items)) {
                throw error(entry.line(), "parameter \"" + name + "\" needs a list");
            }
            List<Object> values = new ArrayList<>();
            for (Node item : items.values()) {
                values.add(plain(item));
            }
            if (parameters.put(name.toLowerCase(Locale.ROOT), values) != null) {
                throw error(entry.line(), "parameter \"" + name + "\" is given twice");
            }
        }
        return parameters;
    }

    private Object plain(Node node) throws SyntaxError {
        return switch (node) {
            case Node.Text text -> text.value();
            case Node.Numeral numeral -> numeral.value();
            case Node.Truth truth -> truth.value();
            case Node.Nothing nothing -> throw error(nothing.line(), "null is no parameter value");
            case Node.Items items -> {
                List<Object> values = new ArrayList<>();
                for (Node item : items.values()) {
                    values.add(plain(item));
                }
                yield values;
            }
            case Node.Block block -> {
                Map<String, Object> fields = new HashMap<>();
                for (Node.Entry entry : block.entries()) {
                    fields.put(entry.keys().getFirst(), plain(entry.value()));
                }
                yield fields;
            }
        };
    }

    private long seconds(String key, Node value) throws SyntaxError {
        Long seconds = switch (value) {
            case Node.Numeral numeral when numeral.value() instanceof Long whole && whole >= 0 -> whole;
            case Node.Text text -> DurationText.seconds(text.value());
            default -> null;
        };
        if (seconds == null) {
            throw error(value.line(), "'" + key + "' is a duration such as 300, \"300\" or \"5m\"");
        }
        return seconds;
    }

    private @Nullable Instant instant(String key, Node value) throws SyntaxError {
        String text = text(key, value);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw error(value.line(), "'" + key + "' is a time such as 2027-01-31T12:00:00Z");
        }
    }
}
