package fort.server.api;

import fort.access.Role;
import fort.domain.SecretValue;
import fort.gate.TokenOperation.TokenParameters;
import fort.gate.UserOperation;
import fort.wire.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// People with passwords.
final class UserHandlers {
    private static final String MOUNT = "userpass";

    private UserHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "user.list",
                call -> call.answer(new UserOperation.ListUsers(MOUNT), names -> {
                    Call.Page<String> page = call.page(PlaceHandlers.sorted(names), Function.identity());
                    return Answer.of(new Users.Listing(page.items(), page.next()));
                }));
        handlers.on("user.read", UserHandlers::read);
        handlers.on("user.write", UserHandlers::write);
        handlers.on("user.delete", call -> call.empty(new UserOperation.DeleteUser(MOUNT, call.parameter("user"))));
        handlers.on("user.password", call -> {
            try (SecretValue password =
                    Call.value(call.body(Users.Password.class).password())) {
                return call.empty(new UserOperation.ChangePassword(MOUNT, call.parameter("user"), password));
            }
        });
        handlers.on("user.unlock", call -> call.empty(new UserOperation.UnlockUser(MOUNT, call.parameter("user"))));
    }

    private static Answer read(Call call) {
        return call.answer(new UserOperation.ReadUser(MOUNT, call.parameter("user")), user -> Answer.of(view(user)));
    }

    private static Answer write(Call call) {
        Users.Write body = call.body(Users.Write.class);
        boolean tokens = body.policies() != null
                || body.roles() != null
                || body.tokenTtlSeconds() != null
                || body.tokenTtlSecondsMax() != null;
        try (SecretValue password = Call.optional(body.password())) {
            UserOperation.WriteUser write = new UserOperation.WriteUser(
                    MOUNT,
                    call.parameter("user"),
                    password,
                    tokens
                            ? tokens(body.policies(), body.roles(), body.tokenTtlSeconds(), body.tokenTtlSecondsMax())
                            : null);
            return call.mounting(MOUNT, write, () -> read(call));
        }
    }

    /// Roles travel among the policies as `role/<name>`.
    static TokenParameters tokens(
            @Nullable List<String> policies, @Nullable List<String> roles, @Nullable Long ttl, @Nullable Long ttlMax) {
        List<String> all = new ArrayList<>(policies == null ? List.of() : policies);
        if (roles != null) {
            roles.forEach(role -> all.add(Role.PREFIX + role));
        }
        TokenParameters none = TokenParameters.NONE;
        return new TokenParameters(
                all,
                ttl == null ? 0 : ttl,
                ttlMax == null ? 0 : ttlMax,
                none.explicitMaxTtlSeconds(),
                none.periodSeconds(),
                none.numUses(),
                none.noDefaultPolicy(),
                none.boundCidrs(),
                none.strictlyBindIp(),
                none.type());
    }

    static List<String> policies(TokenParameters tokens) {
        return tokens.policies().stream()
                .filter(name -> !name.startsWith(Role.PREFIX))
                .toList();
    }

    static List<String> roles(TokenParameters tokens) {
        return tokens.policies().stream()
                .filter(name -> name.startsWith(Role.PREFIX))
                .map(name -> name.substring(Role.PREFIX.length()))
                .toList();
    }

    private static Users.User view(UserOperation.UserView user) {
        TokenParameters tokens = user.tokens();
        return new Users.User(
                user.name(), policies(tokens), roles(tokens), tokens.ttlSeconds(), tokens.maxTtlSeconds());
    }
}
