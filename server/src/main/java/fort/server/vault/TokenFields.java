package fort.server.vault;

import fort.gate.TokenOperation.TokenParameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `token_*` fields that users, app roles and token roles share, in both directions.
final class TokenFields {
    private TokenFields() {}

    /// What a write says over what was there.
    static TokenParameters read(Body body, TokenParameters before) {
        List<String> policies = body.list("token_policies");
        if (policies == null) {
            policies = body.list("policies");
        }
        return new TokenParameters(
                policies == null ? before.policies() : policies,
                seconds(body, "token_ttl", "ttl", before.ttlSeconds()),
                seconds(body, "token_max_ttl", "max_ttl", before.maxTtlSeconds()),
                body.seconds("token_explicit_max_ttl", before.explicitMaxTtlSeconds()),
                seconds(body, "token_period", "period", before.periodSeconds()),
                body.integer("token_num_uses", before.numUses()),
                body.flag("token_no_default_policy", before.noDefaultPolicy()),
                body.list("token_bound_cidrs", before.boundCidrs()),
                body.flag("token_strictly_bind_ip", before.strictlyBindIp()),
                body.text("token_type", before.type()));
    }

    private static long seconds(Body body, String name, String old, long otherwise) {
        Long seconds = body.seconds(name);
        return seconds == null ? body.seconds(old, otherwise) : seconds;
    }

    static void put(Map<String, @Nullable Object> view, TokenParameters token) {
        view.put("token_bound_cidrs", token.boundCidrs());
        view.put("token_explicit_max_ttl", token.explicitMaxTtlSeconds());
        view.put("token_max_ttl", token.maxTtlSeconds());
        view.put("token_no_default_policy", token.noDefaultPolicy());
        view.put("token_num_uses", token.numUses());
        view.put("token_period", token.periodSeconds());
        view.put("token_policies", token.policies());
        view.put("token_strictly_bind_ip", token.strictlyBindIp());
        view.put("token_ttl", token.ttlSeconds());
        view.put("token_type", token.type());
    }
}
