package fort.gate;

import fort.domain.Caller;
import fort.domain.Refusal;

/// How one family of operations is carried out. Handlers read and plan; the gate decides, commits and records. So a
/// handler can forget neither
/// the decision nor the record, and can be asked again when a commit met a conflict.
///
/// @param <F> the family
interface Handler<F extends Operation<?>> {
    /// What the operation asks of the caller. May read rows (an existence check decides between create and update),
    /// never changes anything.
    Demand demand(Act act, F operation);

    /// @return a plan whose result type is the operation's
    Plan<?> plan(Act act, F operation);

    /// A refusal that stands before everything else, such as a mount that does not exist. Same for each caller.
    static Plan<?> noMount(String path) {
        return Plan.refused(Refusal.Reason.NOT_FOUND, "no handler for route \"" + path + "\". route entry not found.");
    }

    /// One act in progress, as handlers see it.
    ///
    /// @param caller anonymous until authenticated
    record Act(
            Interior interior,
            Caller caller,
            Request request,
            java.time.Instant now,
            fort.access.Acl acl,
            Gate.Rights rights) {}
}
