package fort.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prefix rules, sorted, each knowing the longest other one that is a prefix of it. The longest prefix of a path is
/// then the greatest rule not above the path in order, or one of that rule's ancestors: everything between a prefix
/// and the path starts with the prefix.
final class PrefixRules {
    private static final int NONE = -1;

    private final List<CompiledRule> rules;
    private final int[] parents;

    private PrefixRules(List<CompiledRule> rules, int[] parents) {
        this.rules = rules;
        this.parents = parents;
    }

    static PrefixRules of(List<CompiledRule> unsorted) {
        List<CompiledRule> rules = new ArrayList<>(unsorted);
        rules.sort(Comparator.comparing(CompiledRule::path));
        int[] parents = new int[rules.size()];
        for (int i = 0; i < parents.length; i++) {
            int parent = i - 1;
            while (parent != NONE
                    && !rules.get(i).path().startsWith(rules.get(parent).path())) {
                parent = parents[parent];
            }
            parents[i] = parent;
        }
        return new PrefixRules(List.copyOf(rules), parents);
    }

    List<CompiledRule> all() {
        return rules;
    }

    @Nullable
    CompiledRule longest(String path) {
        int low = 0;
        int high = rules.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (rules.get(middle).path().compareTo(path) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        for (int i = high; i != NONE; i = parents[i]) {
            if (path.startsWith(rules.get(i).path())) {
                return rules.get(i);
            }
        }
        return null;
    }
}
