package fort.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A second, slow and plain reading of the rules, written from the documentation of OpenBao's policies and sharing
/// nothing with [Acl]: paths become regular expressions, candidates a sorted list.
final class ReferenceEvaluator {
    private final Map<String, Set<String>> words = new HashMap<>();

    /// @param policies each maps a path to its capability words
    ReferenceEvaluator(List<Map<String, Set<String>>> policies) {
        for (Map<String, Set<String>> policy : policies) {
            policy.forEach((path, granted) ->
                    words.computeIfAbsent(path, p -> new TreeSet<>()).addAll(granted));
        }
    }

    boolean permits(String capability, String path) {
        Set<String> granted = granted(path, capability.equals("list") || capability.equals("scan"));
        return granted.contains(capability) && !granted.contains("deny");
    }

    private Set<String> granted(String path, boolean list) {
        List<String> attempts = new ArrayList<>(List.of(path));
        if (list && path.endsWith("/")) {
            attempts.add(path.substring(0, path.length() - 1));
        }
        for (String attempt : attempts) {
            if (words.containsKey(attempt) && !wild(attempt)) {
                return words.getOrDefault(attempt, Set.of());
            }
        }
        for (String attempt : attempts) {
            List<String> candidates = words.keySet().stream()
                    .filter(ReferenceEvaluator::wild)
                    .filter(rule -> expression(rule).matcher(attempt).matches())
                    .sorted(priority())
                    .toList();
            if (!candidates.isEmpty()) {
                return words.getOrDefault(candidates.getLast(), Set.of());
            }
        }
        return Set.of();
    }

    private static boolean segmented(String rule) {
        return ("/" + rule).contains("/+") && (rule.equals("+") || rule.startsWith("+/") || rule.contains("/+"));
    }

    private static boolean wild(String rule) {
        return rule.endsWith("*") || segmented(rule);
    }

    private static String bare(String rule) {
        return rule.endsWith("*") ? rule.substring(0, rule.length() - 1) : rule;
    }

    private static Pattern expression(String rule) {
        StringBuilder expression = new StringBuilder();
        String[] segments = bare(rule).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            expression.append(i == 0 ? "" : "/");
            expression.append(segmented(rule) && segments[i].equals("+") ? "[^/]*" : Pattern.quote(segments[i]));
        }
        return Pattern.compile(expression + (rule.endsWith("*") ? ".*" : ""), Pattern.DOTALL);
    }

    private static Comparator<String> priority() {
        return Comparator.<String>comparingInt(
                        rule -> segmented(rule) ? rule.indexOf('+') : bare(rule).length())
                .thenComparingInt(rule -> rule.endsWith("*") ? 0 : 1)
                .thenComparingInt(rule -> -plusSegments(rule))
                .thenComparingInt(rule -> bare(rule).length())
                .thenComparing(ReferenceEvaluator::bare);
    }

    private static int plusSegments(String rule) {
        return segmented(rule)
                ? (int) List.of(bare(rule).split("/", -1)).stream()
                        .filter("+"::equals)
                        .count()
                : 0;
    }
}
