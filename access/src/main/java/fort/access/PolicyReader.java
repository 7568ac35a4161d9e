package fort.access;

import fort.domain.Outcome;
import fort.domain.Refusal;
import java.util.ArrayList;
import java.util.List;

/// Reads the text of a policy.
final class PolicyReader {
    private PolicyReader() {}

    static Outcome<Policy> read(String name, String text) {
        if (text.length() > Policy.TEXT_LENGTH_MAX) {
            return Outcome.refused(
                    Refusal.Reason.LIMIT_EXCEEDED, "a policy has at most " + Policy.TEXT_LENGTH_MAX + " characters");
        }
        try {
            Node.Block block =
                    text.stripLeading().startsWith("{") ? JsonPolicyParser.parse(text) : HclParser.parse(text);
            List<Rule> rules = rules(block);
            boolean templated = rules.stream().anyMatch(rule -> Templates.present(rule.path()));
            return Outcome.done(new Policy(name, text, rules, templated));
        } catch (SyntaxError e) {
            return Outcome.refused(Refusal.Reason.INVALID_REQUEST, "failed to parse policy: " + e.getMessage());
        }
    }

    private static List<Rule> rules(Node.Block block) throws SyntaxError {
        List<Rule> rules = new ArrayList<>();
        for (Node.Entry entry : block.entries()) {
            switch (entry.keys().getFirst()) {
                case "path" -> rules.add(rule(entry));
                case "name" -> {
                    // tolerated as on Vault: the name of a policy is the one it is stored under
                }
                default ->
                    throw new SyntaxError(
                            entry.line(),
                            "invalid key \"" + entry.keys().getFirst() + "\": a policy holds 'path' blocks");
            }
            if (rules.size() > Policy.RULES_MAX) {
                throw new SyntaxError(entry.line(), "a policy has at most " + Policy.RULES_MAX + " paths");
            }
        }
        return rules;
    }

    private static Rule rule(Node.Entry entry) throws SyntaxError {
        if (entry.keys().size() != 2) {
            throw new SyntaxError(entry.line(), "'path' needs exactly one path in quotes and a block");
        }
        String path = entry.keys().get(1);
        if (!(entry.value() instanceof Node.Block block)) {
            throw new SyntaxError(entry.line(), "path \"" + path + "\" needs a block");
        }
        return new RuleReader(path, entry.line()).read(block);
    }
}
