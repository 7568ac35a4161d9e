package fort.server.vault;

import fort.domain.Refusal;
import fort.domain.SecretValue;
import fort.gate.SealOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Initialising, unsealing and sealing an environment.
final class SysSeal {
    private static final int SHARES = 5;
    private static final int THRESHOLD = 3;

    private final SysHealth health;

    SysSeal(SysHealth health) {
        this.health = health;
    }

    Answer answer(Call call, String path) {
        return switch (path) {
            case "init" ->
                switch (call.verb()) {
                    case READ ->
                        call.ask(
                                new SealOperation.SealStatusQuery(),
                                status -> new Answer.Bare(200, Map.of("initialized", status.initialised()), List.of()));
                    case WRITE -> initialise(call);
                    case PATCH, DELETE, LIST -> call.unsupportedVerb();
                };
            case "unseal" -> call.verb() == Verb.WRITE ? unseal(call) : call.unsupportedVerb();
            case "seal" -> call.verb() == Verb.WRITE ? call.tell(new SealOperation.Seal()) : call.unsupportedVerb();
            default -> call.unsupportedPath();
        };
    }

    private static Answer initialise(Call call) {
        Body body = call.body();
        if (body.says("pgp_keys") || body.says("root_token_pgp_key")) {
            return call.refuse(Answer.error(400, "shares encrypted with PGP keys are not offered"));
        }
        int shares = body.integer("secret_shares", SHARES);
        int threshold = body.integer("secret_threshold", THRESHOLD);
        return call.ask(new SealOperation.Initialise(shares, threshold), SysSeal::initialised);
    }

    private static Answer initialised(SealOperation.Initialised done) {
        List<SecretValue> secrets = new ArrayList<>(done.shares());
        List<SecretValue> base64 =
                done.shares().stream().map(SecretForms::base64OfHex).toList();
        secrets.addAll(base64);
        secrets.add(done.rootToken());
        return new Answer.Bare(
                200, Fields.of("keys", done.shares(), "keys_base64", base64, "root_token", done.rootToken()), secrets);
    }

    private Answer unseal(Call call) {
        Body body = call.body();
        boolean reset = body.flag("reset", false);
        SecretValue share = body.secret("key");
        if (!reset && share == null) {
            return call.refuse(
                    Answer.error(400, "'key' must be specified in request body as JSON, or 'reset' set to true"));
        }
        if (reset && !call.chamber().isSealed()) {
            return call.refuse(Answer.error(400, "vault is unsealed"));
        }
        if (share != null && !SecretForms.isHexOrBase64(share)) {
            share.close();
            return call.refuse(Answer.error(400, "'key' must be a valid hex or base64 string"));
        }
        try (share) {
            return call.askAll(
                    new SealOperation.Unseal(reset ? null : share, reset),
                    status -> health.status(call, status),
                    refusal -> refusal.reason() == Refusal.Reason.UNINITIALISED
                            ? Answer.error(400, "Vault is not initialized")
                            : Refusals.of(refusal));
        }
    }
}
