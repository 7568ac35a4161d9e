package fort.gate;

import fort.domain.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The approle method. `mount` is the auth mount's canonical path (`approle`), role names are lower case.
public sealed interface AppRoleOperation<T> extends Operation<T> {
    String mount();

    /// Open to anonymous.
    ///
    /// @param secretId null when the role binds none
    record LoginAppRole(
            String mount, SecretValue roleId, @Nullable SecretValue secretId)
            implements AppRoleOperation<TokenOperation.Auth> {
        @Override
        public String name() {
            return "login.approle";
        }
    }

    record ListAppRoles(String mount) implements AppRoleOperation<List<String>> {
        @Override
        public String name() {
            return "approle.list";
        }
    }

    record ReadAppRole(String mount, String role) implements AppRoleOperation<AppRoleView> {
        @Override
        public String name() {
            return "approle.read";
        }
    }

    record AppRoleView(
            String name,
            boolean bindSecretId,
            List<String> secretIdBoundCidrs,
            int secretIdNumUses,
            long secretIdTtlSeconds,
            boolean localSecretIds,
            TokenOperation.TokenParameters tokens) {}

    /// Replaces the whole role (the transport merges an update with what [ReadAppRole] says), keeping its role id.
    ///
    /// @param roleId a chosen role id, or null: kept or made
    record WriteAppRole(
            String mount, AppRoleView role, @Nullable SecretValue roleId) implements AppRoleOperation<Void> {
        @Override
        public String name() {
            return "approle.write";
        }
    }

    record DeleteAppRole(String mount, String role) implements AppRoleOperation<Void> {
        @Override
        public String name() {
            return "approle.delete";
        }
    }

    record ReadRoleId(String mount, String role) implements AppRoleOperation<SecretValue> {
        @Override
        public String name() {
            return "approle.role_id";
        }
    }

    record WriteRoleId(String mount, String role, SecretValue roleId) implements AppRoleOperation<Void> {
        @Override
        public String name() {
            return "approle.role_id_write";
        }
    }

    /// @param secretId null: a random one (`secret-id`), else the given (`custom-secret-id`)
    record CreateSecretId(
            String mount,
            String role,
            @Nullable SecretValue secretId,
            Map<String, String> metadata,
            List<String> cidrs,
            List<String> tokenBoundCidrs,
            int numUses,
            long ttlSeconds)
            implements AppRoleOperation<NewSecretId> {
        @Override
        public String name() {
            return "approle.secret_id";
        }
    }

    record NewSecretId(SecretValue secretId, String accessor, long ttlSeconds, int numUses) {}

    /// @return accessors
    record ListSecretIds(String mount, String role) implements AppRoleOperation<List<String>> {
        @Override
        public String name() {
            return "approle.secret_id_list";
        }
    }

    /// Exactly one of `secretId` and `accessor` is given.
    record LookupSecretId(
            String mount,
            String role,
            @Nullable SecretValue secretId,
            @Nullable String accessor) implements AppRoleOperation<SecretIdView> {
        @Override
        public String name() {
            return "approle.secret_id_lookup";
        }
    }

    record SecretIdView(
            String accessor,
            Map<String, String> metadata,
            List<String> cidrs,
            List<String> tokenBoundCidrs,
            int numUses,
            long ttlSeconds,
            Instant creationTime,
            @Nullable Instant expirationTime,
            Instant lastUpdatedTime) {}

    record DestroySecretId(
            String mount,
            String role,
            @Nullable SecretValue secretId,
            @Nullable String accessor) implements AppRoleOperation<Void> {
        @Override
        public String name() {
            return "approle.secret_id_destroy";
        }
    }

    record TidySecretIds(String mount) implements AppRoleOperation<Void> {
        @Override
        public String name() {
            return "approle.tidy";
        }
    }
}
