package fort.server.api;

import fort.domain.Reveal;
import fort.domain.SecretValue;
import fort.gate.SealOperation;
import fort.gate.SealOperation.RekeyStatus;
import fort.gate.SealOperation.SealStatus;
import fort.wire.InvalidMessage;
import fort.wire.Seals;
import fort.wire.SecretText;
import java.util.List;

/// The seal and the keys of an environment.
final class SealHandlers {
    private SealHandlers() {}

    static void register(Handlers handlers) {
        handlers.on("seal.status", call -> status(call, new SealOperation.SealStatusQuery()));
        handlers.on("seal.initialise", SealHandlers::initialise);
        handlers.on("seal.unseal", SealHandlers::unseal);
        handlers.on("seal.seal", call -> call.empty(new SealOperation.Seal()));
        handlers.on("seal.rekey_status", call -> rekey(call, new SealOperation.RekeyStatusQuery()));
        handlers.on("seal.rekey_start", call -> {
            Seals.RekeyStart body = call.body(Seals.RekeyStart.class);
            return rekey(call, new SealOperation.RekeyInit(body.shares(), body.threshold(), false));
        });
        handlers.on("seal.rekey_share", call -> {
            Seals.RekeyShare body = call.body(Seals.RekeyShare.class);
            try (SecretValue share = Call.value(body.share())) {
                return rekey(call, new SealOperation.RekeyUpdate(share, body.nonce()));
            }
        });
        handlers.on("seal.rekey_cancel", call -> call.empty(new SealOperation.RekeyCancel()));
        handlers.on("seal.keys", SealHandlers::keys);
        handlers.on("seal.rotate", call -> call.then(new SealOperation.RotateKey(), () -> keys(call)));
    }

    private static Answer status(Call call, SealOperation<SealStatus> operation) {
        return call.answer(
                operation,
                status -> Answer.of(new Seals.Status(
                        call.environment(),
                        status.initialised(),
                        status.sealed(),
                        status.type().equals("shamir") ? "shares" : "key_file",
                        status.threshold(),
                        status.shares(),
                        status.progress())));
    }

    private static Answer initialise(Call call) {
        Seals.Initialise body = call.body(Seals.Initialise.class);
        return call.answer(
                new SealOperation.Initialise(body.shares(), body.threshold()),
                made -> Answer.secret(new Seals.Initialised(
                        made.shares().stream().map(SealHandlers::text).toList(), text(made.rootToken()))));
    }

    private static Answer unseal(Call call) {
        Seals.Unseal body = call.body(Seals.Unseal.class);
        if (body.share() == null && !body.reset()) {
            throw new InvalidMessage("'share' is missing");
        }
        try (SecretValue share = Call.optional(body.share())) {
            return status(call, new SealOperation.Unseal(share, body.reset()));
        }
    }

    private static Answer rekey(Call call, SealOperation<RekeyStatus> operation) {
        return call.answer(operation, status -> {
            List<SecretText> shares =
                    status.newShares().stream().map(SealHandlers::text).toList();
            Seals.Rekey message = new Seals.Rekey(
                    status.started(),
                    MetadataHandlers.emptyToNull(status.nonce()),
                    status.threshold(),
                    status.shares(),
                    status.progress(),
                    status.required(),
                    status.complete(),
                    shares);
            return shares.isEmpty() ? Answer.of(message) : Answer.secret(message);
        });
    }

    private static Answer keys(Call call) {
        return call.answer(
                new SealOperation.KeyStatusQuery(),
                keys -> Answer.of(new Seals.Keys(keys.term(), keys.installTime(), 0)));
    }

    private static SecretText text(SecretValue value) {
        return SecretText.owning(value.reveal(Reveal.granted()));
    }
}
