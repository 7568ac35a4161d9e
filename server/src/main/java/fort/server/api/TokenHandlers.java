package fort.server.api;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.gate.AppRoleOperation;
import fort.gate.TokenOperation;
import fort.gate.TokenOperation.Auth;
import fort.gate.TokenOperation.TokenSpec;
import fort.gate.TokenOperation.TokenView;
import fort.gate.UserOperation;
import fort.wire.ErrorCode;
import fort.wire.SecretText;
import fort.wire.Tokens;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Logins and tokens.
final class TokenHandlers {
    private TokenHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("login.userpass", TokenHandlers::loginPassword);
        handlers.on("login.approle", TokenHandlers::loginAppRole);
        handlers.on(
                "token.whoami",
                call -> call.answer(new TokenOperation.LookupSelf(), view -> Answer.of(identity(call, view))));
        handlers.on(
                "token.list",
                call -> call.answer(new TokenOperation.ListAccessors(), accessors -> {
                    Call.Page<String> page = call.page(PlaceHandlers.sorted(accessors), Function.identity());
                    return Answer.of(new Tokens.Accessors(page.items(), page.next()));
                }));
        handlers.on("token.create", TokenHandlers::create);
        handlers.on("token.lookup", call -> {
            try (SecretValue token = Call.value(call.body(Tokens.Lookup.class).token())) {
                return call.answer(new TokenOperation.LookupToken(token), view -> Answer.of(details(view)));
            }
        });
        handlers.on(
                "token.read_self",
                call -> call.answer(new TokenOperation.LookupSelf(), view -> Answer.of(details(view))));
        handlers.on(
                "token.renew_self",
                call -> renewed(
                        call,
                        new TokenOperation.RenewSelf(
                                call.body(Tokens.Renew.class).incrementSeconds())));
        handlers.on("token.revoke_self", call -> call.empty(new TokenOperation.RevokeSelf()));
        handlers.on(
                "token.read",
                call -> call.answer(
                        new TokenOperation.LookupAccessor(call.parameter("accessor")),
                        view -> Answer.of(details(view))));
        handlers.on(
                "token.renew",
                call -> renewed(
                        call,
                        new TokenOperation.RenewAccessor(
                                call.parameter("accessor"),
                                call.body(Tokens.Renew.class).incrementSeconds())));
        handlers.on("token.revoke", call -> call.empty(new TokenOperation.RevokeAccessor(call.parameter("accessor"))));
    }

    private static Answer loginPassword(Call call) {
        Tokens.PasswordLogin body = call.body(Tokens.PasswordLogin.class);
        String mount = body.mount() == null ? "userpass" : Call.mount(body.mount());
        try (SecretValue password = Call.value(body.password())) {
            return call.answer(
                    new UserOperation.LoginPassword(mount, body.username(), password), auth -> issued(call, auth));
        }
    }

    private static Answer loginAppRole(Call call) {
        Tokens.AppRoleLogin body = call.body(Tokens.AppRoleLogin.class);
        String mount = body.mount() == null ? "approle" : Call.mount(body.mount());
        try (SecretValue roleId = Call.value(body.roleId());
                SecretValue secretId = Call.optional(body.secretId())) {
            return call.answer(new AppRoleOperation.LoginAppRole(mount, roleId, secretId), auth -> issued(call, auth));
        }
    }

    private static Answer create(Call call) {
        Tokens.Create body = call.body(Tokens.Create.class);
        Map<String, String> metadata = body.metadata() == null ? Map.of() : body.metadata();
        TokenSpec spec = new TokenSpec(
                null,
                body.policies(),
                metadata,
                body.displayName(),
                body.usesMax(),
                body.ttlSeconds(),
                body.ttlSecondsMax(),
                body.periodSeconds(),
                body.renewable(),
                false,
                false,
                null,
                null);
        return call.answer(
                body.orphan() ? new TokenOperation.CreateOrphan(spec) : new TokenOperation.CreateToken(spec),
                auth -> issued(call, auth));
    }

    private static Answer issued(Call call, Auth auth) {
        SecretValue token = auth.clientToken();
        if (token == null) {
            return new Answer.Failed(ErrorCode.INTERNAL, "no token was made");
        }
        return Answer.secret(new Tokens.Issued(
                SecretText.owning(token.reveal(Reveal.granted())),
                auth.accessor(),
                call.environment(),
                auth.policies(),
                auth.leaseDurationSeconds(),
                auth.renewable(),
                null));
    }

    private static Answer renewed(Call call, TokenOperation<Auth> operation) {
        return call.answer(
                operation, auth -> Answer.of(new Tokens.Renewed(auth.accessor(), auth.leaseDurationSeconds(), null)));
    }

    private static Tokens.Identity identity(Call call, TokenView view) {
        Map<String, String> meta = view.meta() == null ? Map.of() : view.meta();
        return new Tokens.Identity(
                call.environment(),
                principal(view, meta),
                view.displayName(),
                method(view),
                view.accessor(),
                view.policies(),
                view.ttlSeconds(),
                view.expireTime(),
                view.renewable());
    }

    private static String principal(TokenView view, Map<String, String> meta) {
        String name = meta.getOrDefault("username", meta.getOrDefault("role_name", view.displayName()));
        return method(view) + "/" + name;
    }

    /// The second word of `auth/userpass/login/alice`.
    private static String method(TokenView view) {
        String[] words = view.path().split("/", 3);
        return words.length > 1 ? words[1] : "token";
    }

    private static Tokens.Details details(TokenView view) {
        Map<String, String> meta = view.meta() == null ? Map.of() : view.meta();
        List<String> policies = view.policies();
        return new Tokens.Details(
                view.accessor(),
                principal(view, meta),
                view.displayName(),
                policies,
                meta,
                view.creationTime(),
                view.expireTime(),
                view.ttlSeconds(),
                view.periodSeconds(),
                view.numUses(),
                view.orphan(),
                view.renewable());
    }
}
