package fort.gate;

import fort.access.Acl;
import fort.access.Capability;
import fort.access.Policy;
import fort.access.Role;
import fort.domain.Caller;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.store.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Policies, roles, and questions about rights.
final class PolicyHandlers implements Handler<PolicyOperation<?>> {
    /// Paths of one capabilities question.
    static final int PATHS_MAX = 1_000;

    @Override
    public Demand demand(Act act, PolicyOperation<?> operation) {
        return switch (operation) {
            case PolicyOperation.ListPolicies _ -> Demand.needs("sys/policies/acl", Capability.LIST);
            case PolicyOperation.ReadPolicy o ->
                Demand.needs("sys/policies/acl/" + Demand.named(o.policy()), Capability.READ);
            case PolicyOperation.WritePolicy o ->
                Demand.needs(
                        "sys/policies/acl/" + Demand.named(o.policy()),
                        act.interior().policies().find(o.policy()).isPresent() ? Capability.UPDATE : Capability.CREATE);
            case PolicyOperation.DeletePolicy o ->
                Demand.needs("sys/policies/acl/" + Demand.named(o.policy()), Capability.DELETE);
            case PolicyOperation.ListRoles _ -> Demand.needs("sys/roles", Capability.LIST);
            case PolicyOperation.ReadRole o -> Demand.needs("sys/roles/" + o.role(), Capability.READ);
            case PolicyOperation.WriteRole o ->
                Demand.needs(
                        "sys/roles/" + o.role().name(),
                        act.interior().roles().find(o.role().name()).isPresent()
                                ? Capability.UPDATE
                                : Capability.CREATE);
            case PolicyOperation.DeleteRole o -> Demand.needs("sys/roles/" + o.role(), Capability.DELETE);
            case PolicyOperation.CapabilitiesSelf _ -> Demand.needs("sys/capabilities-self", Capability.UPDATE);
            case PolicyOperation.Capabilities _ -> Demand.needs("sys/capabilities", Capability.UPDATE);
            case PolicyOperation.CapabilitiesAccessor _ -> Demand.needs("sys/capabilities-accessor", Capability.UPDATE);
            case PolicyOperation.Explain o ->
                o.accessor().isEmpty() ? Demand.KNOWN : Demand.needs("sys/capabilities-accessor", Capability.UPDATE);
        };
    }

    @Override
    public Plan<?> plan(Act act, PolicyOperation<?> operation) {
        Interior interior = act.interior();
        return switch (operation) {
            case PolicyOperation.ListPolicies _ -> Plan.done(interior.policies().names());
            case PolicyOperation.ReadPolicy o ->
                interior.policies()
                        .find(o.policy())
                        .<Plan<?>>map(policy -> Plan.done(policy.text()))
                        .orElseGet(PolicyHandlers::none);
            case PolicyOperation.WritePolicy o -> write(act, o);
            case PolicyOperation.DeletePolicy o -> changes(interior.policies().delete(o.policy()));
            case PolicyOperation.ListRoles _ ->
                Plan.done(interior.roles().names().stream()
                        .flatMap(name -> interior.roles().find(name).stream())
                        .toList());
            case PolicyOperation.ReadRole o ->
                interior.roles().find(o.role()).<Plan<?>>map(Plan::done).orElseGet(PolicyHandlers::none);
            case PolicyOperation.WriteRole o -> writeRole(interior, o.role());
            case PolicyOperation.DeleteRole o -> changes(interior.roles().delete(o.role()));
            case PolicyOperation.CapabilitiesSelf o -> capabilities(act.acl(), o.paths());
            case PolicyOperation.Capabilities o -> ofToken(act, o.token(), o.paths());
            case PolicyOperation.CapabilitiesAccessor o ->
                ofCaller(
                        act,
                        interior.identities().callerByAccessor(o.accessor(), act.now()),
                        o.paths(),
                        "invalid accessor");
            case PolicyOperation.Explain o -> explain(act, o);
        };
    }

    private static Plan<?> none() {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "no such policy or role");
    }

    private static Plan<?> changes(Outcome<List<Change>> outcome) {
        return switch (outcome) {
            case Outcome.Done<List<Change>>(List<Change> changes) -> Plan.done(changes);
            case Outcome.Refused<List<Change>>(Refusal refusal) -> Plan.refused(refusal);
        };
    }

    private static Plan<?> write(Act act, PolicyOperation.WritePolicy operation) {
        if (Policy.parse(operation.policy(), operation.text()) instanceof Outcome.Refused<Policy>(Refusal refusal)) {
            return Plan.refused(refusal);
        }
        return changes(act.interior().policies().put(operation.policy(), operation.text(), act.now()));
    }

    private static Plan<?> writeRole(Interior interior, Role role) {
        Plan<?> plan = changes(interior.roles().put(role.name(), role.description(), role.policies()));
        List<String> unknown = interior.policies().unknown(role.policies());
        return unknown.isEmpty()
                ? plan
                : plan.warnings(unknown.stream()
                        .map(name -> "policy \"" + name + "\" does not exist")
                        .toList());
    }

    private static Plan<?> ofToken(Act act, SecretValue token, List<String> paths) {
        return ofCaller(act, act.interior().identities().callerByToken(token, act.now()), paths, "bad token");
    }

    private static Plan<?> ofCaller(Act act, Optional<Caller> caller, List<String> paths, String otherwise) {
        return caller.<Plan<?>>map(found -> capabilities(act.interior().acl(found), paths))
                .orElseGet(() -> Plan.refused(Refusal.Reason.INVALID_REQUEST, otherwise));
    }

    private static Plan<?> capabilities(Acl acl, List<String> paths) {
        if (paths.isEmpty() || paths.size() > PATHS_MAX) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, "paths must be supplied, at most " + PATHS_MAX);
        }
        Map<String, List<String>> byPath = new LinkedHashMap<>();
        for (String path : paths) {
            byPath.put(path, acl.capabilities(path));
        }
        return Plan.done(byPath);
    }

    private static Plan<?> explain(Act act, PolicyOperation.Explain operation) {
        if (operation.accessor().isEmpty()) {
            return Plan.done(act.acl().explain(operation.path(), operation.capability()));
        }
        return act.interior()
                .identities()
                .callerByAccessor(operation.accessor(), act.now())
                .<Plan<?>>map(caller ->
                        Plan.done(act.interior().acl(caller).explain(operation.path(), operation.capability())))
                .orElseGet(() -> Plan.refused(Refusal.Reason.NOT_FOUND, "invalid accessor"));
    }
}
