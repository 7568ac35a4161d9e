package fort.server.api;

import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.gate.AppRoleOperation;
import fort.gate.AppRoleOperation.AppRoleView;
import fort.gate.TokenOperation.TokenParameters;
import fort.wire.AppRoles;
import fort.wire.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How programs log in.
final class AppRoleHandlers {
    private static final String MOUNT = "approle";

    private AppRoleHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "app_role.list",
                call -> call.answer(new AppRoleOperation.ListAppRoles(MOUNT), names -> {
                    Call.Page<String> page = call.page(PlaceHandlers.sorted(names), Function.identity());
                    return Answer.of(new AppRoles.Listing(page.items(), page.next()));
                }));
        handlers.on("app_role.read", AppRoleHandlers::read);
        handlers.on("app_role.write", AppRoleHandlers::write);
        handlers.on("app_role.delete", call -> call.empty(new AppRoleOperation.DeleteAppRole(MOUNT, name(call))));
        handlers.on("app_role.secret_ids", AppRoleHandlers::secretIds);
        handlers.on("app_role.secret_id_create", AppRoleHandlers::createSecretId);
        handlers.on(
                "app_role.secret_id_delete",
                call -> call.empty(
                        new AppRoleOperation.DestroySecretId(MOUNT, name(call), null, call.parameter("accessor"))));
    }

    private static String name(Call call) {
        return call.parameter("app_role");
    }

    private static Answer read(Call call) {
        return call.answer(
                new AppRoleOperation.ReadAppRole(MOUNT, name(call)),
                role -> call.answer(
                        new AppRoleOperation.ReadRoleId(MOUNT, name(call)), id -> Answer.of(view(role, id))));
    }

    /// What is absent in the message stays as it is in a role that exists.
    private static Answer write(Call call) {
        AppRoles.Write body = call.body(AppRoles.Write.class);
        AppRoleView before;
        switch (call.perform(new AppRoleOperation.ReadAppRole(MOUNT, name(call)))) {
            case Outcome.Done<AppRoleView>(AppRoleView found) -> before = found;
            case Outcome.Refused<AppRoleView>(Refusal refusal) -> {
                if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
                    return Answer.refused(refusal);
                }
                before = new AppRoleView(name(call), true, List.of(), 0, 0, false, TokenParameters.NONE);
            }
        }
        TokenParameters old = before.tokens();
        TokenParameters tokens = UserHandlers.tokens(
                body.policies() == null ? UserHandlers.policies(old) : body.policies(),
                body.roles() == null ? UserHandlers.roles(old) : body.roles(),
                body.tokenTtlSeconds() == null ? Long.valueOf(old.ttlSeconds()) : body.tokenTtlSeconds(),
                body.tokenTtlSecondsMax() == null ? Long.valueOf(old.maxTtlSeconds()) : body.tokenTtlSecondsMax());
        AppRoleView role = new AppRoleView(
                before.name(),
                before.bindSecretId(),
                before.secretIdBoundCidrs(),
                body.secretIdUsesMax() == null ? before.secretIdNumUses() : body.secretIdUsesMax(),
                body.secretIdTtlSeconds() == null ? before.secretIdTtlSeconds() : body.secretIdTtlSeconds(),
                before.localSecretIds(),
                tokens);
        return call.mounting(MOUNT, new AppRoleOperation.WriteAppRole(MOUNT, role, null), () -> read(call));
    }

    private static AppRoles.AppRole view(AppRoleView role, SecretValue id) {
        try (id) {
            return new AppRoles.AppRole(
                    role.name(),
                    new String(id.reveal(Reveal.granted()), StandardCharsets.US_ASCII),
                    UserHandlers.policies(role.tokens()),
                    UserHandlers.roles(role.tokens()),
                    role.tokens().ttlSeconds(),
                    role.tokens().maxTtlSeconds(),
                    role.secretIdTtlSeconds(),
                    role.secretIdNumUses());
        }
    }

    private static Answer secretIds(Call call) {
        return call.answer(new AppRoleOperation.ListSecretIds(MOUNT, name(call)), accessors -> {
            Call.Page<String> page = call.page(PlaceHandlers.sorted(accessors), Function.identity());
            List<AppRoles.SecretIdSummary> items = new ArrayList<>();
            for (String accessor : page.items()) {
                AppRoleOperation.LookupSecretId lookup =
                        new AppRoleOperation.LookupSecretId(MOUNT, name(call), null, accessor);
                if (call.perform(lookup) instanceof Outcome.Done<AppRoleOperation.SecretIdView>(var view)) {
                    items.add(new AppRoles.SecretIdSummary(
                            accessor, view.creationTime(), view.expirationTime(), view.numUses()));
                }
            }
            return Answer.of(new AppRoles.SecretIds(items, page.next()));
        });
    }

    private static Answer createSecretId(Call call) {
        AppRoles.SecretIdRequest body = call.body(AppRoles.SecretIdRequest.class);
        AppRoleOperation.CreateSecretId create = new AppRoleOperation.CreateSecretId(
                MOUNT, name(call), null, Map.of(), List.of(), List.of(), body.usesMax(), body.ttlSeconds());
        return call.answer(
                create,
                made -> Answer.secret(new AppRoles.SecretId(
                        SecretText.owning(made.secretId().reveal(Reveal.granted())),
                        made.accessor(),
                        made.ttlSeconds())));
    }
}
