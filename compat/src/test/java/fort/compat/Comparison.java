package fort.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What differs between two answers to the same call: status, content type, keys, types, and values wherever they are
/// not chance or time.
final class Comparison {
    /// Numbers that move with the clock, and how far.
    private static final Map<String, Integer> MOVING = Map.of(
            "ttl", 5,
            "lease_duration", 5,
            "creation_time", 3600,
            "server_time_utc", 60,
            "encryptions", 1_000_000);

    /// Replaced in this order.
    private static final List<Chance> CHANCE = List.of(
            chance("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>"),
            chance("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "<time>"),
            chance("\"[0-9a-f]{66}\"", "<share>"),
            chance("\"[A-Za-z0-9+/]{44}\"", "<share>"),
            chance("\\b(hvs|hvb|s)\\.[A-Za-z0-9_-]{20,}", "<token>"),
            chance("\\b[A-Za-z0-9]{24}\\b", "<accessor>"),
            chance("\\b[a-z_]+_[0-9a-z]{8}\\b", "<mount accessor>"));

    private record Chance(Pattern pattern, String word) {}

    private static Chance chance(String pattern, String word) {
        return new Chance(Pattern.compile(pattern), word);
    }

    private final List<String> findings = new ArrayList<>();

    private Comparison() {}

    /// @param peer the other server's answer
    /// @return one line a difference: `status 200 → 403`, `/data/x missing`, …; empty when they are alike
    static List<String> of(Player.Played peer, Player.Played fort) {
        Comparison comparison = new Comparison();
        comparison.compare(peer, fort);
        return comparison.findings;
    }

    private void compare(Player.Played peer, Player.Played fort) {
        if (peer.status() != fort.status()) {
            findings.add("status " + peer.status() + " → " + fort.status());
            return;
        }
        // An answer without a body has no type to speak of.
        if (!fort.body().isBlank() && !peer.contentType().equals(fort.contentType())) {
            findings.add("content type " + peer.contentType() + " → " + fort.contentType());
        }
        JsonNode left = peer.json();
        JsonNode right = fort.json();
        if (left == null || right == null) {
            if ((left == null) != (right == null)) {
                findings.add("body " + (left == null ? "none" : "JSON") + " → " + (right == null ? "none" : "JSON"));
            }
            return;
        }
        compare("", "", left, right);
    }

    private void compare(String path, String name, JsonNode peer, JsonNode fort) {
        if (peer.isObject() && fort.isObject()) {
            compareObjects(path, peer, fort);
        } else if (peer.isArray() && fort.isArray()) {
            compareArrays(path, name, peer, fort);
        } else if (peer.isNumber() && fort.isNumber()) {
            int moving = MOVING.getOrDefault(name, 0);
            if (peer.decimalValue().subtract(fort.decimalValue()).abs().compareTo(java.math.BigDecimal.valueOf(moving))
                    > 0) {
                findings.add(path + " value " + peer + " → " + fort);
            }
        } else if (peer.getNodeType() != fort.getNodeType()) {
            findings.add(path + " type " + type(peer) + " → " + type(fort));
        } else if (!plain(name, peer).equals(plain(name, fort))) {
            findings.add(path + " value " + peer + " → " + fort);
        }
    }

    private static String type(JsonNode node) {
        return node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    }

    private void compareObjects(String path, JsonNode peer, JsonNode fort) {
        Set<String> names = new TreeSet<>(peer.propertyNames());
        names.addAll(fort.propertyNames());
        for (String name : names) {
            JsonNode left = peer.get(name);
            JsonNode right = fort.get(name);
            if (left == null) {
                findings.add(path + "/" + name + " extra");
            } else if (right == null) {
                findings.add(path + "/" + name + " missing");
            } else {
                compare(path + "/" + name, name, left, right);
            }
        }
    }

    private void compareArrays(String path, String name, JsonNode peer, JsonNode fort) {
        if (peer.size() != fort.size()) {
            findings.add(path + " length " + peer.size() + " → " + fort.size());
            return;
        }
        for (int i = 0; i < peer.size(); i++) {
            compare(path + "/" + i, name, peer.get(i), fort.get(i));
        }
    }

    private static String plain(String name, JsonNode node) {
        String text = node.toString();
        if (name.equals("random_bytes")) {
            return "<" + text.length() + " characters>";
        }
        for (Chance chance : CHANCE) {
            text = chance.pattern().matcher(text).replaceAll(chance.word());
        }
        return text;
    }
}
