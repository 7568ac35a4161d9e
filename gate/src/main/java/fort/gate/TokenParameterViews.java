package fort.gate;

import fort.identity.TokenParameters;

/// The `token_*` parameters between the operations' form and identity's.
final class TokenParameterViews {
    private TokenParameterViews() {}

    /// @throws IllegalArgumentException with a message for the caller
    static TokenParameters ofView(TokenOperation.TokenParameters view) {
        return new TokenParameters(
                view.policies(),
                view.boundCidrs(),
                view.noDefaultPolicy(),
                view.ttlSeconds(),
                view.maxTtlSeconds(),
                view.explicitMaxTtlSeconds(),
                view.numUses(),
                view.periodSeconds(),
                view.type());
    }

    static TokenOperation.TokenParameters view(TokenParameters parameters) {
        return new TokenOperation.TokenParameters(
                parameters.policies(),
                parameters.ttlSeconds(),
                parameters.maxTtlSeconds(),
                parameters.explicitMaxTtlSeconds(),
                parameters.periodSeconds(),
                parameters.numUses(),
                parameters.noDefaultPolicy(),
                parameters.boundCidrs(),
                false,
                parameters.type());
    }
}
