package fort.gate;

/// Which handler carries out which family. The compiler knows when one is missing.
final class Handlers {
    private final SealHandlers seals;
    private final SecretHandlers secrets = new SecretHandlers();
    private final MountHandlers mounts = new MountHandlers();
    private final PolicyHandlers policies = new PolicyHandlers();
    private final TokenHandlers tokens = new TokenHandlers();
    private final UserHandlers users = new UserHandlers();
    private final AppRoleHandlers appRoles = new AppRoleHandlers();
    private final WrappingHandlers wrapping = new WrappingHandlers();
    private final LeaseHandlers leases = new LeaseHandlers();
    private final AuditHandlers audits = new AuditHandlers();
    private final ToolHandlers tools = new ToolHandlers();
    private final PromotionHandlers promotions = new PromotionHandlers(secrets);
    private final WatchHandlers watches = new WatchHandlers();
    private final RotationHandlers rotations = new RotationHandlers();
    private final RotationWorkHandlers rotationWork = new RotationWorkHandlers();
    private final TargetHandlers targets = new TargetHandlers();
    private final EmergencyHandlers emergencies = new EmergencyHandlers();
    private final ConsumerHandlers consumers = new ConsumerHandlers();
    private final UnknownRouteHandler unknown = new UnknownRouteHandler();

    Handlers(Fort fort, Surroundings surroundings) {
        this.seals = new SealHandlers(fort, surroundings);
    }

    SealHandlers seals() {
        return seals;
    }

    Demand demand(Handler.Act act, Operation<?> operation) {
        return switch (operation) {
            case SecretOperation<?> o -> secrets.demand(act, o);
            case MountOperation<?> o -> mounts.demand(act, o);
            case PolicyOperation<?> o -> policies.demand(act, o);
            case TokenOperation<?> o -> tokens.demand(act, o);
            case UserOperation<?> o -> users.demand(act, o);
            case AppRoleOperation<?> o -> appRoles.demand(act, o);
            case WrappingOperation<?> o -> wrapping.demand(act, o);
            case LeaseOperation<?> o -> leases.demand(act, o);
            case SealOperation<?> o -> seals.demand(act, o);
            case AuditOperation<?> o -> audits.demand(act, o);
            case ToolOperation<?> o -> tools.demand(act, o);
            case PromotionOperation<?> o -> promotions.demand(act, o);
            case WatchOperation<?> o -> watches.demand(act, o);
            case RotationOperation<?> o -> rotations.demand(act, o);
            case RotationWork<?> o -> rotationWork.demand(act, o);
            case TargetOperation<?> o -> targets.demand(act, o);
            case EmergencyOperation<?> o -> emergencies.demand(act, o);
            case ConsumerOperation<?> o -> consumers.demand(act, o);
            case UnknownRoute o -> unknown.demand(act, o);
        };
    }

    @SuppressWarnings(
            "unchecked") // each handler answers an operation with that operation's type; GateContractTest asks all
    <T> Plan<T> plan(Handler.Act act, Operation<T> operation) {
        return (Plan<T>)
                switch (operation) {
                    case SecretOperation<?> o -> secrets.plan(act, o);
                    case MountOperation<?> o -> mounts.plan(act, o);
                    case PolicyOperation<?> o -> policies.plan(act, o);
                    case TokenOperation<?> o -> tokens.plan(act, o);
                    case UserOperation<?> o -> users.plan(act, o);
                    case AppRoleOperation<?> o -> appRoles.plan(act, o);
                    case WrappingOperation<?> o -> wrapping.plan(act, o);
                    case LeaseOperation<?> o -> leases.plan(act, o);
                    case SealOperation<?> o -> seals.plan(act, o);
                    case AuditOperation<?> o -> audits.plan(act, o);
                    case ToolOperation<?> o -> tools.plan(act, o);
                    case PromotionOperation<?> o -> promotions.plan(act, o);
                    case WatchOperation<?> o -> watches.plan(act, o);
                    case RotationOperation<?> o -> rotations.plan(act, o);
                    case RotationWork<?> o -> rotationWork.plan(act, o);
                    case TargetOperation<?> o -> targets.plan(act, o);
                    case EmergencyOperation<?> o -> emergencies.plan(act, o);
                    case ConsumerOperation<?> o -> consumers.plan(act, o);
                    case UnknownRoute o -> unknown.plan(act, o);
                };
    }
}
