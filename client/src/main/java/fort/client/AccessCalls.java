package fort.client;

import fort.wire.Policies;
import fort.wire.Roles;

/// Calls about policies, roles, and why something is allowed.
public final class AccessCalls {
    private final Calls calls;

    AccessCalls(Calls calls) {
        this.calls = calls;
    }

    public Policies.Listing policies(Page page) {
        return calls.get(Address.of("/policies").page(page), Policies.Listing.class);
    }

    public Policies.Policy policy(String policy) {
        return calls.get(Address.of("/policies/").name(policy), Policies.Policy.class);
    }

    public Policies.Policy writePolicy(String policy, Policies.Write body) {
        return calls.put(Address.of("/policies/").name(policy), body, Policies.Policy.class);
    }

    public void deletePolicy(String policy) {
        calls.delete(Address.of("/policies/").name(policy));
    }

    public Policies.Check checkPolicy(Policies.Write body) {
        return calls.ask(Address.of("/policies:check"), body, Policies.Check.class);
    }

    public Roles.Listing roles(Page page) {
        return calls.get(Address.of("/roles").page(page), Roles.Listing.class);
    }

    public Roles.Role role(String role) {
        return calls.get(Address.of("/roles/").name(role), Roles.Role.class);
    }

    public Roles.Role writeRole(String role, Roles.Write body) {
        return calls.put(Address.of("/roles/").name(role), body, Roles.Role.class);
    }

    public void deleteRole(String role) {
        calls.delete(Address.of("/roles/").name(role));
    }

    public Policies.Explanation explain(Policies.Question body) {
        return calls.ask(Address.of("/access:explain"), body, Policies.Explanation.class);
    }
}
