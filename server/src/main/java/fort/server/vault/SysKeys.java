package fort.server.vault;

import fort.domain.SecretValue;
import fort.gate.SealOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment's keys: rotation, new shares, and a new root token from a quorum of share holders.
final class SysKeys {
    Answer answer(Call call, String path) {
        return switch (path) {
            case "key-status" ->
                call.verb() == Verb.READ
                        ? call.ask(
                                new SealOperation.KeyStatusQuery(),
                                status -> Answer.repeated(Fields.of(
                                        "term", status.term(),
                                        "install_time", status.installTime(),
                                        "encryptions", status.encryptions())))
                        : call.unsupportedVerb();
            // The second name of each is the one that newer OpenBao clients use.
            case "rotate", "rotate/keyring" ->
                call.verb() == Verb.WRITE ? call.tell(new SealOperation.RotateKey()) : call.unsupportedVerb();
            case "rekey/init", "rotate/root/init" -> rekey(call);
            case "rekey/update", "rotate/root/update" ->
                call.verb() == Verb.WRITE ? rekeyUpdate(call) : call.unsupportedVerb();
            case "generate-root/attempt", "generate-root-token/attempt" -> generate(call);
            case "generate-root/update", "generate-root-token/update" ->
                call.verb() == Verb.WRITE ? generateUpdate(call) : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private static Answer rekey(Call call) {
        return switch (call.verb()) {
            case READ -> call.ask(new SealOperation.RekeyStatusQuery(), SysKeys::rekeyed);
            case WRITE -> {
                Body body = call.body();
                if (body.says("pgp_keys")) {
                    yield call.refuse(Answer.error(400, "shares encrypted with PGP keys are not offered"));
                }
                yield call.ask(
                        new SealOperation.RekeyInit(
                                body.integer("secret_shares", 0),
                                body.integer("secret_threshold", 0),
                                body.flag("require_verification", false)),
                        SysKeys::rekeyed);
            }
            case DELETE -> call.tell(new SealOperation.RekeyCancel());
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer rekeyUpdate(Call call) {
        SecretValue share = call.body().secret("key");
        if (share == null) {
            return call.refuse(Answer.error(400, "'key' must be specified in request body as JSON"));
        }
        try (share) {
            return call.ask(new SealOperation.RekeyUpdate(share, call.body().text("nonce", "")), SysKeys::rekeyed);
        }
    }

    private static Answer rekeyed(SealOperation.RekeyStatus status) {
        Map<String, @Nullable Object> fields = Fields.of(
                "nonce", status.nonce(),
                "started", status.started(),
                "t", status.threshold(),
                "n", status.shares(),
                "progress", status.progress(),
                "required", status.required(),
                "pgp_fingerprints", null,
                "backup", false,
                "verification_required", false);
        if (!status.complete()) {
            return new Answer.Bare(200, fields, List.of());
        }
        List<SecretValue> secrets = new ArrayList<>(status.newShares());
        List<SecretValue> base64 =
                status.newShares().stream().map(SecretForms::base64OfHex).toList();
        secrets.addAll(base64);
        fields.put("complete", true);
        fields.put("keys", status.newShares());
        fields.put("keys_base64", base64);
        return new Answer.Bare(200, fields, secrets);
    }

    private static Answer generate(Call call) {
        return switch (call.verb()) {
            case READ -> call.ask(new SealOperation.GenerateRootStatusQuery(), SysKeys::generated);
            case WRITE -> {
                if (call.body().says("pgp_key")) {
                    yield call.refuse(
                            Answer.error(400, "a root token encrypted with a PGP key is not offered: use an otp"));
                }
                try (SecretValue otp = call.body().secret("otp")) {
                    yield call.ask(new SealOperation.GenerateRootInit(otp), SysKeys::generated);
                }
            }
            case DELETE -> call.tell(new SealOperation.GenerateRootCancel());
            case PATCH, LIST -> call.unsupportedVerb();
        };
    }

    private static Answer generateUpdate(Call call) {
        SecretValue share = call.body().secret("key");
        if (share == null) {
            return call.refuse(Answer.error(400, "'key' must be specified in request body as JSON"));
        }
        try (share) {
            return call.ask(
                    new SealOperation.GenerateRootUpdate(share, call.body().text("nonce", "")), SysKeys::generated);
        }
    }

    private static Answer generated(SealOperation.GenerateRootStatus status) {
        List<SecretValue> secrets = new ArrayList<>();
        SecretValue otp = status.otp();
        SecretValue token = status.encodedToken();
        if (otp != null) {
            secrets.add(otp);
        }
        if (token != null) {
            secrets.add(token);
        }
        return new Answer.Bare(
                200,
                Fields.of(
                        "nonce", status.nonce(),
                        "started", status.started(),
                        "progress", status.progress(),
                        "required", status.required(),
                        "complete", status.complete(),
                        "encoded_token", token == null ? "" : token,
                        "encoded_root_token", token == null ? "" : token,
                        "pgp_fingerprint", "",
                        "otp", otp == null ? "" : otp,
                        "otp_length", status.otpLength()),
                secrets);
    }
}
