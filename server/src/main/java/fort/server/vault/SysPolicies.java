package fort.server.vault;

import fort.domain.Names;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.Operation;
import fort.gate.PolicyOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Policies in both spellings (`sys/policies/acl`, `sys/policy`), and questions about rights.
final class SysPolicies {
    Answer answer(Call call, String path) {
        if (path.equals("policies/acl") || path.equals("policy")) {
            return list(call, path.equals("policy"));
        }
        if (path.startsWith("policies/acl/")) {
            return policy(call, path.substring("policies/acl/".length()), false);
        }
        return path.startsWith("policy/")
                ? policy(call, path.substring("policy/".length()), true)
                : call.unsupportedPath();
    }

    private static Answer list(Call call, boolean old) {
        if (call.verb() == Verb.LIST || (old && call.verb() == Verb.READ)) {
            return call.ask(
                    new PolicyOperation.ListPolicies(),
                    names -> old ? Answer.repeated(Fields.of("keys", names, "policies", names)) : Answer.keys(names));
        }
        return call.unsupportedVerb();
    }

    private static Answer policy(Call call, String given, boolean old) {
        String name = Names.requireSimple("policy", given.toLowerCase(Locale.ROOT));
        return switch (call.verb()) {
            case READ -> call.ask(new PolicyOperation.ReadPolicy(name), text -> view(name, text, old));
            case WRITE -> write(call, name);
            case DELETE ->
                call.ask(
                        new PolicyOperation.DeletePolicy(name),
                        _ -> Answer.NOTHING,
                        refusal ->
                                refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer view(String name, String text, boolean old) {
        return old
                ? Answer.repeated(Fields.of("name", name, "rules", text))
                : Answer.data(Fields.of("name", name, "policy", text));
    }

    private static Answer write(Call call, String name) {
        String policy = call.body().text("policy", "");
        String rules = call.body().text("rules", "");
        if (policy.isEmpty() && rules.isEmpty()) {
            return call.unknown(false, Answer.error(400, "'policy' parameter not supplied or empty"));
        }
        boolean deprecated = policy.isEmpty();
        return call.ask(
                new PolicyOperation.WritePolicy(name, deprecated ? rules : policy),
                _ -> deprecated
                        ? Answer.warning(200, "'rules' is deprecated, please use 'policy' instead")
                        : Answer.NOTHING);
    }

    Answer capabilities(Call call, String path) {
        if (call.verb() != Verb.WRITE) {
            return call.unsupportedVerb();
        }
        Body body = call.body();
        List<String> paths = body.list("paths");
        if (paths == null || paths.isEmpty()) {
            paths = body.list("path");
        }
        if (paths == null || paths.isEmpty()) {
            return call.unknown(false, Answer.error(400, "paths must be supplied"));
        }
        Operation<Map<String, List<String>>> operation = switch (path) {
            case "capabilities-self" -> new PolicyOperation.CapabilitiesSelf(paths);
            case "capabilities" -> ofToken(body.secret("token"), paths);
            case "capabilities-accessor" -> new PolicyOperation.CapabilitiesAccessor(body.text("accessor", ""), paths);
            default -> null;
        };
        if (operation == null) {
            return path.equals("capabilities")
                    ? call.unknown(false, Answer.collected(400, "no token found"))
                    : call.unsupportedPath();
        }
        String unknown = path.equals("capabilities-accessor") ? "invalid accessor" : "invalid token";
        return call.ask(
                operation,
                SysPolicies::capabilities,
                refusal -> refusal.reason() == Refusal.Reason.INVALID_REQUEST
                                || refusal.reason() == Refusal.Reason.NOT_FOUND
                        ? Answer.collected(400, unknown)
                        : Refusals.of(refusal));
    }

    private static @Nullable Operation<Map<String, List<String>>> ofToken(
            @Nullable SecretValue token, List<String> paths) {
        return token == null ? null : new PolicyOperation.Capabilities(token, paths);
    }

    private static Answer capabilities(Map<String, List<String>> granted) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (granted.size() == 1) {
            data.put("capabilities", granted.values().iterator().next());
        }
        data.putAll(granted);
        return Answer.repeated(data);
    }
}
