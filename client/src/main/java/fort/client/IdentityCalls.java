package fort.client;

import fort.wire.AppRoles;
import fort.wire.Users;

/// Calls about users and app roles.
public final class IdentityCalls {
    private final Calls calls;

    IdentityCalls(Calls calls) {
        this.calls = calls;
    }

    public Users.Listing users(Page page) {
        return calls.get(Address.of("/users").page(page), Users.Listing.class);
    }

    public Users.User user(String user) {
        return calls.get(Address.of("/users/").name(user), Users.User.class);
    }

    public Users.User writeUser(String user, Users.Write body) {
        return calls.put(Address.of("/users/").name(user), body, Users.User.class);
    }

    public void deleteUser(String user) {
        calls.delete(Address.of("/users/").name(user));
    }

    public void password(String user, Users.Password body) {
        calls.tell(Address.of("/users/").name(user).literal(":password"), body);
    }

    public void unlock(String user) {
        calls.tell(Address.of("/users/").name(user).literal(":unlock"), null);
    }

    public AppRoles.Listing appRoles(Page page) {
        return calls.get(Address.of("/app-roles").page(page), AppRoles.Listing.class);
    }

    public AppRoles.AppRole appRole(String appRole) {
        return calls.get(Address.of("/app-roles/").name(appRole), AppRoles.AppRole.class);
    }

    public AppRoles.AppRole writeAppRole(String appRole, AppRoles.Write body) {
        return calls.put(Address.of("/app-roles/").name(appRole), body, AppRoles.AppRole.class);
    }

    public void deleteAppRole(String appRole) {
        calls.delete(Address.of("/app-roles/").name(appRole));
    }

    public AppRoles.SecretIds secretIds(String appRole, Page page) {
        return calls.get(secretIdsOf(appRole).page(page), AppRoles.SecretIds.class);
    }

    public AppRoles.SecretId createSecretId(String appRole, AppRoles.SecretIdRequest body) {
        return calls.act(secretIdsOf(appRole), body, AppRoles.SecretId.class);
    }

    public void deleteSecretId(String appRole, String accessor) {
        calls.delete(secretIdsOf(appRole).literal("/").name(accessor));
    }

    private static Address secretIdsOf(String appRole) {
        return Address.of("/app-roles/").name(appRole).literal("/secret-ids");
    }
}
