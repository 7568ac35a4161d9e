package fort.server.vault;

import fort.domain.Names;
import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.TokenOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The token store, `auth/token/`.
final class TokenRoutes {
    static final String TIDY = "Tidy operation successfully started. Expired entries are removed in the background.";

    Answer answer(Call call, String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        if (first.equals("roles")) {
            return rest.isEmpty() ? roles(call) : role(call, rest);
        }
        if (path.equals("accessors")) {
            return call.verb() == Verb.LIST
                    ? call.ask(new TokenOperation.ListAccessors(), Answer::keys)
                    : call.unsupportedVerb();
        }
        boolean write = call.verb() == Verb.WRITE;
        boolean either = write || call.verb() == Verb.READ;
        return switch (first) {
            case "create" -> write ? create(call, rest) : call.unsupportedVerb();
            case "create-orphan" ->
                write
                        ? call.ask(new TokenOperation.CreateOrphan(spec(call.body())), made -> auth(call, made))
                        : call.unsupportedVerb();
            case "lookup-self" ->
                either
                        ? call.ask(new TokenOperation.LookupSelf(), view -> look(view, call.ownToken()))
                        : call.unsupportedVerb();
            case "lookup" -> either ? lookup(call, rest) : call.unsupportedVerb();
            case "lookup-accessor" ->
                write
                        ? byAccessor(
                                call,
                                accessor -> call.ask(
                                        new TokenOperation.LookupAccessor(accessor),
                                        view -> look(view, null),
                                        TokenRoutes::noAccessor))
                        : call.unsupportedVerb();
            case "renew-self" ->
                write
                        ? call.ask(
                                new TokenOperation.RenewSelf(call.body().seconds("increment", 0)),
                                made -> auth(call, made))
                        : call.unsupportedVerb();
            case "renew" ->
                write
                        ? byToken(call, rest, (token, increment) -> new TokenOperation.RenewToken(token, increment))
                        : call.unsupportedVerb();
            case "renew-accessor" ->
                write
                        ? byAccessor(
                                call,
                                accessor -> call.ask(
                                        new TokenOperation.RenewAccessor(
                                                accessor, call.body().seconds("increment", 0)),
                                        made -> auth(call, made),
                                        TokenRoutes::noAccessor))
                        : call.unsupportedVerb();
            case "revoke-self" -> write ? call.tell(new TokenOperation.RevokeSelf()) : call.unsupportedVerb();
            case "revoke" -> write ? revoke(call, rest) : call.unsupportedVerb();
            case "revoke-orphan" -> write ? revokeOrphan(call, rest) : call.unsupportedVerb();
            case "revoke-accessor" ->
                write
                        ? byAccessor(
                                call,
                                accessor -> call.ask(
                                        new TokenOperation.RevokeAccessor(accessor),
                                        _ -> Answer.NOTHING,
                                        _ -> Answer.warning(200, "No token found with this accessor")))
                        : call.unsupportedVerb();
            case "tidy" ->
                write
                        ? call.askQuietly(new TokenOperation.TidyTokens(), Answer.warning(202, TIDY))
                        : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private static Answer create(Call call, String role) {
        TokenOperation.TokenSpec spec = spec(call.body());
        return role.isEmpty()
                ? call.ask(new TokenOperation.CreateToken(spec), made -> auth(call, made))
                : call.ask(
                        new TokenOperation.CreateByRole(name(role), spec),
                        made -> auth(call, made),
                        refusal -> refusal.reason() == Refusal.Reason.NOT_FOUND
                                ? Answer.error(400, "unknown role " + role)
                                : Refusals.of(refusal));
    }

    static Answer auth(Call call, TokenOperation.Auth made) {
        return Answer.withWarnings(Answer.auth(made), Warnings.of(List.of(), call.body()));
    }

    static String name(String role) {
        return Names.requireSimple("role", role.toLowerCase(Locale.ROOT));
    }

    private static TokenOperation.TokenSpec spec(Body body) {
        Map<String, String> meta = new LinkedHashMap<>();
        Map<String, @Nullable String> given = body.map("meta");
        if (given != null) {
            given.forEach((key, value) -> meta.put(key, value == null ? "" : value));
        }
        Long ttl = body.seconds("ttl");
        return new TokenOperation.TokenSpec(
                body.secret("id"),
                body.list("policies"),
                meta,
                body.text("display_name"),
                body.integer("num_uses", 0),
                ttl == null ? body.seconds("lease", 0) : ttl,
                body.seconds("explicit_max_ttl", 0),
                body.seconds("period", 0),
                body.flag("renewable"),
                body.flag("no_parent", false),
                body.flag("no_default_policy", false),
                type(body.text("type")),
                body.text("entity_alias"));
    }

    private static @Nullable String type(@Nullable String type) {
        return switch (type) {
            case null -> null;
            case "", "service", "default-service", "batch" -> type;
            default -> throw BadCall.of("invalid 'token_type' value");
        };
    }

    private static Answer look(TokenOperation.TokenView view, @Nullable SecretValue id) {
        Map<String, @Nullable Object> data = Fields.of(
                "accessor", view.accessor(),
                "creation_time", view.creationTime().getEpochSecond(),
                "creation_ttl", view.creationTtlSeconds(),
                "display_name", view.displayName(),
                "entity_id", "",
                "expire_time", view.expireTime(),
                "explicit_max_ttl", view.explicitMaxTtlSeconds(),
                "id", id == null ? "" : id,
                "issue_time", view.creationTime(),
                "meta", view.meta() == null || view.meta().isEmpty() ? null : view.meta(),
                "num_uses", view.numUses(),
                "orphan", view.orphan(),
                "path", view.path(),
                "policies", view.policies(),
                "renewable", view.renewable(),
                "ttl", view.ttlSeconds(),
                "type", view.type());
        if (view.periodSeconds() > 0) {
            data.put("period", view.periodSeconds());
        }
        if (view.lastRenewal() != null) {
            data.put("last_renewal", view.lastRenewal());
            data.put("last_renewal_time", view.lastRenewal().getEpochSecond());
        }
        if (view.role() != null && !view.role().isEmpty()) {
            data.put("role", view.role());
        }
        // The token in it is the caller's own or the one that was asked about: whoever holds it closes it.
        return new Answer.Logical(200, data, null, "", 0, false, false, List.of(), List.of());
    }

    private static Answer lookup(Call call, String rest) {
        SecretValue token = token(call, rest);
        if (token == null) {
            return call.ask(new TokenOperation.LookupSelf(), view -> look(view, call.ownToken()));
        }
        call.keep(token);
        return call.askAll(
                new TokenOperation.LookupToken(token),
                view -> look(view, token),
                refusal -> aboutTarget(refusal) ? Answer.error(403, "bad token") : Refusals.of(refusal));
    }

    /// Whether a token is unknown that the call is about, not the caller's own.
    private static boolean aboutTarget(Refusal refusal) {
        return refusal.reason() == Refusal.Reason.UNAUTHENTICATED
                && refusal.message().equals("bad token");
    }

    /// The token that the call is about, from the body or (an old spelling) the path.
    private static @Nullable SecretValue token(Call call, String rest) {
        if (!rest.isEmpty()) {
            return SecretValue.owning(rest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return call.verb() == Verb.READ ? null : call.body().secret("token");
    }

    private static Answer byToken(
            Call call, String rest, BiFunction<SecretValue, Long, TokenOperation.RenewToken> operation) {
        SecretValue token = token(call, rest);
        if (token == null) {
            return call.unknown(false, Answer.error(400, "missing token ID"));
        }
        try (token) {
            return call.askAll(
                    operation.apply(token, call.body().seconds("increment", 0)),
                    made -> auth(call, made),
                    refusal -> aboutTarget(refusal) ? Answer.error(400, "token not found") : Refusals.of(refusal));
        }
    }

    private static Answer notFound(Refusal refusal, String message) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.error(400, message) : Refusals.of(refusal);
    }

    private static Answer noAccessor(Refusal refusal) {
        return refusal.reason() == Refusal.Reason.NOT_FOUND || refusal.message().equals("invalid accessor")
                ? Answer.collected(400, "invalid accessor")
                : Refusals.of(refusal);
    }

    private static Answer byAccessor(Call call, Function<String, Answer> act) {
        String accessor = call.body().text("accessor", "");
        return accessor.isEmpty()
                ? call.unknown(false, Answer.collected(400, "missing accessor"))
                : act.apply(accessor);
    }

    private static Answer revoke(Call call, String rest) {
        SecretValue token = token(call, rest);
        if (token == null) {
            return call.unknown(false, Answer.error(400, "missing token ID"));
        }
        try (token) {
            return call.ask(
                    new TokenOperation.RevokeToken(token),
                    _ -> Answer.NOTHING,
                    refusal -> refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
        }
    }

    private static Answer revokeOrphan(Call call, String rest) {
        SecretValue token = token(call, rest);
        if (token == null) {
            return call.unknown(false, Answer.error(400, "missing token ID"));
        }
        try (token) {
            return call.ask(
                    new TokenOperation.RevokeOrphan(token),
                    _ -> Answer.NOTHING,
                    refusal -> notFound(refusal, "token to revoke not found"));
        }
    }

    private static Answer roles(Call call) {
        return call.verb() == Verb.LIST
                ? call.ask(
                        new TokenOperation.ListTokenRoles(),
                        names -> names.isEmpty() ? Answer.ABSENT : Answer.keys(names))
                : call.unsupportedVerb();
    }

    private static Answer role(Call call, String given) {
        String role = name(given);
        return switch (call.verb()) {
            case READ -> call.ask(new TokenOperation.ReadTokenRole(role), view -> Answer.data(TokenRoles.view(view)));
            case WRITE -> TokenRoles.write(call, role);
            case DELETE ->
                call.ask(
                        new TokenOperation.DeleteTokenRole(role),
                        _ -> Answer.NOTHING,
                        refusal ->
                                refusal.reason() == Refusal.Reason.NOT_FOUND ? Answer.NOTHING : Refusals.of(refusal));
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }
}
