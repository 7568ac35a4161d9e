package fort.server.api;

import fort.domain.SecretPath;
import fort.gate.SecretOperation;
import fort.gate.TargetOperation;
import fort.gate.TargetOperation.TargetSpec;
import fort.gate.TargetOperation.TargetView;
import fort.wire.Targets;
import java.util.Objects;

/// The systems whose credentials Fort rotates.
final class TargetHandlers {
    private TargetHandlers() {}

    static void register(Handlers handlers) {
        handlers.on(
                "target.list",
                call -> call.answer(
                        new TargetOperation.ListTargets(call.after(), call.limit()),
                        (SecretOperation.Page<TargetView> page) -> Answer.of(new Targets.Listing(
                                page.items().stream().map(TargetHandlers::view).toList(), page.next()))));
        handlers.on(
                "target.read",
                call -> call.answer(
                        new TargetOperation.ReadTarget(call.parameter("target")), target -> Answer.of(view(target))));
        handlers.on("target.write", TargetHandlers::write);
        handlers.on("target.delete", call -> call.empty(new TargetOperation.DeleteTarget(call.parameter("target"))));
    }

    private static Answer write(Call call) {
        Targets.Write body = call.body(Targets.Write.class);
        String credential = body.credential() == null ? "" : new SecretPath(body.credential()).value();
        TargetSpec spec = new TargetSpec(
                call.parameter("target"),
                body.kind(),
                body.address(),
                Objects.requireNonNullElse(body.caCertificates(), ""),
                credential.isEmpty() ? "" : Call.mount(body.credentialMount()),
                credential);
        return call.answer(new TargetOperation.WriteTarget(spec), target -> Answer.of(view(target)));
    }

    private static Targets.Target view(TargetView view) {
        TargetSpec spec = view.spec();
        return new Targets.Target(
                spec.name(),
                spec.kind(),
                spec.address(),
                spec.caCertificates(),
                MetadataHandlers.emptyToNull(spec.credentialPath()),
                MetadataHandlers.emptyToNull(spec.credentialMount()),
                view.changedBy(),
                view.changedTime());
    }
}
