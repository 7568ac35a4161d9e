package fort.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The token that all requests of a measurement carry: an ordinary one with one policy, not an administrator's,
/// because
/// the decision is part of the work.
final class BenchPolicy {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String POLICY =
            "{\"policy\":\"path \\\"secret/*\\\" { capabilities = [\\\"create\\\",\\\"read\\\",\\\"update\\\"] }\"}";

    private BenchPolicy() {}

    /// @return a token of the policy, for a day
    static String token(Peer peer, String administrator) {
        peer.mustAsk("PUT", "/v1/sys/policies/acl/bench", administrator, POLICY);
        String answer = peer.mustAsk(
                        "POST",
                        "/v1/auth/token/create",
                        administrator,
                        "{\"policies\":[\"bench\"],\"ttl\":\"24h\",\"no_parent\":true}")
                .body();
        return text(answer, "/auth/client_token");
    }

    static String text(String json, String pointer) {
        JsonNode node = JSON.readTree(json).at(pointer);
        if (!node.isString()) {
            throw new BenchFailure("no " + pointer + " in an answer");
        }
        return node.stringValue();
    }
}
