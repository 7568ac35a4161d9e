package fort.gate;

import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens: made, looked up, renewed, revoked. A look-up, renewal or revocation of another's token needs the right
/// for it; the `…Self` acts need
/// what the `default` policy grants.
public sealed interface TokenOperation<T> extends Operation<T> {
    /// A login's or creation's answer, Vault's `auth` object.
    ///
    /// @param clientToken the token itself; null in answers about a token by accessor
    /// @param policies sorted, `default` included; `tokenPolicies` likewise
    /// @param leaseDurationSeconds 0 for a token that never expires
    record Auth(
            @Nullable SecretValue clientToken,
            String accessor,
            List<String> policies,
            List<String> tokenPolicies,
            Map<String, String> metadata,
            long leaseDurationSeconds,
            boolean renewable,
            String tokenType,
            boolean orphan,
            int numUses) {}

    /// What to make; zeros and nulls mean "not said".
    ///
    /// @param id a chosen token id, only for root or sudo; null mostly
    /// @param policies null: the parent's
    /// @param renewable null: true
    record TokenSpec(
            @Nullable SecretValue id,
            @Nullable List<String> policies,
            Map<String, String> metadata,
            @Nullable String displayName,
            int numUses,
            long ttlSeconds,
            long explicitMaxTtlSeconds,
            long periodSeconds,
            @Nullable Boolean renewable,
            boolean noParent,
            boolean noDefaultPolicy,
            @Nullable String type,
            @Nullable String entityAlias) {}

    record CreateToken(TokenSpec spec) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.create";
        }
    }

    record CreateOrphan(TokenSpec spec) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.create_orphan";
        }
    }

    record CreateByRole(String role, TokenSpec spec) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.create_by_role";
        }
    }

    /// Vault's look-up `data`.
    ///
    /// @param id null in answers by accessor
    /// @param expireTime null: never
    /// @param role null unless made by a role
    /// @param lastRenewal null unless renewed
    record TokenView(
            @Nullable SecretValue id,
            String accessor,
            List<String> policies,
            String path,
            @Nullable Map<String, String> meta,
            String displayName,
            int numUses,
            boolean orphan,
            Instant creationTime,
            long creationTtlSeconds,
            @Nullable Instant expireTime,
            long ttlSeconds,
            long explicitMaxTtlSeconds,
            long periodSeconds,
            String type,
            boolean renewable,
            @Nullable Instant lastRenewal,
            @Nullable String role) {}

    record LookupSelf() implements TokenOperation<TokenView> {
        @Override
        public String name() {
            return "token.lookup_self";
        }
    }

    record LookupToken(SecretValue token) implements TokenOperation<TokenView> {
        @Override
        public String name() {
            return "token.lookup";
        }
    }

    record LookupAccessor(String accessor) implements TokenOperation<TokenView> {
        @Override
        public String name() {
            return "token.lookup_accessor";
        }
    }

    record RenewSelf(long incrementSeconds) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.renew_self";
        }
    }

    record RenewToken(SecretValue token, long incrementSeconds) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.renew";
        }
    }

    record RenewAccessor(String accessor, long incrementSeconds) implements TokenOperation<Auth> {
        @Override
        public String name() {
            return "token.renew_accessor";
        }
    }

    record RevokeSelf() implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token.revoke_self";
        }
    }

    record RevokeToken(SecretValue token) implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token.revoke";
        }
    }

    record RevokeAccessor(String accessor) implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token.revoke_accessor";
        }
    }

    /// The token dies, its children live on as orphans.
    record RevokeOrphan(SecretValue token) implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token.revoke_orphan";
        }
    }

    record ListAccessors() implements TokenOperation<List<String>> {
        @Override
        public String name() {
            return "token.list_accessors";
        }
    }

    record TidyTokens() implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token.tidy";
        }
    }

    /// Fields as Vault's `auth/token/roles/{name}`, validated; see [TokenRoleView].
    record WriteTokenRole(TokenRoleView role) implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token_role.write";
        }
    }

    record ReadTokenRole(String role) implements TokenOperation<TokenRoleView> {
        @Override
        public String name() {
            return "token_role.read";
        }
    }

    record ListTokenRoles() implements TokenOperation<List<String>> {
        @Override
        public String name() {
            return "token_role.list";
        }
    }

    record DeleteTokenRole(String role) implements TokenOperation<Void> {
        @Override
        public String name() {
            return "token_role.delete";
        }
    }

    record TokenRoleView(
            String name,
            List<String> allowedPolicies,
            List<String> allowedPoliciesGlob,
            List<String> disallowedPolicies,
            List<String> disallowedPoliciesGlob,
            boolean orphan,
            boolean renewable,
            String pathSuffix,
            List<String> allowedEntityAliases,
            TokenParameters tokens) {}

    /// The `token_*` parameters that roles, users and app roles share. Zeros mean "not said".
    record TokenParameters(
            List<String> policies,
            long ttlSeconds,
            long maxTtlSeconds,
            long explicitMaxTtlSeconds,
            long periodSeconds,
            int numUses,
            boolean noDefaultPolicy,
            List<String> boundCidrs,
            boolean strictlyBindIp,
            String type) {
        public static final TokenParameters NONE =
                new TokenParameters(List.of(), 0, 0, 0, 0, 0, false, List.of(), false, "default");
    }
}
