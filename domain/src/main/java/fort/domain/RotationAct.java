package fort.domain;

import java.time.Instant;
import java.util.List;

/// What [RotationPlanner] wants done with one secret now. A worker carries it out; the gate makes it durable.
public sealed interface RotationAct {
    /// Begin a rotation: the job goes to [RotationStep#CREATE].
    record Start(RotationCause cause) implements RotationAct {}

    /// Carry out the job's step at the target.
    record Work(RotationStep step) implements RotationAct {}

    /// Give the rotation up, because the secret changed under it. See [RotationJobs#abandoned].
    ///
    /// @param undo whether the staged value may be at the target and can be withdrawn: the job goes to
    ///     [RotationStep#UNDO]; else to [RotationStep#IDLE], and a version still staged is unstaged at once
    record Abandon(boolean undo, String why) implements RotationAct {}

    /// Grace of these versions is over.
    ///
    /// @param stragglers by time: consumers not known to have the current version; otherwise none
    /// @param why `time`, `proof`, `emergency`
    record Retire(List<Long> versions, List<String> stragglers, String why) implements RotationAct {
        public Retire {
            versions = List.copyOf(versions);
            stragglers = List.copyOf(stragglers);
        }
    }

    /// Grace is over and is held: say who still needs the old version, and ask again later.
    record Hold(List<Long> versions, List<String> stragglers) implements RotationAct {
        public Hold {
            versions = List.copyOf(versions);
            stragglers = List.copyOf(stragglers);
        }
    }

    /// Expiry would come before the rotation can succeed: move it, and raise an alert (R2.5).
    record Extend(Instant expiresTime) implements RotationAct {}

    /// The secret nears its end and nothing is set up to rotate it: raise one alert.
    record Warn(Instant expiresTime) implements RotationAct {}
}
