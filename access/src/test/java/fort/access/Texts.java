package fort.access;

import fort.domain.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Policies from their texts.
final class Texts {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Texts() {}

    static Policy policy(String name, String text) {
        return switch (Policy.parse(name, text)) {
            case Outcome.Done<Policy>(Policy policy) -> policy;
            case Outcome.Refused<Policy>(var refusal) -> throw new AssertionError(refusal.message() + "\nin\n" + text);
        };
    }

    /// The refusal's message, or an empty text when it is accepted.
    static String error(String text) {
        return switch (Policy.parse("p", text)) {
            case Outcome.Done<Policy> accepted -> "";
            case Outcome.Refused<Policy>(var refusal) -> refusal.message();
        };
    }

    /// The policies are named a, b, c, …
    static Acl acl(String... texts) {
        return acl(Arrays.asList(texts));
    }

    static Acl acl(List<String> texts) {
        Policy[] policies = new Policy[texts.size()];
        for (int i = 0; i < policies.length; i++) {
            policies[i] = policy(String.valueOf((char) ('a' + i)), texts.get(i));
        }
        return Acl.compile(List.of(policies), TemplateValues.NONE, NOW);
    }

    static boolean permits(Acl acl, Capability capability, String path) {
        return acl.decide(new Request(capability, path, Parameters.NONE, 0, false)) instanceof Decision.Permit;
    }
}
