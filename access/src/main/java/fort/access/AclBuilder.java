package fort.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges the rules of several policies by path and compiles them.
final class AclBuilder {
    private final TemplateValues values;
    private final Instant now;
    private final Map<String, Merged> rules = new LinkedHashMap<>();
    private boolean root;
    private @Nullable Instant validUntil;

    AclBuilder(TemplateValues values, Instant now) {
        this.values = values;
        this.now = now;
    }

    AclBuilder add(List<Policy> policies) {
        for (Policy policy : policies) {
            root |= policy.name().equals(Policies.ROOT);
            policy.rules().forEach(rule -> add(policy, rule));
        }
        return this;
    }

    private void add(Policy policy, Rule rule) {
        Instant expiration = rule.expiration();
        if (expiration != null && !now.isBefore(expiration)) {
            return;
        }
        String path = policy.templated() ? Templates.fill(rule.path(), values) : rule.path();
        if (path == null) {
            return;
        }
        if (expiration != null && (validUntil == null || expiration.isBefore(validUntil))) {
            validUntil = expiration;
        }
        rules.computeIfAbsent(path, p -> new Merged()).add(policy.name(), rule);
    }

    Acl acl() {
        if (root) {
            return Acl.root();
        }
        Map<String, CompiledRule> exact = new HashMap<>();
        List<CompiledRule> prefixes = new ArrayList<>();
        List<CompiledRule> segments = new ArrayList<>();
        rules.forEach((path, merged) -> {
            PathPattern pattern = PathPattern.of(path);
            CompiledRule rule = merged.compile(pattern);
            if (pattern.segmented()) {
                segments.add(rule);
            } else if (pattern.glob()) {
                prefixes.add(rule);
            } else {
                exact.put(path, rule);
            }
        });
        segments.sort(CompiledRule.BEST_FIRST);
        return new Acl(false, exact, PrefixRules.of(prefixes), segments, validUntil);
    }

    /// What several policies say about one path.
    private static final class Merged {
        private final List<CompiledRule.Source> sources = new ArrayList<>();
        private int bits;
        private Constraints constraints = Constraints.NONE;

        void add(String policy, Rule rule) {
            boolean first = sources.isEmpty();
            sources.add(new CompiledRule.Source(policy, rule));
            if ((bits & Capability.DENY.bit()) != 0) {
                return;
            }
            if (rule.capabilities().contains(Capability.DENY)) {
                bits = Capability.DENY.bit();
                constraints = Constraints.NONE;
                return;
            }
            for (Capability capability : rule.capabilities()) {
                bits |= capability.bit();
            }
            constraints = first ? rule.constraints() : constraints.merge(rule.constraints());
        }

        CompiledRule compile(PathPattern pattern) {
            return new CompiledRule(pattern, bits, constraints, sources);
        }
    }
}
