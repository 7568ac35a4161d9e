package fort.server.vault;

import fort.domain.SecretHead;
import fort.domain.SecretValue;
import fort.domain.VersionInfo;
import fort.gate.SecretOperation;
import fort.gate.TokenOperation;
import fort.gate.WrappingOperation;
import fort.server.web.WebResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Vault's response envelope. Every 200 carries all of its keys, with explicit nulls: a missing one is an error in
/// more than one client.
final class Envelope {
    private static final int USUAL_BYTES = 512;

    private Envelope() {}

    static WebResponse of(Call call, Answer answer) {
        return switch (answer) {
            case Answer.Written(WebResponse response) -> response;
            case Answer.Errors(int status, List<String> errors) -> errors(status, errors);
            case Answer.Bare bare -> bare(bare);
            case Answer.Nothing(List<String> warnings) ->
                warnings.isEmpty()
                        ? WebResponse.empty(204)
                        : logical(call, new Answer.Logical(200, null, null, "", 0, false, false, warnings, List.of()));
            case Answer.Logical logical -> logical(call, logical);
        };
    }

    static WebResponse errors(int status, List<String> errors) {
        return WebResponse.json(
                status,
                new JsonOut(128).raw("{\"errors\":").value(errors).raw("}\n").take());
    }

    private static WebResponse bare(Answer.Bare bare) {
        byte[] body = new JsonOut(USUAL_BYTES).value(bare.body()).raw("\n").take();
        bare.secrets().forEach(SecretValue::close);
        return new WebResponse(
                bare.status(),
                WebResponse.JSON,
                List.of(),
                body,
                !bare.secrets().isEmpty());
    }

    private static WebResponse logical(Call call, Answer.Logical logical) {
        JsonOut out = new JsonOut(USUAL_BYTES).raw("{");
        if (logical.repeated() && logical.data() instanceof Map<?, ?> members) {
            out.members(members);
        }
        out.raw("\"request_id\":").string(call.id());
        out.raw(",\"lease_id\":").string(logical.leaseId());
        out.raw(",\"renewable\":").value(logical.renewable());
        out.raw(",\"lease_duration\":").number(logical.leaseSeconds());
        out.raw(",\"data\":").value(logical.data());
        out.raw(",\"wrap_info\":null,\"warnings\":");
        end(out, call, logical.warnings(), logical.auth());
        logical.secrets().forEach(SecretValue::close);
        return new WebResponse(
                logical.status(),
                WebResponse.JSON,
                List.of(),
                out.take(),
                !logical.secrets().isEmpty());
    }

    private static void end(JsonOut out, Call call, List<String> warnings, TokenOperation.@Nullable Auth auth) {
        out.value(warnings.isEmpty() ? null : warnings);
        out.raw(",\"auth\":");
        if (auth == null) {
            out.raw("null");
        } else {
            auth(out, auth);
        }
        out.raw(",\"mount_type\":").string(call.mountType()).raw("}\n");
    }

    private static void auth(JsonOut out, TokenOperation.Auth auth) {
        SecretValue token = auth.clientToken();
        out.raw("{\"client_token\":").value(token == null ? "" : token);
        out.raw(",\"accessor\":").string(auth.accessor());
        out.raw(",\"policies\":").value(auth.policies());
        out.raw(",\"token_policies\":").value(auth.tokenPolicies());
        out.raw(",\"metadata\":").value(auth.metadata().isEmpty() ? null : auth.metadata());
        out.raw(",\"lease_duration\":").number(auth.leaseDurationSeconds());
        out.raw(",\"renewable\":").value(auth.renewable());
        out.raw(",\"entity_id\":\"\",\"token_type\":").string(auth.tokenType());
        out.raw(",\"orphan\":").value(auth.orphan());
        out.raw(",\"mfa_requirement\":null,\"num_uses\":")
                .number(auth.numUses())
                .raw("}");
    }

    /// The hot answer: a kv version 2 read. The value's bytes go in as they were stored; closes the value.
    ///
    /// A deleted or destroyed version is a 404 that still says all about the version.
    static WebResponse secret(Call call, SecretOperation.SecretView view, List<String> warnings) {
        SecretValue value = view.value();
        JsonOut out = new JsonOut(USUAL_BYTES + (value == null ? 0 : value.length()));
        out.raw("{\"request_id\":\"").raw(call.id());
        out.raw("\",\"lease_id\":\"\",\"renewable\":false,\"lease_duration\":0,\"data\":{\"data\":");
        if (value == null) {
            out.raw("null");
        } else {
            out.json(value);
            value.close();
        }
        out.raw(",\"metadata\":");
        version(out, view.head(), view.version());
        out.raw("},\"wrap_info\":null,\"warnings\":");
        end(out, call, warnings, null);
        return new WebResponse(value == null ? 404 : 200, WebResponse.JSON, List.of(), out.take(), true);
    }

    /// The answer to a kv version 2 write.
    static WebResponse written(Call call, SecretOperation.SecretView view, List<String> warnings) {
        JsonOut out = new JsonOut(USUAL_BYTES);
        out.raw("{\"request_id\":\"").raw(call.id());
        out.raw("\",\"lease_id\":\"\",\"renewable\":false,\"lease_duration\":0,\"data\":");
        version(out, view.head(), view.version());
        out.raw(",\"wrap_info\":null,\"warnings\":");
        end(out, call, warnings, null);
        return WebResponse.json(200, out.take());
    }

    private static void version(JsonOut out, SecretHead head, VersionInfo version) {
        out.raw("{\"created_time\":\"").raw(version.createdTime().toString());
        out.raw("\",\"custom_metadata\":").value(head.customMetadata());
        out.raw(",\"deletion_time\":\"");
        if (version.deletionTime() != null) {
            out.raw(version.deletionTime().toString());
        }
        out.raw(version.destroyed() ? "\",\"destroyed\":true,\"version\":" : "\",\"destroyed\":false,\"version\":");
        out.number(version.number()).raw("}");
    }

    /// In the place of an answer that was put away.
    static WebResponse wrapped(WrappingOperation.WrapInfo info) {
        JsonOut out = new JsonOut(USUAL_BYTES);
        out.raw("{\"request_id\":\"\",\"lease_id\":\"\",\"renewable\":false,\"lease_duration\":0,\"data\":null,");
        out.raw("\"wrap_info\":{\"token\":").string(info.token());
        out.raw(",\"accessor\":").string(info.accessor());
        out.raw(",\"ttl\":").number(info.ttlSeconds());
        out.raw(",\"creation_time\":").value(info.creationTime());
        out.raw(",\"creation_path\":").string(info.creationPath());
        if (info.wrappedAccessor() != null) {
            out.raw(",\"wrapped_accessor\":").string(info.wrappedAccessor());
        }
        out.raw("},\"warnings\":null,\"auth\":null,\"mount_type\":\"\"}\n");
        info.token().close();
        return new WebResponse(200, WebResponse.JSON, List.of(), out.take(), true);
    }
}
