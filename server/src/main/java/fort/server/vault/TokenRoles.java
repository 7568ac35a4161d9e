package fort.server.vault;

import fort.domain.Outcome;
import fort.gate.Reply;
import fort.gate.TokenOperation;
import fort.gate.TokenOperation.TokenParameters;
import fort.gate.TokenOperation.TokenRoleView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `auth/token/roles/{name}`. A write changes what it names.
final class TokenRoles {
    private TokenRoles() {}

    static Map<String, @Nullable Object> view(TokenRoleView role) {
        TokenParameters tokens = role.tokens();
        Map<String, @Nullable Object> view = Fields.of(
                "allowed_entity_aliases",
                role.allowedEntityAliases().isEmpty() ? null : role.allowedEntityAliases(),
                "allowed_policies",
                role.allowedPolicies(),
                "allowed_policies_glob",
                role.allowedPoliciesGlob(),
                "disallowed_policies",
                role.disallowedPolicies(),
                "disallowed_policies_glob",
                role.disallowedPoliciesGlob(),
                "explicit_max_ttl",
                0,
                "name",
                role.name(),
                "orphan",
                role.orphan(),
                "path_suffix",
                role.pathSuffix(),
                "period",
                0,
                "renewable",
                role.renewable(),
                "token_explicit_max_ttl",
                tokens.explicitMaxTtlSeconds(),
                "token_no_default_policy",
                tokens.noDefaultPolicy(),
                "token_period",
                tokens.periodSeconds(),
                "token_type",
                tokens.type().equals("default") ? "default-service" : tokens.type());
        if (!tokens.boundCidrs().isEmpty()) {
            view.put("token_bound_cidrs", tokens.boundCidrs());
        }
        if (tokens.numUses() > 0) {
            view.put("token_num_uses", tokens.numUses());
        }
        return view;
    }

    static Answer write(Call call, String name) {
        Reply<TokenRoleView> known = call.perform(new TokenOperation.ReadTokenRole(name));
        TokenRoleView before = known.outcome() instanceof Outcome.Done<TokenRoleView>(TokenRoleView role)
                ? role
                : new TokenRoleView(
                        name,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        true,
                        "",
                        List.of(),
                        TokenParameters.NONE);
        Body body = call.body();
        return call.tell(new TokenOperation.WriteTokenRole(new TokenRoleView(
                name,
                body.list("allowed_policies", before.allowedPolicies()),
                body.list("allowed_policies_glob", before.allowedPoliciesGlob()),
                body.list("disallowed_policies", before.disallowedPolicies()),
                body.list("disallowed_policies_glob", before.disallowedPoliciesGlob()),
                body.flag("orphan", before.orphan()),
                body.flag("renewable", before.renewable()),
                body.text("path_suffix", before.pathSuffix()),
                body.list("allowed_entity_aliases", before.allowedEntityAliases()),
                tokens(body, before.tokens()))));
    }

    private static TokenParameters tokens(Body body, TokenParameters before) {
        TokenParameters said = TokenFields.read(body, before);
        return new TokenParameters(
                before.policies(),
                said.ttlSeconds(),
                said.maxTtlSeconds(),
                body.seconds("explicit_max_ttl", said.explicitMaxTtlSeconds()),
                said.periodSeconds(),
                said.numUses(),
                said.noDefaultPolicy(),
                said.boundCidrs(),
                said.strictlyBindIp(),
                said.type());
    }
}
