package fort.gate;

import fort.access.Capability;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.identity.AppRole;
import fort.identity.AppRoles;
import fort.identity.Login;
import fort.identity.SecretIdEntry;
import fort.identity.SecretIdRequest;
import fort.store.Change;
import fort.store.Rows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The approle method.
final class AppRoleHandlers implements Handler<AppRoleOperation<?>> {
    @Override
    public Demand demand(Act act, AppRoleOperation<?> operation) {
        String roles = "auth/" + operation.mount() + "/role";
        return switch (operation) {
            case AppRoleOperation.LoginAppRole _ -> Demand.OPEN;
            case AppRoleOperation.ListAppRoles _ -> Demand.needs(roles, Capability.LIST);
            case AppRoleOperation.ReadAppRole o -> Demand.needs(roles + "/" + Demand.named(o.role()), Capability.READ);
            case AppRoleOperation.WriteAppRole o ->
                Demand.needs(
                        roles + "/" + Demand.named(o.role().name()),
                        find(act, o.mount(), o.role().name()).isPresent() ? Capability.UPDATE : Capability.CREATE);
            case AppRoleOperation.DeleteAppRole o ->
                Demand.needs(roles + "/" + Demand.named(o.role()), Capability.DELETE);
            case AppRoleOperation.ReadRoleId o ->
                Demand.needs(roles + "/" + Demand.named(o.role()) + "/role-id", Capability.READ);
            case AppRoleOperation.WriteRoleId o ->
                Demand.needs(roles + "/" + Demand.named(o.role()) + "/role-id", Capability.UPDATE);
            case AppRoleOperation.CreateSecretId o ->
                Demand.needs(
                        roles + "/" + Demand.named(o.role())
                                + (o.secretId() == null ? "/secret-id" : "/custom-secret-id"),
                        Capability.UPDATE);
            case AppRoleOperation.ListSecretIds o ->
                Demand.needs(roles + "/" + Demand.named(o.role()) + "/secret-id", Capability.LIST);
            case AppRoleOperation.LookupSecretId o ->
                Demand.needs(roles + "/" + Demand.named(o.role()) + kind(o.accessor()) + "/lookup", Capability.UPDATE);
            case AppRoleOperation.DestroySecretId o ->
                Demand.needs(roles + "/" + Demand.named(o.role()) + kind(o.accessor()) + "/destroy", Capability.UPDATE);
            case AppRoleOperation.TidySecretIds o ->
                Demand.needs("auth/" + o.mount() + "/tidy/secret-id", Capability.UPDATE);
        };
    }

    private static String kind(@Nullable String accessor) {
        return accessor == null ? "/secret-id" : "/secret-id-accessor";
    }

    private static AppRoles roles(Act act) {
        return act.interior().identities().appRoles();
    }

    private static @Nullable Mount mount(Act act, String path) {
        Mount mount = act.interior().mounts().at(true, path);
        return mount != null && mount.type().equals("approle") ? mount : null;
    }

    private static Optional<Rows.Entry<AppRole>> find(Act act, String path, String role) {
        Mount mount = mount(act, path);
        return mount == null ? Optional.empty() : roles(act).read(mount.id(), role);
    }

    @Override
    public Plan<?> plan(Act act, AppRoleOperation<?> operation) {
        Mount mount = mount(act, operation.mount());
        if (mount == null) {
            return Handler.noMount("auth/" + operation.mount());
        }
        return switch (operation) {
            case AppRoleOperation.LoginAppRole o -> login(act, mount, o);
            case AppRoleOperation.ListAppRoles _ -> {
                List<String> names = roles(act).list(mount.id(), "", 10_000);
                yield names.isEmpty() ? SecretHandlers.absent() : Plan.done(names);
            }
            case AppRoleOperation.WriteAppRole o -> write(act, mount, o);
            case AppRoleOperation.DeleteAppRole o -> Plan.done(roles(act).delete(mount.id(), o.role()));
            case AppRoleOperation.TidySecretIds _ ->
                Plan.done(roles(act).tidy("", 2_000, act.now()).changes());
            case AppRoleOperation.ReadAppRole o -> withRole(act, mount, o.role(), role -> Plan.done(view(role)));
            case AppRoleOperation.ReadRoleId o ->
                withRole(
                        act,
                        mount,
                        o.role(),
                        role -> Plan.done(SecretValue.owning(role.roleId().getBytes(StandardCharsets.UTF_8))));
            case AppRoleOperation.WriteRoleId o ->
                withRole(
                        act,
                        mount,
                        o.role(),
                        role -> changes(roles(act).write(mount.id(), o.role(), old -> withRoleId(old, o.roleId()))));
            case AppRoleOperation.CreateSecretId o ->
                withRole(act, mount, o.role(), role -> createSecretId(act, mount, role, o));
            case AppRoleOperation.ListSecretIds o ->
                withRole(act, mount, o.role(), role -> {
                    List<String> accessors = roles(act).accessors(mount.id(), role, "", 10_000);
                    return accessors.isEmpty() ? SecretHandlers.absent() : Plan.done(accessors);
                });
            case AppRoleOperation.LookupSecretId o ->
                withRole(act, mount, o.role(), role -> lookup(act, mount, role, o.secretId(), o.accessor()));
            case AppRoleOperation.DestroySecretId o ->
                withRole(act, mount, o.role(), role -> destroy(act, mount, role, o.secretId(), o.accessor()));
        };
    }

    private static Plan<?> withRole(
            Act act, Mount mount, String name, java.util.function.Function<AppRole, Plan<?>> step) {
        Optional<Rows.Entry<AppRole>> role = roles(act).read(mount.id(), name);
        return role.isEmpty()
                ? Plan.refused(Refusal.Reason.NOT_FOUND, "role \"" + name + "\" does not exist")
                : step.apply(role.get().value());
    }

    private static Plan<?> changes(Outcome<List<Change>> outcome) {
        return switch (outcome) {
            case Outcome.Refused<List<Change>>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<List<Change>>(List<Change> changes) -> Plan.done(changes);
        };
    }

    private static AppRole withRoleId(AppRole role, SecretValue roleId) {
        return new AppRole(
                role.uid(),
                role.name(),
                text(roleId),
                role.bindSecretId(),
                role.secretIdBoundCidrs(),
                role.secretIdNumUses(),
                role.secretIdTtlSeconds(),
                role.localSecretIds(),
                role.token());
    }

    /// A role id names its role; it is hard to guess and not a secret.
    private static String text(SecretValue value) {
        return new String(value.reveal(Reveal.granted()), StandardCharsets.UTF_8);
    }

    private static Plan<?> write(Act act, Mount mount, AppRoleOperation.WriteAppRole operation) {
        AppRoleOperation.AppRoleView wanted = operation.role();
        UnaryOperator<AppRole> edit = old -> new AppRole(
                old.uid(),
                old.name(),
                operation.roleId() == null ? old.roleId() : text(operation.roleId()),
                wanted.bindSecretId(),
                wanted.secretIdBoundCidrs(),
                wanted.secretIdNumUses(),
                wanted.secretIdTtlSeconds(),
                wanted.localSecretIds(),
                TokenParameterViews.ofView(wanted.tokens()));
        return changes(roles(act).write(mount.id(), wanted.name(), edit));
    }

    private static AppRoleOperation.AppRoleView view(AppRole role) {
        return new AppRoleOperation.AppRoleView(
                role.name(),
                role.bindSecretId(),
                role.secretIdBoundCidrs(),
                role.secretIdNumUses(),
                role.secretIdTtlSeconds(),
                role.localSecretIds(),
                TokenParameterViews.view(role.token()));
    }

    private static Plan<?> createSecretId(
            Act act, Mount mount, AppRole role, AppRoleOperation.CreateSecretId operation) {
        SecretIdRequest request;
        try {
            request = new SecretIdRequest(
                    operation.secretId(),
                    operation.metadata(),
                    operation.cidrs(),
                    operation.tokenBoundCidrs(),
                    operation.ttlSeconds() == 0 ? null : operation.ttlSeconds(),
                    operation.numUses() == 0 ? null : operation.numUses());
        } catch (IllegalArgumentException e) {
            return Plan.refused(Refusal.Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
        return switch (roles(act).issue(mount.id(), role, request, act.now())) {
            case Outcome.Refused<AppRoles.IssuedSecretId>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<AppRoles.IssuedSecretId>(AppRoles.IssuedSecretId issued) ->
                Plan.done(
                        new AppRoleOperation.NewSecretId(
                                issued.secretId(),
                                issued.entry().accessor(),
                                issued.entry().ttlSeconds(),
                                issued.entry().usesLeft()),
                        issued.changes(),
                        Fact.details(Map.of("secret_id_accessor", issued.entry().accessor())));
        };
    }

    private static Optional<Rows.Entry<SecretIdEntry>> secretId(
            Act act, Mount mount, AppRole role, @Nullable SecretValue secretId, @Nullable String accessor) {
        if (accessor != null) {
            return roles(act).findByAccessor(mount.id(), role, accessor, act.now());
        }
        return secretId == null ? Optional.empty() : roles(act).find(mount.id(), role, secretId, act.now());
    }

    private static Plan<?> lookup(
            Act act, Mount mount, AppRole role, @Nullable SecretValue secretId, @Nullable String accessor) {
        Optional<Rows.Entry<SecretIdEntry>> found = secretId(act, mount, role, secretId, accessor);
        if (found.isEmpty()) {
            return accessor == null
                    ? Plan.done(List.of())
                    : Plan.refused(Refusal.Reason.NOT_FOUND, "failed to find accessor entry for secret_id_accessor");
        }
        SecretIdEntry entry = found.get().value();
        return Plan.done(new AppRoleOperation.SecretIdView(
                entry.accessor(),
                entry.metadata(),
                entry.cidrs(),
                entry.tokenBoundCidrs(),
                entry.usesLeft(),
                entry.ttlSeconds(),
                entry.created(),
                entry.expires(),
                entry.updated()));
    }

    private static Plan<?> destroy(
            Act act, Mount mount, AppRole role, @Nullable SecretValue secretId, @Nullable String accessor) {
        Optional<Rows.Entry<SecretIdEntry>> found = secretId(act, mount, role, secretId, accessor);
        if (found.isEmpty()) {
            return accessor == null
                    ? Plan.done(List.of())
                    : Plan.refused(Refusal.Reason.NOT_FOUND, "failed to find accessor entry for secret_id_accessor");
        }
        return Plan.done(roles(act).destroy(mount.id(), role, found.get().value()));
    }

    private static Plan<?> login(Act act, Mount mount, AppRoleOperation.LoginAppRole operation) {
        Login login = roles(act)
                .login(
                        Identities.authMount(mount),
                        text(operation.roleId()),
                        operation.secretId(),
                        act.request().source(),
                        act.now());
        String claimed = login instanceof Login.Granted granted
                ? operation.mount() + "/" + granted.issued().entry().meta().getOrDefault("role_name", "?")
                : operation.mount() + "/?";
        return UserHandlers.of(act, login, claimed);
    }
}
