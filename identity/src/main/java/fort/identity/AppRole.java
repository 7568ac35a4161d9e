package fort.identity;

import java.util.List;

/// A role that a program logs in to with a role id and a secret id.
///
/// @param uid made with the role and never again: what belongs to a deleted role does not belong to a later one
///     of the same name
/// @param name lower case
/// @param roleId names the role at login; not secret, hard to guess
/// @param bindSecretId whether a login needs a secret id
/// @param secretIdBoundCidrs networks a secret id may be used from
/// @param secretIdNumUses uses of each new secret id, 0 without limit
/// @param secretIdTtlSeconds life of each new secret id, 0 without end
public record AppRole(
        String uid,
        String name,
        String roleId,
        boolean bindSecretId,
        List<String> secretIdBoundCidrs,
        int secretIdNumUses,
        long secretIdTtlSeconds,
        boolean localSecretIds,
        TokenParameters token) {
    /// @throws IllegalArgumentException with a message for the caller
    public AppRole {
        secretIdBoundCidrs = List.copyOf(secretIdBoundCidrs);
        secretIdBoundCidrs.forEach(Cidr::parse);
        if (secretIdNumUses < 0) {
            throw new IllegalArgumentException("secret_id_num_uses cannot be negative");
        }
        if (secretIdTtlSeconds < 0) {
            throw new IllegalArgumentException("secret_id_ttl cannot be negative");
        }
        if (!bindSecretId && secretIdBoundCidrs.isEmpty() && token.boundCidrs().isEmpty()) {
            throw new IllegalArgumentException("at least one constraint should be enabled on the role");
        }
        if (roleId.isEmpty() || roleId.length() > 256) {
            throw new IllegalArgumentException("a role_id has 1 to 256 characters");
        }
    }

    AppRole identified(String ownUid, String ownName) {
        return new AppRole(
                ownUid,
                ownName,
                roleId,
                bindSecretId,
                secretIdBoundCidrs,
                secretIdNumUses,
                secretIdTtlSeconds,
                localSecretIds,
                token);
    }
}
