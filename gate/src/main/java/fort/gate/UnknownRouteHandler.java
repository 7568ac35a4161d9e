package fort.gate;

import fort.domain.Refusal;

/// Says that nothing is there, to those who may ask.
final class UnknownRouteHandler implements Handler<UnknownRoute> {
    @Override
    public Demand demand(Act act, UnknownRoute operation) {
        return Demand.needs(operation.path(), operation.capability());
    }

    @Override
    public Plan<?> plan(Act act, UnknownRoute operation) {
        return operation.unsupported()
                ? Plan.refused(Refusal.Reason.UNSUPPORTED, "unsupported operation")
                : Handler.noMount(operation.path());
    }
}
