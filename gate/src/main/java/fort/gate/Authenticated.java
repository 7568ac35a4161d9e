package fort.gate;

import fort.domain.Caller;
import fort.domain.EnvironmentName;
import fort.store.Change;
import java.util.List;

/// Who a request turned out to come from.
sealed interface Authenticated {
    /// @param use the change that counts a use-limited token's use down; empty for others
    /// @param standing demands that the token is still what it was when it was looked at; goes with each commit
    ///     that changes something, so that nothing is changed in the name of a token that was revoked in between
    record Known(Caller caller, List<Change> use, Change standing) implements Authenticated {}

    /// No credential, or one that is worth nothing here.
    ///
    /// @param leftover removes the row of a token whose time is over, so that a clock set back does not revive it
    record Nobody(List<Change> leftover) implements Authenticated {
        static final Nobody PLAIN = new Nobody(List.of());
    }

    /// Fort's own background work.
    record Itself(Caller caller) implements Authenticated {}

    default Caller caller(EnvironmentName environment) {
        return switch (this) {
            case Known known -> known.caller();
            case Itself itself -> itself.caller();
            case Nobody _ -> Caller.anonymous(environment);
        };
    }
}
