package fort.server.vault;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.AppRoleOperation;
import fort.gate.AppRoleOperation.AppRoleView;
import fort.gate.Reply;
import fort.gate.TokenOperation.TokenParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The approle method: roles and their single fields. Secret ids are [SecretIdRoutes].
final class AppRoleRoutes {
    private final SecretIdRoutes secretIds = new SecretIdRoutes();

    Answer answer(Call call, String mount, String path) {
        String[] parts = path.split("/");
        if (path.equals("login")) {
            return call.verb() == Verb.WRITE ? login(call, mount) : call.unsupportedVerb();
        }
        if (path.equals("tidy/secret-id")) {
            return call.verb() == Verb.WRITE
                    ? call.askQuietly(new AppRoleOperation.TidySecretIds(mount), Answer.warning(202, TokenRoutes.TIDY))
                    : call.unsupportedVerb();
        }
        if (!parts[0].equals("role")) {
            return call.unsupportedPath();
        }
        return switch (parts.length) {
            case 1 ->
                call.verb() == Verb.LIST
                        ? call.ask(
                                new AppRoleOperation.ListAppRoles(mount),
                                names -> names.isEmpty() ? Answer.ABSENT : Answer.keys(names))
                        : call.unsupportedVerb();
            case 2 -> role(call, mount, TokenRoutes.name(parts[1]));
            case 3 -> part(call, mount, TokenRoutes.name(parts[1]), parts[2]);
            case 4 -> secretIds.act(call, mount, TokenRoutes.name(parts[1]), parts[2], parts[3]);
            default -> call.unsupportedPath();
        };
    }

    private static Answer login(Call call, String mount) {
        try (SecretValue roleId = UserpassRoutes.given(call, "role_id");
                SecretValue secretId = call.body().secret("secret_id")) {
            return call.ask(
                    new AppRoleOperation.LoginAppRole(mount, roleId, secretId), made -> TokenRoutes.auth(call, made));
        }
    }

    private static Answer role(Call call, String mount, String role) {
        return switch (call.verb()) {
            case READ -> call.ask(new AppRoleOperation.ReadAppRole(mount, role), view -> Answer.data(view(view)));
            case WRITE -> write(call, mount, role);
            case DELETE ->
                call.ask(
                        new AppRoleOperation.DeleteAppRole(mount, role),
                        _ -> Answer.NOTHING,
                        refusal ->
                                refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Map<String, @Nullable Object> view(AppRoleView role) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("bind_secret_id", role.bindSecretId());
        view.put("local_secret_ids", role.localSecretIds());
        view.put("secret_id_bound_cidrs", role.secretIdBoundCidrs().isEmpty() ? null : role.secretIdBoundCidrs());
        view.put("secret_id_num_uses", role.secretIdNumUses());
        view.put("secret_id_ttl", role.secretIdTtlSeconds());
        TokenFields.put(view, role.tokens());
        return view;
    }

    private static Answer write(Call call, String mount, String role) {
        Reply<AppRoleView> known = call.perform(new AppRoleOperation.ReadAppRole(mount, role));
        if (known.outcome() instanceof Outcome.Refused<AppRoleView>(Refusal refusal)
                && refusal.reason() == Refusal.Reason.FORBIDDEN) {
            // What is not given stays as it is; who may not see it would unknowingly reset it.
            return Refusals.of(refusal);
        }
        AppRoleView before = known.outcome() instanceof Outcome.Done<AppRoleView>(AppRoleView view)
                ? view
                : new AppRoleView(role, true, List.of(), 0, 0, false, TokenParameters.NONE);
        try (SecretValue roleId = call.body().secret("role_id")) {
            return call.tell(new AppRoleOperation.WriteAppRole(mount, merged(call.body(), before), roleId));
        }
    }

    private static AppRoleView merged(Body body, AppRoleView before) {
        List<String> cidrs = body.list("secret_id_bound_cidrs");
        return new AppRoleView(
                before.name(),
                body.flag("bind_secret_id", before.bindSecretId()),
                cidrs == null ? body.list("bound_cidr_list", before.secretIdBoundCidrs()) : cidrs,
                body.integer("secret_id_num_uses", before.secretIdNumUses()),
                body.seconds("secret_id_ttl", before.secretIdTtlSeconds()),
                body.flag("local_secret_ids", before.localSecretIds()),
                TokenFields.read(body, before.tokens()));
    }

    private Answer part(Call call, String mount, String role, String part) {
        return switch (part) {
            case "role-id" -> roleId(call, mount, role);
            case "secret-id", "custom-secret-id" -> secretIds.answer(call, mount, role, part);
            case "policies" -> field(call, mount, role, "token_policies");
            case "bind-secret-id",
                    "secret-id-bound-cidrs",
                    "secret-id-num-uses",
                    "secret-id-ttl",
                    "token-bound-cidrs",
                    "token-max-ttl",
                    "token-num-uses",
                    "token-ttl",
                    "local-secret-ids" -> field(call, mount, role, part.replace('-', '_'));
            case "period" -> field(call, mount, role, "token_period");
            default -> call.unsupportedPath();
        };
    }

    /// One field of a role as a path of its own.
    private static Answer field(Call call, String mount, String role, String field) {
        return switch (call.verb()) {
            case READ ->
                call.ask(
                        new AppRoleOperation.ReadAppRole(mount, role),
                        view -> Answer.data(Fields.of(field, view(view).get(field))));
            case WRITE -> write(call, mount, role);
            case DELETE, PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer roleId(Call call, String mount, String role) {
        return switch (call.verb()) {
            case READ ->
                call.ask(new AppRoleOperation.ReadRoleId(mount, role), id -> Answer.data(Map.of("role_id", id), id));
            case WRITE -> {
                SecretValue id = call.body().secret("role_id");
                if (id == null) {
                    yield call.unknown(false, Answer.error(400, "missing role_id"));
                }
                try (id) {
                    yield call.tell(new AppRoleOperation.WriteRoleId(mount, role, id));
                }
            }
            case DELETE, PATCH, LIST -> call.unsupportedVerb();
        };
    }

    static Answer noRole(Refusal refusal, int status, String role) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND && refusal.message().startsWith("role ")
                ? Answer.error(status, "role \"" + role + "\" does not exist")
                : Refusals.of(refusal);
    }
}
