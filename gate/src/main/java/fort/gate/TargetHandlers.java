package fort.gate;

import fort.access.Capability;
import fort.domain.InvalidName;
import fort.domain.Refusal;
import fort.domain.SecretPath;
import fort.store.Change;
import fort.store.Collection;
import fort.store.Rows;
import java.util.List;
import java.util.Optional;

/// Targets are rows of their environment and hold no secret: their credential is a secret of its own.
final class TargetHandlers implements Handler<TargetOperation<?>> {
    static final Collection<TargetOperation.TargetView> TARGETS =
            Collection.of("target", TargetOperation.TargetView.class);

    private static final String ROOT = "sys/rotation/targets";

    /// Rotations looked through for one that uses a target.
    private static final int PAGE = 1_000;

    @Override
    public Demand demand(Act act, TargetOperation<?> operation) {
        return switch (operation) {
            case TargetOperation.WriteTarget o ->
                Demand.sudo(ROOT + "/" + o.target().name(), Capability.UPDATE);
            case TargetOperation.ReadTarget o -> Demand.needs(ROOT + "/" + o.target(), Capability.READ);
            case TargetOperation.ListTargets _ -> Demand.needs(ROOT, Capability.LIST);
            case TargetOperation.DeleteTarget o -> Demand.sudo(ROOT + "/" + o.target(), Capability.DELETE);
        };
    }

    @Override
    public Plan<?> plan(Act act, TargetOperation<?> operation) {
        return switch (operation) {
            case TargetOperation.WriteTarget o -> write(act, o.target());
            case TargetOperation.ReadTarget o ->
                find(act.interior(), o.target())
                        .<Plan<?>>map(row -> Plan.done(row.value()))
                        .orElseGet(TargetHandlers::none);
            case TargetOperation.ListTargets o -> list(act, o);
            case TargetOperation.DeleteTarget o -> delete(act, o.target());
        };
    }

    static Optional<Rows.Entry<TargetOperation.TargetView>> find(Interior interior, String name) {
        return interior.rows().get(TARGETS, name);
    }

    private static Plan<?> none() {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "no such target");
    }

    private static Plan<?> write(Act act, TargetOperation.TargetSpec spec) {
        if (!spec.credentialPath().isEmpty()) {
            Optional<Plan<?>> refused = credentialRefusal(act, spec);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        long revision =
                find(act.interior(), spec.name()).map(Rows.Entry::revision).orElse(Change.ABSENT);
        TargetOperation.TargetView view =
                new TargetOperation.TargetView(spec, act.caller().principal(), act.now());
        return Plan.done(view, List.of(act.interior().rows().put(TARGETS, spec.name(), view, revision)));
    }

    /// A credential is sent to the target's address: who may not read it may not have it sent.
    private static Optional<Plan<?>> credentialRefusal(Act act, TargetOperation.TargetSpec spec) {
        Mount mount = act.interior().mounts().at(false, spec.credentialMount());
        if (mount == null || !mount.type().equals("kv")) {
            return Optional.of(Handler.noMount(spec.credentialMount()));
        }
        String path;
        try {
            path = new SecretPath(spec.credentialPath()).value();
        } catch (InvalidName e) {
            return Optional.of(Plan.refused(Refusal.Reason.INVALID_REQUEST, "the credential's path is no path"));
        }
        return act.rights().may(SecretDemands.dataPath(mount, path), Capability.READ)
                ? Optional.empty()
                : Optional.of(Plan.refused(Refusal.Reason.FORBIDDEN, "permission denied"));
    }

    private static Plan<?> list(Act act, TargetOperation.ListTargets operation) {
        List<TargetOperation.TargetView> views =
                act.interior().rows().scan(TARGETS, "", operation.after(), operation.limit()).stream()
                        .map(Rows.Entry::value)
                        .toList();
        String next = views.size() == operation.limit() ? views.getLast().spec().name() : null;
        return Plan.done(new SecretOperation.Page<>(views, next));
    }

    private static Plan<?> delete(Act act, String name) {
        Optional<Rows.Entry<TargetOperation.TargetView>> row = find(act.interior(), name);
        if (row.isEmpty()) {
            return none();
        }
        String after = "";
        List<Rows.Entry<RotationRow>> page;
        do {
            page = act.interior().rows().scan(RotationRow.ROTATIONS, "", after, PAGE);
            for (Rows.Entry<RotationRow> rotation : page) {
                after = rotation.key();
                var settings = rotation.value().settings();
                if (settings != null && settings.target().equals(name)) {
                    return Plan.refused(
                            Refusal.Reason.INVALID_REQUEST, "secrets are rotated at this target; see the list of them");
                }
            }
        } while (page.size() == PAGE);
        return Plan.done(
                List.of(act.interior().rows().delete(TARGETS, name, row.get().revision())));
    }
}
