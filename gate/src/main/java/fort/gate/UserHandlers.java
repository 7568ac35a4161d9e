package fort.gate;

import fort.access.Capability;
import fort.domain.LoginPasswords;
import fort.domain.Outcome;
import fort.domain.Refusal;
import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.domain.Violation;
import fort.identity.Login;
import fort.identity.TokenParameters;
import fort.identity.User;
import fort.store.Change;
import fort.store.Rows;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The userpass method.
final class UserHandlers implements Handler<UserOperation<?>> {
    @Override
    public Demand demand(Act act, UserOperation<?> operation) {
        String users = "auth/" + operation.mount() + "/users";
        return switch (operation) {
            case UserOperation.LoginPassword _ -> Demand.OPEN;
            case UserOperation.ListUsers _ -> Demand.needs(users, Capability.LIST);
            case UserOperation.ReadUser o -> Demand.needs(users + "/" + Demand.named(o.user()), Capability.READ);
            case UserOperation.WriteUser o ->
                Demand.needs(
                        users + "/" + Demand.named(o.user()),
                        find(act, o.mount(), o.user()).isPresent() ? Capability.UPDATE : Capability.CREATE);
            case UserOperation.ChangePassword o ->
                Demand.needs(users + "/" + Demand.named(o.user()) + "/password", Capability.UPDATE);
            case UserOperation.ChangePolicies o ->
                Demand.needs(users + "/" + Demand.named(o.user()) + "/policies", Capability.UPDATE);
            case UserOperation.DeleteUser o -> Demand.needs(users + "/" + Demand.named(o.user()), Capability.DELETE);
            case UserOperation.UnlockUser o ->
                Demand.needs(users + "/" + Demand.named(o.user()) + "/unlock", Capability.UPDATE);
        };
    }

    private static @Nullable Mount mount(Act act, String path) {
        Mount mount = act.interior().mounts().at(true, path);
        return mount != null && mount.type().equals("userpass") ? mount : null;
    }

    private static Optional<Rows.Entry<User>> find(Act act, String path, String user) {
        Mount mount = mount(act, path);
        return mount == null
                ? Optional.empty()
                : act.interior().identities().users().read(mount.id(), user);
    }

    @Override
    public Plan<?> plan(Act act, UserOperation<?> operation) {
        Mount mount = mount(act, operation.mount());
        if (mount == null) {
            return Handler.noMount("auth/" + operation.mount());
        }
        return switch (operation) {
            case UserOperation.LoginPassword o -> login(act, mount, o);
            case UserOperation.ListUsers _ -> {
                List<String> names = act.interior().identities().users().list(mount.id(), "", 10_000);
                yield names.isEmpty() ? SecretHandlers.absent() : Plan.done(names);
            }
            case UserOperation.ReadUser o ->
                find(act, o.mount(), o.user())
                        .<Plan<?>>map(row -> Plan.done(new UserOperation.UserView(
                                row.value().name(),
                                TokenParameterViews.view(row.value().token()))))
                        .orElseGet(SecretHandlers::absent);
            case UserOperation.WriteUser o -> write(act, mount, o.user(), o.password(), tokens(o.tokens()));
            case UserOperation.ChangePassword o ->
                find(act, o.mount(), o.user()).isEmpty()
                        ? missing()
                        : write(act, mount, o.user(), o.password(), UnaryOperator.identity());
            case UserOperation.ChangePolicies o ->
                find(act, o.mount(), o.user()).isEmpty()
                        ? missing()
                        : write(act, mount, o.user(), null, old -> withPolicies(old, o.policies()));
            case UserOperation.DeleteUser o ->
                Plan.done(act.interior().identities().users().delete(mount.id(), o.user()));
            case UserOperation.UnlockUser o ->
                Plan.done(act.interior().identities().users().unlock(mount.id(), o.user(), act.now()));
        };
    }

    private static Plan<?> missing() {
        return Plan.refused(Refusal.Reason.INVALID_REQUEST, "username does not exist");
    }

    private static UnaryOperator<TokenParameters> tokens(TokenOperation.@Nullable TokenParameters wanted) {
        return wanted == null ? UnaryOperator.identity() : old -> TokenParameterViews.ofView(wanted);
    }

    private static TokenParameters withPolicies(TokenParameters old, List<String> policies) {
        return new TokenParameters(
                policies,
                old.boundCidrs(),
                old.noDefaultPolicy(),
                old.ttlSeconds(),
                old.maxTtlSeconds(),
                old.explicitMaxTtlSeconds(),
                old.numUses(),
                old.periodSeconds(),
                old.type());
    }

    private static Plan<?> write(
            Act act, Mount mount, String user, @Nullable SecretValue password, UnaryOperator<TokenParameters> edit) {
        if (password != null) {
            List<Violation> violations = check(password, user);
            if (!violations.isEmpty()) {
                return Plan.refused(
                        Refusal.Reason.INVALID_REQUEST,
                        violations.stream().map(Violation::message).collect(Collectors.joining("; ")));
            }
        }
        return switch (act.interior().identities().users().write(mount.id(), user, password, edit)) {
            case Outcome.Refused<List<Change>>(Refusal refusal) -> Plan.refused(refusal);
            case Outcome.Done<List<Change>>(List<Change> changes) -> Plan.done(changes);
        };
    }

    private static List<Violation> check(SecretValue password, String user) {
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password.reveal(Reveal.granted())));
        try {
            return LoginPasswords.check(text, user);
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static Plan<?> login(Act act, Mount mount, UserOperation.LoginPassword operation) {
        Login login = act.interior()
                .identities()
                .users()
                .login(
                        Identities.authMount(mount),
                        operation.user(),
                        operation.password(),
                        act.request().source(),
                        act.now());
        return of(act, login, operation.mount() + "/" + operation.user());
    }

    /// @param claimed who the login says to be; in the record, whether it succeeded or not
    static Plan<?> of(Act act, Login login, String claimed) {
        Fact fact = new Fact("auth/" + claimed, 0, Map.of("claimed", claimed));
        return switch (login) {
            case Login.Refused refused ->
                Plan.refused(refused.refusal(), refused.changes()).facts(List.of(fact));
            case Login.Granted granted -> {
                Map<String, String> details = Map.of(
                        "claimed", claimed, "accessor", granted.issued().entry().accessor());
                yield TokenHandlers.issued(act, granted.issued())
                        .facts(List.of(new Fact("auth/" + claimed, 0, details)));
            }
        };
    }
}
