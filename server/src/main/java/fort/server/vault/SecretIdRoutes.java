package fort.server.vault;

import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.AppRoleOperation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Secret ids of an app role: made, looked up, destroyed, by themselves or by accessor.
final class SecretIdRoutes {
    Answer answer(Call call, String mount, String role, String part) {
        if (call.verb() == Verb.LIST && part.equals("secret-id")) {
            return call.ask(
                    new AppRoleOperation.ListSecretIds(mount, role),
                    keys -> keys.isEmpty() ? Answer.ABSENT : Answer.keys(keys),
                    refusal -> AppRoleRoutes.noRole(refusal, 400, role));
        }
        return call.verb() == Verb.WRITE ? create(call, mount, role, part) : call.unsupportedVerb();
    }

    private static Answer create(Call call, String mount, String role, String part) {
        Body body = call.body();
        SecretValue chosen = part.equals("custom-secret-id") ? body.secret("secret_id") : null;
        if (chosen == null && part.equals("custom-secret-id")) {
            return call.unknown(false, Answer.error(400, "missing secret_id"));
        }
        Map<String, String> metadata = body.pairs("metadata");
        try (chosen) {
            return call.ask(
                    new AppRoleOperation.CreateSecretId(
                            mount,
                            role,
                            chosen,
                            metadata == null ? Map.of() : metadata,
                            body.list("cidr_list", List.of()),
                            body.list("token_bound_cidrs", List.of()),
                            body.integer("num_uses", 0),
                            body.seconds("ttl", 0)),
                    made -> Answer.withWarnings(
                            Answer.data(
                                    Fields.of(
                                            "secret_id", made.secretId(),
                                            "secret_id_accessor", made.accessor(),
                                            "secret_id_num_uses", made.numUses(),
                                            "secret_id_ttl", made.ttlSeconds()),
                                    made.secretId()),
                            Warnings.of(List.of(), body)),
                    refusal -> AppRoleRoutes.noRole(refusal, 404, role));
        }
    }

    Answer act(Call call, String mount, String role, String part, String act) {
        boolean byAccessor = part.equals("secret-id-accessor");
        if (!byAccessor && !part.equals("secret-id")) {
            return call.unsupportedPath();
        }
        if (call.verb() != Verb.WRITE && !(act.equals("destroy") && call.verb() == Verb.DELETE)) {
            return call.unsupportedVerb();
        }
        String field = byAccessor ? "secret_id_accessor" : "secret_id";
        if (!call.body().has(field)) {
            return call.unknown(false, Answer.error(400, "missing " + field));
        }
        String accessor = byAccessor ? call.body().text(field) : null;
        try (SecretValue secretId = byAccessor ? null : call.body().secret(field)) {
            return switch (act) {
                case "lookup" -> lookup(call, mount, role, secretId, accessor);
                case "destroy" -> destroy(call, mount, role, secretId, accessor);
                default -> call.unsupportedPath();
            };
        }
    }

    private static Answer lookup(
            Call call, String mount, String role, @Nullable SecretValue secretId, @Nullable String accessor) {
        return call.ask(
                new AppRoleOperation.LookupSecretId(mount, role, secretId, accessor),
                SecretIdRoutes::view,
                refusal -> missing(refusal, accessor));
    }

    private static Answer view(AppRoleOperation.@Nullable SecretIdView view) {
        if (view == null) {
            return Answer.NOTHING;
        }
        return Answer.data(Fields.of(
                "cidr_list", view.cidrs(),
                "creation_time", view.creationTime(),
                "expiration_time", view.expirationTime() == null ? "0001-01-01T00:00:00Z" : view.expirationTime(),
                "last_updated_time", view.lastUpdatedTime(),
                "metadata", view.metadata(),
                "secret_id_accessor", view.accessor(),
                "secret_id_num_uses", view.numUses(),
                "secret_id_ttl", view.ttlSeconds(),
                "token_bound_cidrs", view.tokenBoundCidrs()));
    }

    /// Vault says nothing about an unknown secret id (204), and 404 about an unknown accessor.
    private static Answer missing(Refusal refusal, @Nullable String accessor) {
        if (refusal.reason() != Refusal.Reason.NOT_FOUND) {
            return Refusals.of(refusal);
        }
        return accessor == null
                ? Answer.NOTHING
                : new Answer.Logical(
                        404,
                        Map.of("error", "failed to find accessor entry for secret_id_accessor: \"" + accessor + "\""),
                        null,
                        "",
                        0,
                        false,
                        false,
                        List.of(),
                        List.of());
    }

    private static Answer destroy(
            Call call, String mount, String role, @Nullable SecretValue secretId, @Nullable String accessor) {
        return call.ask(
                new AppRoleOperation.DestroySecretId(mount, role, secretId, accessor),
                _ -> Answer.NOTHING,
                refusal -> missing(refusal, accessor));
    }
}
