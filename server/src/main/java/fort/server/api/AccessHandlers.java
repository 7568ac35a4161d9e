package fort.server.api;

import fort.access.Capability;
import fort.access.Decision;
import fort.access.Explanation;
import fort.access.Policy;
import fort.access.Role;
import fort.domain.Outcome;
import fort.gate.PolicyOperation;
import fort.gate.ToolOperation;
import fort.wire.InvalidMessage;
import fort.wire.Policies;
import fort.wire.Roles;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Policies, roles, and why something is allowed.
final class AccessHandlers {
    private AccessHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "policy.list",
                call -> call.answer(new PolicyOperation.ListPolicies(), names -> {
                    Call.Page<String> page = call.page(PlaceHandlers.sorted(names), Function.identity());
                    return Answer.of(new Policies.Listing(page.items(), page.next()));
                }));
        handlers.on("policy.read", AccessHandlers::readPolicy);
        handlers.on("policy.write", call -> {
            String text = call.body(Policies.Write.class).text();
            String name = call.parameter("policy");
            return call.then(
                    new PolicyOperation.WritePolicy(name, text), () -> Answer.of(new Policies.Policy(name, text)));
        });
        handlers.on("policy.delete", call -> call.empty(new PolicyOperation.DeletePolicy(call.parameter("policy"))));
        handlers.on("policy.check", AccessHandlers::check);
        handlers.on(
                "role.list",
                call -> call.answer(new PolicyOperation.ListRoles(), roles -> {
                    Call.Page<Role> page = call.page(roles, Role::name);
                    return Answer.of(new Roles.Listing(
                            page.items().stream().map(AccessHandlers::view).toList(), page.next()));
                }));
        handlers.on(
                "role.read",
                call -> call.answer(
                        new PolicyOperation.ReadRole(call.parameter("role")), role -> Answer.of(view(role))));
        handlers.on("role.write", AccessHandlers::writeRole);
        handlers.on("role.delete", call -> call.empty(new PolicyOperation.DeleteRole(call.parameter("role"))));
        handlers.on("access.explain", AccessHandlers::explain);
    }

    private static Answer readPolicy(Call call) {
        String name = call.parameter("policy");
        return call.answer(new PolicyOperation.ReadPolicy(name), text -> Answer.of(new Policies.Policy(name, text)));
    }

    private static Answer check(Call call) {
        String text = call.body(Policies.Write.class).text();
        return call.then(new ToolOperation.ReadInformation("sys/policies/check", false), () -> switch (Policy.parse(
                "checked", text)) {
            case Outcome.Done<Policy> done -> Answer.of(new Policies.Check(true, null));
            case Outcome.Refused<Policy>(var refusal) -> Answer.of(new Policies.Check(false, refusal.message()));
        });
    }

    private static Answer writeRole(Call call) {
        Roles.Write body = call.body(Roles.Write.class);
        Role role;
        try {
            role = new Role(
                    call.parameter("role"), body.description() == null ? "" : body.description(), body.policies());
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage(String.valueOf(e.getMessage()));
        }
        return call.then(new PolicyOperation.WriteRole(role), () -> Answer.of(view(role)));
    }

    private static Roles.Role view(Role role) {
        return new Roles.Role(role.name(), MetadataHandlers.emptyToNull(role.description()), role.policies());
    }

    private static Answer explain(Call call) {
        Policies.Question question = call.body(Policies.Question.class);
        String accessor = question.accessor() == null ? "" : question.accessor();
        return call.answer(
                new PolicyOperation.Explain(accessor, question.path(), capability(question.capability())),
                explanation -> Answer.of(view(explanation)));
    }

    private static Capability capability(String word) {
        for (Capability capability : Capability.values()) {
            if (capability.word().equals(word.toLowerCase(Locale.ROOT))) {
                return capability;
            }
        }
        throw new InvalidMessage("'capability' is one of create, read, update, patch, delete, list, sudo");
    }

    private static Policies.Explanation view(Explanation explanation) {
        List<Policies.Rule> considered = explanation.considered().stream()
                .map(rule -> new Policies.Rule(rule.policy(), rule.rule(), rule.capabilities()))
                .toList();
        List<String> policies = considered.stream()
                .map(Policies.Rule::policy)
                .distinct()
                .sorted()
                .toList();
        return switch (explanation.decision()) {
            case Decision.Permit permit ->
                new Policies.Explanation(
                        explanation.path(),
                        explanation.capability().word(),
                        true,
                        permit.rule().isEmpty()
                                ? "policy " + permit.policy() + " grants everything"
                                : "policy " + permit.policy() + ", rule " + permit.rule() + " grants it",
                        permit.policy(),
                        MetadataHandlers.emptyToNull(permit.rule()),
                        policies,
                        considered);
            case Decision.Deny deny ->
                new Policies.Explanation(
                        explanation.path(),
                        explanation.capability().word(),
                        false,
                        deny.sentence(),
                        MetadataHandlers.emptyToNull(deny.policy()),
                        MetadataHandlers.emptyToNull(deny.rule()),
                        policies,
                        considered);
        };
    }
}
