package fort.server.api;

import fort.domain.SecretValue;
import fort.gate.SecretOperation;
import fort.wire.InvalidMessage;
import fort.wire.Secrets;

/// Sealed export and import. What is inside a bundle is the gate's.
final class BundleHandlers {
    private BundleHandlers() {}

    static Answer export(Call call) {
        Secrets.Export body = call.body(Secrets.Export.class);
        try (SecretValue passphrase = Call.value(body.passphrase())) {
            return call.answer(
                    new SecretOperation.Export(
                            Call.mount(body.mount()), SecretHandlers.prefix(body.prefix()), passphrase),
                    box -> Answer.of(new Secrets.Bundle(Secrets.Bundle.FORMAT, box)));
        }
    }

    static Answer importBundle(Call call) {
        Secrets.ImportBundle body = call.body(Secrets.ImportBundle.class);
        if (!body.bundle().format().equals(Secrets.Bundle.FORMAT)) {
            throw new InvalidMessage("the bundle is not of the form " + Secrets.Bundle.FORMAT);
        }
        try (SecretValue passphrase = Call.value(body.passphrase())) {
            SecretOperation.Import operation = new SecretOperation.Import(
                    Call.mount(body.mount()),
                    SecretHandlers.prefix(body.prefix()),
                    body.bundle().sealed(),
                    passphrase,
                    body.overwrite(),
                    body.dryRun());
            return call.answer(
                    operation,
                    report -> Answer.of(new Secrets.BundleImported(
                            body.dryRun(), report.created(), report.replaced(), report.unchanged())));
        }
    }
}
