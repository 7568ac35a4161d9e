package fort.server.vault;

import fort.domain.Names;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.Reply;
import fort.gate.TokenOperation.TokenParameters;
import fort.gate.UserOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The userpass method.
final class UserpassRoutes {
    private static final String NOT_GIVEN = "must provide either password or password_hash";

    Answer answer(Call call, String mount, String path) {
        String[] parts = path.split("/");
        boolean write = call.verb() == Verb.WRITE;
        if (parts[0].equals("login") && parts.length == 2) {
            return write ? login(call, mount, parts[1]) : call.unsupportedVerb();
        }
        if (!parts[0].equals("users")) {
            return call.unsupportedPath();
        }
        return switch (parts.length) {
            case 1 ->
                call.verb() == Verb.LIST
                        ? call.ask(
                                new UserOperation.ListUsers(mount),
                                names -> names.isEmpty() ? Answer.ABSENT : Answer.keys(names))
                        : call.unsupportedVerb();
            case 2 -> user(call, mount, name(parts[1]));
            case 3 ->
                switch (parts[2]) {
                    case "password" -> write ? password(call, mount, name(parts[1])) : call.unsupportedVerb();
                    case "policies" -> write ? policies(call, mount, name(parts[1])) : call.unsupportedVerb();
                    case "unlock" ->
                        write ? call.tell(new UserOperation.UnlockUser(mount, name(parts[1]))) : call.unsupportedVerb();
                    default -> call.unsupportedPath();
                };
            default -> call.unsupportedPath();
        };
    }

    private static String name(String user) {
        return Names.requireSimple("user", user.toLowerCase(Locale.ROOT));
    }

    private static Answer login(Call call, String mount, String user) {
        try (SecretValue password = given(call, "password")) {
            return call.ask(
                    new UserOperation.LoginPassword(mount, name(user), password), made -> TokenRoutes.auth(call, made));
        }
    }

    /// What is absent is empty, so that the attempt is judged and recorded like any other.
    static SecretValue given(Call call, String name) {
        SecretValue value = call.body().secret(name);
        return value == null ? SecretValue.owning(new byte[0]) : value;
    }

    private static Answer user(Call call, String mount, String user) {
        return switch (call.verb()) {
            case READ -> call.ask(new UserOperation.ReadUser(mount, user), view -> Answer.data(view(view)));
            case WRITE -> write(call, mount, user);
            case DELETE ->
                call.ask(
                        new UserOperation.DeleteUser(mount, user),
                        _ -> Answer.NOTHING,
                        refusal ->
                                refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Map<String, @Nullable Object> view(UserOperation.UserView user) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        TokenFields.put(view, user.tokens());
        return view;
    }

    private static Answer write(Call call, String mount, String user) {
        Body body = call.body();
        Reply<UserOperation.UserView> known = call.perform(new UserOperation.ReadUser(mount, user));
        if (known.outcome() instanceof Outcome.Refused<UserOperation.UserView>(Refusal refusal)
                && refusal.reason() == Refusal.Reason.FORBIDDEN) {
            // What is not given stays as it is; who may not see it would unknowingly reset it.
            return Refusals.of(refusal);
        }
        boolean exists = known.outcome() instanceof Outcome.Done<UserOperation.UserView>;
        TokenParameters before =
                known.outcome() instanceof Outcome.Done<UserOperation.UserView>(UserOperation.UserView view)
                        ? view.tokens()
                        : TokenParameters.NONE;
        SecretValue password = body.secret("password");
        if (!exists && password == null) {
            return call.unknown(false, Answer.error(400, NOT_GIVEN));
        }
        try (password) {
            return call.tell(new UserOperation.WriteUser(mount, user, password, TokenFields.read(body, before)));
        }
    }

    private static Answer password(Call call, String mount, String user) {
        SecretValue password = call.body().secret("password");
        if (password == null) {
            return call.unknown(false, Answer.error(400, NOT_GIVEN));
        }
        try (password) {
            return call.ask(
                    new UserOperation.ChangePassword(mount, user, password),
                    _ -> Answer.NOTHING,
                    UserpassRoutes::noUser);
        }
    }

    private static Answer policies(Call call, String mount, String user) {
        List<String> policies = call.body().list("token_policies");
        List<String> chosen = policies == null ? call.body().list("policies", List.of()) : policies;
        return call.ask(
                new UserOperation.ChangePolicies(mount, user, chosen), _ -> Answer.NOTHING, UserpassRoutes::noUser);
    }

    private static Answer noUser(Refusal refusal) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND
                ? Answer.collected(400, "username does not exist")
                : Refusals.of(refusal);
    }
}
